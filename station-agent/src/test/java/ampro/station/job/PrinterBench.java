package ampro.station.job;

import static org.awaitility.Awaitility.await;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.LeaseState;
import ampro.station.hardware.real.TtyPort;
import ampro.station.hardware.simulated.SimulatedBox;
import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// A station's core and a simulated printer, which is a process of its own at the other end of a
/// pseudo-terminal; the hub is a thread that acknowledges. With hands that load and open, and eyes
/// that see the printer's physical truth.
final class PrinterBench implements AutoCloseable {
    private static final float POINTS_PER_MM = 72 / 25.4f;

    final OneStation station;
    final CardWorker worker;
    volatile boolean hubAnswers = true;
    private final Path folder;
    private final BoxHands hands;
    private final Semaphore claims = new Semaphore(0);
    private final SimulatedBox box;
    private final Thread hub;

    PrinterBench(Path folder, CardPrinterProfile profile) throws IOException {
        this.folder = folder;
        hands = new BoxHands(folder.resolve("devices"));
        box =
                new SimulatedBox(
                        new SimulatedBox.Plan(
                                folder.resolve("devices"), profile.model(), "zpl-reference", 1_000),
                        PrinterBench::pause);
        station = new OneStation(folder, () -> Instant.parse("2026-11-22T10:00:00Z"), profile);
        worker =
                new CardWorker(
                        profile,
                        () ->
                                TtyPort.open(
                                        box.port("cardPort"),
                                        profile.baud(),
                                        profile.handshake(),
                                        folder.resolve("native"),
                                        TtyPort.STUCK_AFTER),
                        station.leases,
                        station.runner,
                        Duration.ofMillis(600),
                        PrinterBench::pause,
                        () -> station.isBroken.set(true));
        station.runner.connect(worker::order, () -> {}, claims::release);
        hub = Thread.ofPlatform().name("stand-in hub").unstarted(this::acknowledge);
    }

    void start() {
        hub.start();
        worker.start();
        station.runner.start();
        station.welcome();
    }

    private void acknowledge() {
        try {
            while (true) {
                claims.acquire();
                if (hubAnswers) {
                    station.acknowledge();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        hub.interrupt();
        worker.close();
        station.close();
        box.close();
        hands.close();
    }

    void grant(int n) throws IOException {
        Base64.Encoder base64 = Base64.getEncoder();
        station.grant(
                n,
                OneStation.artwork(
                        n,
                        base64.encodeToString(leftHalf(1, 0, 0)),
                        base64.encodeToString(leftHalf(0, 0, 0))));
    }

    /// A card whose left half has one colour.
    private static byte[] leftHalf(float red, float green, float blue) throws IOException {
        PDRectangle card = new PDRectangle(85.60f * POINTS_PER_MM, 53.98f * POINTS_PER_MM);
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            PDPage page = new PDPage(card);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.setNonStrokingColor(red, green, blue);
                content.addRect(0, 0, card.getWidth() / 2, card.getHeight());
                content.fill();
            }
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    static boolean isRed(int rgb) {
        return (rgb >> 16 & 0xff) > 120 && (rgb >> 8 & 0xff) < 120 && (rgb & 0xff) < 120;
    }

    BufferedImage picture(String name) throws IOException {
        return ImageIO.read(folder.resolve("devices").resolve(name).toFile());
    }

    void awaitState(int n, LeaseState state) {
        await("card " + n + " is " + state)
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        station.runner
                                .state()
                                .lease(OneStation.token(n))
                                .filter(lease -> lease.state() == state)
                                .isPresent());
    }

    void awaitProblem(Optional<Problem> problem) {
        await("the problem is " + problem)
                .atMost(Duration.ofSeconds(60))
                .until(() -> station.runner.problem().equals(problem));
    }

    void load(int count) throws Exception {
        StringBuilder blanks = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            blanks.append(i > 1 ? "," : "").append("\"B%07d\"".formatted(i));
        }
        hand("/hopper", "{\"blanks\":[" + blanks + "]}");
    }

    JsonNode truth() throws Exception {
        return hands.truth();
    }

    void hand(String path, String json) throws Exception {
        hands.post(path, json);
    }

    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
