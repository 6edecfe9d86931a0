package ampro.station.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Error mode 0, in which a printer comes up: it recovers by itself.
@Tag("device")
class CardPrinterRecoveryTest {
    @TempDir Path dir;
    private Box box;
    private Client line;

    @BeforeEach
    void threeBlanksAndBitmapsInMemory() throws Exception {
        box = new Box(dir);
        line = box.cardLine();
        box.load(3);
        assertThat(line.ask("Wcb;a;255")).isEqualTo("OK");
        assertThat(line.ask("Rem")).isEqualTo("0,0");
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        box.close();
    }

    private void sendWithoutAnswer(String command) throws IOException {
        line.send(command);
        await("no answer to " + command).pollDelay(Duration.ofMillis(300)).until(() -> true);
        assertThat(line.unread()).isEmpty();
    }

    @Test
    void begunCardIsThrownOutAndPrintedAgain() throws Exception {
        box.fault("ribbon-ends after panel=y");
        assertThat(line.ask("Si")).isEqualTo("OK");
        assertThat(line.ask("Sp;y")).isEqualTo("OK");
        sendWithoutAnswer("Sp;m");
        box.hand("/ribbon", "{}");
        assertThat(line.answer()).isEqualTo("OK");
        assertThat(box.truth().at("/tray/0/frontPanels").asText())
                .as("nobody ordered this one")
                .isEqualTo("y");
        assertThat(box.truth().at("/inside/0/frontPanels").asText()).isEqualTo("ym");
        assertThat(line.ask("Rco;c")).isEqualTo("2");
    }

    @Test
    void blankThatNoPanelTouchedIsUsed() throws Exception {
        assertThat(line.ask("Si")).isEqualTo("OK");
        box.fault("ribbon-ends");
        sendWithoutAnswer("Sp;k");
        box.hand("/ribbon", "{}");
        assertThat(line.answer()).isEqualTo("OK");
        assertThat(line.ask("Rco;c")).isEqualTo("1");
    }

    @Test
    void jammedCardIsPrintedAgainWhenAPersonTookIt() throws Exception {
        box.fault("jam during panel=m");
        assertThat(line.ask("Si")).isEqualTo("OK");
        assertThat(line.ask("Sp;y")).isEqualTo("OK");
        sendWithoutAnswer("Sp;m");
        box.hand("/inside/take", "{}");
        assertThat(line.answer()).isEqualTo("OK");
        assertThat(box.truth().at("/taken/0/frontPanels").asText()).isEqualTo("ym");
        assertThat(box.truth().at("/inside/0/frontPanels").asText()).isEqualTo("ym");
    }

    @Test
    void feedsAsSoonAsBlanksCome() throws Exception {
        box.fault("feeder-empty");
        sendWithoutAnswer("Si");
        box.hand("/hopper", "{\"blanks\":[\"B0000006\"]}");
        assertThat(line.answer()).isEqualTo("OK");
        assertThat(line.ask("Rco;c")).isEqualTo("1");
    }

    @Test
    void powerCycleEndsTheWaiting() throws Exception {
        box.fault("feeder-empty");
        sendWithoutAnswer("Si");
        box.hand("/power-cycle", "{}");
        box.hand("/hopper", "{\"blanks\":[\"B0000006\"]}");
        assertThat(line.ask("Pem;2")).isEqualTo("OK");
        assertThat(line.ask("Rco;c")).as("the feed is forgotten").isEqualTo("0");
    }
}
