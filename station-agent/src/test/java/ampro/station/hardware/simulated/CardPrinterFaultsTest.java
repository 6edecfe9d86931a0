package ampro.station.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong, told at run time; the host manages errors (`Pem;2`).
@Tag("device")
class CardPrinterFaultsTest {
    @TempDir Path dir;
    private Box box;
    private Client line;

    @BeforeEach
    void fiveBlanksAndBitmapsInMemory() throws Exception {
        box = new Box(dir);
        line = box.cardLine();
        box.load(5);
        assertThat(line.ask("Pem;2")).isEqualTo("OK");
        assertThat(line.ask("Pneab;E")).isEqualTo("OK");
        assertThat(line.ask("Wcb;a;255")).isEqualTo("OK");
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        box.close();
    }

    private int truth(String path) throws IOException {
        return box.truth().at(path).asInt();
    }

    private String words(String path) throws IOException {
        return box.truth().at(path).asText();
    }

    private void nothingIsLost() throws IOException {
        int all = 0;
        for (String place : new String[] {"hopper", "inside", "tray", "reject", "taken"}) {
            all += box.truth().path(place).size();
        }
        assertThat(all).as("blanks in all places").isEqualTo(5);
    }

    @Test
    void ribbonEndsAfterAPanelAndTheCardIsWaste() throws Exception {
        box.fault("ribbon-ends after panel=m");
        assertThat(line.ask("Si")).isEqualTo("OK");
        assertThat(line.ask("Sp;y")).isEqualTo("OK");
        assertThat(line.ask("Sp;m")).isEqualTo("OK");
        assertThat(line.ask("Sp;c")).isEqualTo("ERR RIBBON");
        assertThat(line.ask("Rcr")).isEqualTo("ERR RIBBON");
        assertThat(line.ask("Rrt;count")).isEqualTo("0");
        assertThat(line.ask("Ser")).isEqualTo("OK");
        assertThat(words("/reject/0/frontPanels")).isEqualTo("ym");
        box.hand("/ribbon", "{}");
        assertThat(line.ask("Rcr")).isEqualTo("OK");
        assertThat(line.ask("Si")).isEqualTo("OK");
        assertThat(line.ask("Sp;c")).isEqualTo("OK");
        nothingIsLost();
    }

    @Test
    void ribbonMayEndAtOnce() throws Exception {
        assertThat(line.ask("Si")).isEqualTo("OK");
        box.fault("ribbon-ends");
        assertThat(line.ask("Sp;k")).isEqualTo("ERR RIBBON");
        assertThat(words("/inside/0/frontPanels")).as("the card is bare").isEmpty();
    }

    @Test
    void feederThatPicksNothingLeavesCountersAlone() throws Exception {
        box.fault("feeder-empty");
        assertThat(line.ask("Rse;f")).isEqualTo("0,00 Volts");
        assertThat(line.ask("Si")).isEqualTo("ERR FEEDER");
        assertThat(line.ask("Rco;c")).isEqualTo("0");
        box.hand("/hopper", "{\"blanks\":[\"B0000006\"]}");
        assertThat(line.ask("Si")).isEqualTo("OK");
    }

    @Test
    void doubleFeedCountsTwoAndBothLeave() throws Exception {
        box.fault("double-feed");
        assertThat(line.ask("Si")).isEqualTo("OK");
        assertThat(line.ask("Rco;c")).isEqualTo("2");
        assertThat(line.ask("Sp;k")).isEqualTo("OK");
        assertThat(line.ask("Pneab;A;1")).isEqualTo("OK");
        assertThat(line.ask("Se")).isEqualTo("OK");
        assertThat(box.truth().path("tray")).hasSize(2);
        assertThat(words("/tray/0/frontPanels")).isEqualTo("k");
        assertThat(words("/tray/1/frontPanels")).isEmpty();
        nothingIsLost();
    }

