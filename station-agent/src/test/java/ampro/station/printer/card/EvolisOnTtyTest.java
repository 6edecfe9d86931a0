package ampro.station.printer.card;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.profile.Handshake;
import ampro.firmware.profile.Profiles;
import ampro.station.hardware.real.TestTerminal;
import ampro.station.hardware.real.TtyPort;
import ampro.station.printer.card.Outcome.Done;
import ampro.station.printer.card.Outcome.Silent;
import ampro.station.raster.CardRaster;
import ampro.station.raster.Drawing.Drawn;
import ampro.station.raster.Panels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The language over the real library and a real pseudo-terminal, with the recording printer at the
/// other end of the cable.
@Tag("unit")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class EvolisOnTtyTest {
    private static final CardPrinterProfile PROFILE =
            Profiles.load().cardPrinter("evolis-reference");

    @TempDir static Path nativeFolder;

    private final TestTerminal terminal = new TestTerminal();
    private final RecordingPrinter printer = new RecordingPrinter();
    private final Thread cable = Thread.ofPlatform().unstarted(this::carry);
    private volatile boolean plugged = true;
    private TtyPort port;

    @BeforeEach
    void open() throws IOException {
        port =
                TtyPort.open(
                        terminal.path(),
                        PROFILE.baud(),
                        Handshake.RTS_CTS,
                        nativeFolder,
                        Duration.ofSeconds(5));
        cable.start();
    }

    @AfterEach
    void close() throws Exception {
        plugged = false;
        cable.join();
        port.close();
        terminal.close();
    }

    @Test
    void aWholeCardGoesOverTheLine() throws IOException {
        CardPrinter evolis = CardPrinter.of(PROFILE, port, _ -> {});
        assertThat(evolis.prepare()).isEqualTo(new Done<>("prepared"));
        Panels blank = blank();
        for (Step step : Step.plan(PROFILE, blank, blank)) {
            assertThat(step.carryOut(evolis)).as(step.toString()).isEqualTo(new Done<>("OK"));
        }
        assertThat(evolis.eject()).isEqualTo(new Done<>("left"));
        assertThat(printer.commands).contains("Db;c;32;", "Si", "Sp;o", "Se");
    }

    @Test
    void aDroppedAnswerToAReadIsAskedForAgain() {
        printer.answers("Rsn", "", "SN-0042");
        CardPrinter evolis = CardPrinter.of(PROFILE, port, _ -> {});
        assertThat(evolis.identify()).isInstanceOf(Done.class);
        assertThat(printer.times("Rsn")).isEqualTo(2);
    }

    @Test
    void anUnpluggedPrinterIsSilence() throws InterruptedException {
        CardPrinter evolis = CardPrinter.of(PROFILE, port, _ -> {});
        assertThat(evolis.observe()).isInstanceOf(Done.class);
        plugged = false;
        cable.join();
        terminal.unplug();
        assertThat(evolis.feed()).isInstanceOf(Silent.class);
    }

    private void carry() {
        byte[] buffer = new byte[512];
        while (plugged) {
            byte[] sent = terminal.read(4_096, Duration.ofMillis(100));
            try {
                printer.write(sent);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            int got = sent.length == 0 ? 0 : printer.read(buffer, Duration.ZERO);
            if (got > 0) {
                terminal.write(Arrays.copyOf(buffer, got));
            }
        }
    }

    private static Panels blank() throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage(new PDRectangle(242.65f, 153.01f)));
            ByteArrayOutputStream pdf = new ByteArrayOutputStream();
            document.save(pdf);
            return ((Drawn) new CardRaster(PROFILE).front(pdf.toByteArray())).panels();
        }
    }
}
