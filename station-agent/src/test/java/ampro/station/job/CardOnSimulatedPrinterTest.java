package ampro.station.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.LeaseState;
import ampro.station.hardware.real.TtyPort;
import ampro.station.hardware.simulated.SimulatedBox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The station's core drives the simulated printer, which is a process of its own at the other end
/// of a pseudo-terminal; the hub is a thread that acknowledges. What happened is read from the
/// printer's physical truth.
@Tag("device")
@Timeout(180)
class CardOnSimulatedPrinterTest {
    private static final float POINTS_PER_MM = 72 / 25.4f;

    @TempDir private Path temp;
    private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Semaphore claims = new Semaphore(0);
    private OneStation station;
    private SimulatedBox box;
    private CardWorker worker;
    private Thread hub;
    private volatile boolean hubAnswers = true;

    @BeforeEach
    void open() throws Exception {
        start(Cards.UNPROVEN);
    }

    /// A box of its own for each profile.
    private void start(CardPrinterProfile profile) throws Exception {
        folder = Files.createDirectory(temp.resolve("proven-" + profile.countersProven()));
        box =
                new SimulatedBox(
                        new SimulatedBox.Plan(
                                folder.resolve("devices"), profile.model(), "zpl-reference", 1_000),
                        CardOnSimulatedPrinterTest::pause);
        station = new OneStation(folder, () -> Instant.parse("2026-11-22T10:00:00Z"), profile);
        worker =
                new CardWorker(
                        profile,
                        () ->
                                TtyPort.open(
                                        box.port("cardPort"),
                                        profile.baud(),
                                        TtyPort.Handshake.RTS_CTS,
                                        folder.resolve("native"),
                                        TtyPort.STUCK_AFTER),
                        station.leases,
                        station.runner,
                        Duration.ofMillis(600),
                        CardOnSimulatedPrinterTest::pause,
                        () -> station.isBroken.set(true));
        station.runner.connect(worker::order, () -> {}, claims::release);
        hub = Thread.ofPlatform().name("stand-in hub").start(this::acknowledge);
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

    @AfterEach
    void close() throws Exception {
        hub.interrupt();
        worker.close();
        station.close();
        box.close();
        assertThat(station.isBroken).as("nothing broke").isFalse();
    }

    @Test
    void cardIsPrintedLiesInTheTrayAndIsFoundGood() throws Exception {
        load(3);
        grant(1);
        awaitState(1, LeaseState.EJECTED);
        JsonNode truth = truth();
        assertThat(truth.path("hopper")).hasSize(2);
        assertThat(truth.path("tray")).hasSize(1);
        JsonNode card = truth.at("/tray/0");
        assertThat(card.path("frontPanels").asText()).isEqualTo("ymcko");
        assertThat(card.path("backPanels").asText()).isEqualTo("k");
        BufferedImage front = picture(card.path("front").asText());
        assertThat(isRed(front.getRGB(front.getWidth() / 4, front.getHeight() / 2)))
                .as("the left half is the red one of the artwork")
                .isTrue();
        assertThat(isRed(front.getRGB(front.getWidth() * 3 / 4, front.getHeight() / 2))).isFalse();
        station.runner.tell(
                new PrintEvent.FoundGood(OneStation.token(1), card.path("blank").asText(), "ada"));
        assertThat(station.claims(1))
                .containsExactly(
                        EventType.HELD,
                        EventType.INTENT,
                        EventType.MADE,
                        EventType.EJECTED,
                        EventType.GOOD);
        assertThat(station.leases.artwork(OneStation.token(1))).isEmpty();
    }

    @Test
    void nextCardIsNotFedBeforeTheLastOneIsChecked() throws Exception {
        load(3);
        grant(1);
        grant(2);
        awaitState(1, LeaseState.EJECTED);
        pause(Duration.ofSeconds(1));
        assertThat(truth().path("hopper")).hasSize(2);
        station.runner.tell(new PrintEvent.FoundGood(OneStation.token(1), "B0000001", "ada"));
        awaitState(2, LeaseState.EJECTED);
        assertThat(truth().path("tray")).hasSize(2);
    }

    @Test
    void nothingIsFedWhileTheHubDoesNotAcknowledgeTheIntent() throws Exception {
        hubAnswers = false;
        load(3);
        grant(1);
        awaitState(1, LeaseState.INTENT);
        pause(Duration.ofSeconds(1));
        assertThat(truth().path("hopper")).hasSize(3);
        station.runner.tell(new PrintEvent.ConnectionLost());
        station.acknowledge();
        pause(Duration.ofSeconds(1));
        assertThat(truth().path("hopper")).as("an acknowledgement without a welcome").hasSize(3);
        hubAnswers = true;
        station.welcome();
        awaitState(1, LeaseState.EJECTED);
        assertThat(truth().path("hopper")).hasSize(2);
    }

    @Test
    void openCoverStopsBeforeTheIntentAndClosingItGoesOn() throws Exception {
        load(3);
        hand("/cover", "{\"open\":true}");
        grant(1);
        awaitProblem(Optional.of(Problem.COVER_OPEN));
        assertThat(station.claims(1)).containsExactly(EventType.HELD);
        hand("/cover", "{\"open\":false}");
        awaitState(1, LeaseState.EJECTED);
        assertThat(station.runner.problem()).isEmpty();
    }

    @Test
    void problemClearsByItselfWhenItsCauseIsGoneAlsoWhenNoCardWaits() throws Exception {
        load(3);
        hand("/cover", "{\"open\":true}");
        grant(1);
        awaitProblem(Optional.of(Problem.COVER_OPEN));
        station.runner.tell(new PrintEvent.Revoked("J-1", OneStation.token(1)));
        hand("/cover", "{\"open\":false}");
        awaitProblem(Optional.empty());
        assertThat(truth().path("hopper")).hasSize(3);
    }

    @Test
    void emptyFeederStopsBeforeTheIntentAndLoadingItGoesOn() throws Exception {
        grant(1);
        awaitProblem(Optional.of(Problem.FEEDER_EMPTY));
        assertThat(station.claims(1)).containsExactly(EventType.HELD);
        load(2);
        awaitState(1, LeaseState.EJECTED);
        assertThat(truth().path("hopper")).hasSize(1);
    }

    @Test
    void ribbonThatEndsHalfWayLeavesADoubtWhereCountersProveNothing() throws Exception {
        load(3);
        hand("/fault", "{\"rule\":\"ribbon-ends after panel=m\"}");
        grant(1);
        awaitState(1, LeaseState.UNKNOWN);
        JsonNode truth = truth();
        assertThat(truth.path("hopper")).hasSize(2);
        assertThat(truth.path("reject")).hasSize(1);
        assertThat(truth.at("/reject/0/frontPanels").asText()).isEqualTo("ym");
        assertThat(truth.path("tray")).isEmpty();
        assertThat(station.claims(1))
                .containsExactly(EventType.HELD, EventType.INTENT, EventType.UNKNOWN);
    }

    @Test
    void ribbonThatEndsHalfWaySpoilsTheCardWhereCountersAreProven() throws Exception {
        close();
        start(Cards.PROVEN);
        load(3);
        hand("/fault", "{\"rule\":\"ribbon-ends after panel=m\"}");
        grant(1);
        awaitState(1, LeaseState.EJECTED);
        assertThat(station.runner.state().lease(OneStation.token(1)).orElseThrow().reason())
                .isEqualTo(PrintMachine.REJECTED_UNFINISHED);
        assertThat(truth().path("reject")).hasSize(1);
        station.runner.tell(
                new PrintEvent.FoundSpoiled(OneStation.token(1), "B0000001", "incomplete", "ada"));
        hand("/ribbon", "{}");
        grant(2);
        awaitState(2, LeaseState.EJECTED);
        assertThat(truth().path("hopper")).hasSize(1);
    }

    @Test
    void unpluggedDuringADownloadIsTriedAgainWhenItIsBack() throws Exception {
        load(3);
        hand("/fault", "{\"rule\":\"unplug during=Db\"}");
        grant(1);
        awaitProblem(Optional.of(Problem.CARD_PRINTER_SILENT));
        assertThat(station.claims(1)).containsExactly(EventType.HELD);
        hand("/plug", "{\"device\":\"card\"}");
        awaitState(1, LeaseState.EJECTED);
        JsonNode truth = truth();
        assertThat(truth.path("hopper")).hasSize(2);
        BufferedImage front = picture(truth.at("/tray/0/front").asText());
        assertThat(isRed(front.getRGB(front.getWidth() / 4, front.getHeight() / 2)))
                .as("nothing of the cut picture is on the card")
                .isTrue();
    }

    @Test
    void unpluggedWhilePrintingIsNeverPrintedAgain() throws Exception {
        load(3);
        hand("/fault", "{\"rule\":\"unplug after=Sp\"}");
        grant(1);
        awaitProblem(Optional.of(Problem.CARD_PRINTER_SILENT));
        hand("/plug", "{\"device\":\"card\"}");
        awaitState(1, LeaseState.UNKNOWN);
        JsonNode truth = truth();
        assertThat(truth.path("hopper")).hasSize(2);
        assertThat(truth.path("reject")).hasSize(1);
        assertThat(truth.path("tray")).isEmpty();
    }

    @Test
    void feedingThatIsNotAnsweredIsLookedAfterAndNotRepeated() throws Exception {
        load(3);
        hand("/fault", "{\"rule\":\"answer drop after=Si\"}");
        grant(1);
        awaitState(1, LeaseState.UNKNOWN);
        JsonNode truth = truth();
        assertThat(truth.path("hopper")).hasSize(2);
        assertThat(truth.path("reject")).hasSize(1);
    }

    @Test
    void artworkThatCannotBeDrawnGoesBackAndTheNextCardIsPrinted() throws Exception {
        load(3);
        station.grant(1, OneStation.artwork(1, "bm8gUERG", "bm8gUERG"));
        await("it is given back")
                .atMost(Duration.ofSeconds(30))
                .until(() -> station.runner.state().lease(OneStation.token(1)).isEmpty());
        assertThat(station.claims(1)).containsExactly(EventType.HELD, EventType.REFUSED);
        grant(2);
        awaitState(2, LeaseState.EJECTED);
        assertThat(station.claims(1)).as("once and for all").hasSize(2);
        assertThat(truth().path("tray")).hasSize(1);
    }

    @Test
    void workerEndsSoonWithThePrinterUnplugged() throws Exception {
        hand("/fault", "{\"rule\":\"unplug card\"}");
        grant(1);
        awaitProblem(Optional.of(Problem.CARD_PRINTER_SILENT));
        long before = System.nanoTime();
        worker.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    // --- hands and eyes --------------------------------------------------------------------------

    private void grant(int n) throws IOException {
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

    private static boolean isRed(int rgb) {
        return (rgb >> 16 & 0xff) > 120 && (rgb >> 8 & 0xff) < 120 && (rgb & 0xff) < 120;
    }

    private BufferedImage picture(String name) throws IOException {
        return ImageIO.read(folder.resolve("devices").resolve(name).toFile());
    }

    private void awaitState(int n, LeaseState state) {
        await("card " + n + " is " + state)
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        station.runner
                                .state()
                                .lease(OneStation.token(n))
                                .filter(lease -> lease.state() == state)
                                .isPresent());
    }

    private void awaitProblem(Optional<Problem> problem) {
        await("the problem is " + problem)
                .atMost(Duration.ofSeconds(60))
                .until(() -> station.runner.problem().equals(problem));
    }

    private void load(int count) throws Exception {
        StringBuilder blanks = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            blanks.append(i > 1 ? "," : "").append("\"B%07d\"".formatted(i));
        }
        hand("/hopper", "{\"blanks\":[" + blanks + "]}");
    }

    private JsonNode truth() throws Exception {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(hands("/truth")).build(),
                        HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body());
    }

    private void hand(String path, String json) throws Exception {
        HttpResponse<String> done =
                http.send(
                        HttpRequest.newBuilder(hands(path))
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(done.statusCode()).as(path + " " + json + ": " + done.body()).isEqualTo(200);
    }

    private URI hands(String path) throws IOException {
        Path ready = folder.resolve("devices").resolve("ready.json");
        String address =
                new ObjectMapper().readTree(Files.readString(ready)).path("hands").asText();
        return URI.create(address + path);
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