    @Test
    void jamInAPanelPrintsHalfOfItAndNobodyKnowsWhereTheCardIs() throws Exception {
        box.fault("jam during panel=k");
        assertThat(line.ask("Si")).isEqualTo("OK");
        assertThat(line.ask("Sp;k")).isEqualTo("ERR MECHANICAL");
        assertThat(line.ask("Rlr;p")).isEqualTo("ERR CARD");
        assertThat(line.ask("Ser")).isEqualTo("ERR MECHANICAL");
        assertThat(line.ask("Rco;p")).isEqualTo("0");
        box.hand("/inside/take", "{}");
        assertThat(line.ask("Rlr;p")).isEqualTo("OK");
        assertThat(words("/taken/0/frontPanels")).isEqualTo("k");
        BufferedImage front = ImageIO.read(dir.resolve(words("/taken/0/front")).toFile());
        assertThat(front.getRGB(507, 9)).isEqualTo(0xFF000000);
        assertThat(front.getRGB(508, 9)).isEqualTo(0xFFFFFFFF);
        nothingIsLost();
    }

    @Test
    void jamInTheFeederCountsTheCard() throws Exception {
        box.fault("jam");
        assertThat(line.ask("Si")).isEqualTo("ERR MECHANICAL");
        assertThat(line.ask("Rco;c")).isEqualTo("1");
        assertThat(box.post("/inside/take", "{}").statusCode()).isEqualTo(200);
        assertThat(box.post("/inside/take", "{}").statusCode()).isEqualTo(409);
    }

    @Test
    void openCoverStopsWhatMoves() throws Exception {
        assertThat(line.ask("Si")).isEqualTo("OK");
        box.fault("cover-open during panel=c");
        assertThat(line.ask("Sp;c")).isEqualTo("ERR COVER OPEN");
        assertThat(line.ask("Rse;o")).isEqualTo("0,00 Volts");
        assertThat(line.ask("Se")).as("automatic eject is off").isEqualTo("OK");
        assertThat(line.ask("Ser")).isEqualTo("ERR COVER OPEN");
        box.hand("/cover", "{\"open\":false}");
        assertThat(line.ask("Ser")).isEqualTo("OK");
        box.fault("cover-open");
        assertThat(line.ask("Si")).isEqualTo("ERR COVER OPEN");
        nothingIsLost();
    }

    @Test
    void fullRejectBoxKeepsTheCardInside() throws Exception {
        box.fault("reject-full times=2");
        assertThat(line.ask("Si")).isEqualTo("OK");
        assertThat(line.ask("Ser")).isEqualTo("ERR REJECT BOX FULL");
        assertThat(line.ask("Ser")).isEqualTo("ERR REJECT BOX FULL");
        assertThat(line.ask("Rlr;p")).isEqualTo("CARD");
        assertThat(line.ask("Ser")).isEqualTo("OK");
    }

    @Test
    void powerCycleAfterAPanelForgetsAnswerBitmapsAndErrorMode() throws Exception {
        box.fault("power-cycle after panel=back:k");
        assertThat(line.ask("Si")).isEqualTo("OK");
        assertThat(line.ask("Sp;k")).as("the front's k is not meant").isEqualTo("OK");
        assertThat(line.ask("Sv")).isEqualTo("OK");
        line.send("Sp;k");
        await("the back's panel").until(() -> truth("/cardPrinter/panelsPrinted") == 2);
        assertThat(line.ask("Rem")).as("no answer came for Sp").isEqualTo("0,0");
        assertThat(line.ask("Rlr;p")).isEqualTo("CARD");
        assertThat(line.ask("Sp;k")).isEqualTo("ERR PARAM");
        assertThat(words("/inside/0/backPanels")).isEqualTo("k");
    }

    @Test
    void powerCycleMayThrowTheHalfCardAmongTheGoodOnes() throws Exception {
        box.fault("power-cycle ejects during panel=m");
        assertThat(line.ask("Si")).isEqualTo("OK");
        assertThat(line.ask("Sp;y")).isEqualTo("OK");
        line.send("Sp;m");
        await("the half card in the tray").until(() -> box.truth().path("tray").size() == 1);
        assertThat(line.ask("Rlr;p")).isEqualTo("OK");
        assertThat(words("/tray/0/frontPanels")).isEqualTo("ym");
        assertThat(truth("/cardPrinter/panelsPrinted")).isEqualTo(1);
    }

    @Test
    void cablePulledInsideABitmapLeavesThePrinterInTheMiddleOfIt() throws Exception {
        box.fault("unplug during=Db");
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 10; i++) {
                                line.send(Box.download("Db;k;2;", Box.WHITE_RESIN));
                            }
                        })
                .isInstanceOf(IOException.class);
        line.close();
        box.hand("/plug", "{}");
        line = box.cardLine();
        assertThat(line.answer()).as("the rest stayed away").isEqualTo("ERR TIME OUT");
        assertThat(line.ask("Rem")).as("the printer had power").isEqualTo("2,0");
    }

    @Test
    void cablePulledBeforeTheAnswerButThePanelIsDone() throws Exception {
        box.fault("unplug after=Sp");
        assertThat(line.ask("Si")).isEqualTo("OK");
        line.send("Sp;k");
        await("the panel").until(() -> truth("/cardPrinter/panelsPrinted") == 1);
        await("the cable out").until(() -> box.devices.cardPrinter().line().port() == null);
        line.close();
        box.hand("/plug", "{}");
        line = box.cardLine();
        assertThat(line.ask("Rlr")).isEqualTo("OK");
        assertThat(line.ask("Rlr;p")).isEqualTo("CARD");
    }

    @Test
    void answersAreStaleDroppedDoubledLateOrGarbage() throws Exception {
        box.fault("answer stale after=Rrt");
        assertThat(line.ask("Rsn")).startsWith("C");
        assertThat(line.ask("Rrt;qty")).startsWith("C");
        assertThat(line.ask("Rrt;qty")).isEqualTo("300");
        box.fault("answer drop after=Sr");
        line.send("Sr");
        assertThat(line.ask("Sv")).isEqualTo("OK");
        assertThat(line.unread()).isEmpty();
        box.fault("answer duplicate");
        assertThat(line.ask("Rco;c")).isEqualTo("0");
        assertThat(line.answer()).isEqualTo("0");
        box.fault("answer garbage");
        assertThat(line.ask("Rco;c")).isNotEqualTo("0");
        box.fault("answer late");
        long start = System.nanoTime();
        assertThat(line.ask("Rco;c")).isEqualTo("0");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void terminatorsDiffer() throws Exception {
        box.fault("terminator nul");
        line.send("Rco;c");
        assertThat(line.answer("\0")).isEqualTo("0");
        box.fault("terminator crlf");
        line.send("Rco;c");
        assertThat(line.answer("\r\n")).isEqualTo("0");
        box.fault("terminator cr");
        assertThat(line.ask("Rco;c")).isEqualTo("0");
        assertThat(line.unread()).isEmpty();
    }

    @Test
    void panelCounterMayStepAtTheStart() throws Exception {
        box.fault("counter start");
        box.fault("jam during panel=k");
        assertThat(line.ask("Si")).isEqualTo("OK");
        assertThat(line.ask("Sp;k")).isEqualTo("ERR MECHANICAL");
        assertThat(line.ask("Rco;p")).isEqualTo("1");
    }

    @Test
    void stalledPrinterReadsAgainAfterAPowerCycle() throws Exception {
        box.fault("stall");
        await("the last poll").pollDelay(Duration.ofMillis(200)).until(() -> true);
        line.send("Rsn");
        await("silence").pollDelay(Duration.ofMillis(300)).until(() -> line.unread().isEmpty());
        box.hand("/power-cycle", "{}");
        assertThat(line.answer()).as("what lay in the host's buffer").startsWith("C");
    }
}
