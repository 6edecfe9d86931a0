package ampro.station.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.LeaseState;
import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One card after another on the simulated printer, and what may come between; judged by the
/// printer's physical truth.
@Tag("device")
@Timeout(180)
class CardOnSimulatedPrinterTest {
    @TempDir private Path temp;
    private PrinterBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new PrinterBench(temp, Cards.UNPROVEN);
        bench.start();
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
        assertThat(bench.station.isBroken).as("nothing broke").isFalse();
    }

    private void other(CardPrinterProfile profile) throws IOException {
        close();
        bench = new PrinterBench(Files.createDirectory(temp.resolve("other")), profile);
        bench.start();
    }

    @Test
    void cardIsPrintedLiesInTheTrayAndIsFoundGood() throws Exception {
        bench.load(3);
        bench.grant(1);
        bench.awaitState(1, LeaseState.EJECTED);
        JsonNode truth = bench.truth();
        assertThat(truth.path("hopper")).hasSize(2);
        assertThat(truth.path("tray")).hasSize(1);
        JsonNode card = truth.at("/tray/0");
        assertThat(card.path("frontPanels").asText()).isEqualTo("ymcko");
        assertThat(card.path("backPanels").asText()).isEqualTo("k");
        BufferedImage front = bench.picture(card.path("front").asText());
        assertThat(PrinterBench.isRed(front.getRGB(front.getWidth() / 4, front.getHeight() / 2)))
                .as("the left half is the red one of the artwork")
                .isTrue();
        assertThat(
                        PrinterBench.isRed(
                                front.getRGB(front.getWidth() * 3 / 4, front.getHeight() / 2)))
                .isFalse();
        bench.station.runner.tell(
                new PrintEvent.FoundGood(OneStation.token(1), card.path("blank").asText(), "ada"));
        assertThat(bench.station.claims(1))
                .containsExactly(
                        EventType.HELD,
                        EventType.INTENT,
                        EventType.MADE,
                        EventType.EJECTED,
                        EventType.GOOD);
        assertThat(bench.station.leases.artwork(OneStation.token(1))).isEmpty();
    }

    @Test
    void nextCardIsNotFedBeforeTheLastOneIsChecked() throws Exception {
        bench.load(3);
        bench.grant(1);
        bench.grant(2);
        bench.awaitState(1, LeaseState.EJECTED);
        PrinterBench.pause(Duration.ofSeconds(1));
        assertThat(bench.truth().path("hopper")).hasSize(2);
        bench.station.runner.tell(new PrintEvent.FoundGood(OneStation.token(1), "B0000001", "ada"));
        bench.awaitState(2, LeaseState.EJECTED);
        assertThat(bench.truth().path("tray")).hasSize(2);
    }

    @Test
    void nothingIsFedWhileTheHubDoesNotAcknowledgeTheIntent() throws Exception {
        bench.hubAnswers = false;
        bench.load(3);
        bench.grant(1);
        bench.awaitState(1, LeaseState.INTENT);
        PrinterBench.pause(Duration.ofSeconds(1));
        assertThat(bench.truth().path("hopper")).hasSize(3);
        bench.station.runner.tell(new PrintEvent.ConnectionLost());
        bench.station.acknowledge();
        PrinterBench.pause(Duration.ofSeconds(1));
        assertThat(bench.truth().path("hopper"))
                .as("an acknowledgement without a welcome")
                .hasSize(3);
        bench.hubAnswers = true;
        bench.station.welcome();
        bench.awaitState(1, LeaseState.EJECTED);
        assertThat(bench.truth().path("hopper")).hasSize(2);
    }

    @Test
    void openCoverStopsBeforeTheIntentAndClosingItGoesOn() throws Exception {
        bench.load(3);
        bench.hand("/cover", "{\"open\":true}");
        bench.grant(1);
        bench.awaitProblem(Optional.of(Problem.COVER_OPEN));
        assertThat(bench.station.claims(1)).containsExactly(EventType.HELD);
        bench.hand("/cover", "{\"open\":false}");
        bench.awaitState(1, LeaseState.EJECTED);
        assertThat(bench.station.runner.problem()).isEmpty();
    }

    @Test
    void problemClearsByItselfWhenItsCauseIsGoneAlsoWhenNoCardWaits() throws Exception {
        bench.load(3);
        bench.hand("/cover", "{\"open\":true}");
        bench.grant(1);
        bench.awaitProblem(Optional.of(Problem.COVER_OPEN));
        bench.station.runner.tell(new PrintEvent.Revoked("J-1", OneStation.token(1)));
        bench.hand("/cover", "{\"open\":false}");
        bench.awaitProblem(Optional.empty());
        assertThat(bench.truth().path("hopper")).hasSize(3);
    }

    @Test
    void emptyFeederStopsBeforeTheIntentAndLoadingItGoesOn() throws Exception {
        bench.grant(1);
        bench.awaitProblem(Optional.of(Problem.FEEDER_EMPTY));
        assertThat(bench.station.claims(1)).containsExactly(EventType.HELD);
        bench.load(2);
        bench.awaitState(1, LeaseState.EJECTED);
        assertThat(bench.truth().path("hopper")).hasSize(1);
    }

    @Test
    void ribbonThatEndsHalfWayLeavesADoubtWhereCountersProveNothing() throws Exception {
        bench.load(3);
        bench.hand("/fault", "{\"rule\":\"ribbon-ends after panel=m\"}");
        bench.grant(1);
        bench.awaitState(1, LeaseState.UNKNOWN);
        JsonNode truth = bench.truth();
        assertThat(truth.path("hopper")).hasSize(2);
        assertThat(truth.path("reject")).hasSize(1);
        assertThat(truth.at("/reject/0/frontPanels").asText()).isEqualTo("ym");
        assertThat(truth.path("tray")).isEmpty();
        assertThat(bench.station.claims(1))
                .containsExactly(EventType.HELD, EventType.INTENT, EventType.UNKNOWN);
    }

    @Test
    void ribbonThatEndsHalfWaySpoilsTheCardWhereCountersAreProven() throws Exception {
        other(Cards.PROVEN);
        bench.load(3);
        bench.hand("/fault", "{\"rule\":\"ribbon-ends after panel=m\"}");
        bench.grant(1);
        bench.awaitState(1, LeaseState.EJECTED);
        assertThat(bench.station.runner.state().lease(OneStation.token(1)).orElseThrow().reason())
                .isEqualTo(PrintMachine.REJECTED_UNFINISHED);
        assertThat(bench.truth().path("reject")).hasSize(1);
        bench.station.runner.tell(
                new PrintEvent.FoundSpoiled(OneStation.token(1), "B0000001", "incomplete", "ada"));
        bench.hand("/ribbon", "{}");
        bench.grant(2);
        bench.awaitState(2, LeaseState.EJECTED);
        assertThat(bench.truth().path("hopper")).hasSize(1);
    }

    @Test
    void unpluggedDuringADownloadIsTriedAgainWhenItIsBack() throws Exception {
        bench.load(3);
        bench.hand("/fault", "{\"rule\":\"unplug during=Db\"}");
        bench.grant(1);
        bench.awaitProblem(Optional.of(Problem.CARD_PRINTER_SILENT));
        assertThat(bench.station.claims(1)).containsExactly(EventType.HELD);
        bench.hand("/plug", "{\"device\":\"card\"}");
        bench.awaitState(1, LeaseState.EJECTED);
        JsonNode truth = bench.truth();
        assertThat(truth.path("hopper")).hasSize(2);
        BufferedImage front = bench.picture(truth.at("/tray/0/front").asText());
        assertThat(PrinterBench.isRed(front.getRGB(front.getWidth() / 4, front.getHeight() / 2)))
                .as("nothing of the cut picture is on the card")
                .isTrue();
    }

    @Test
    void unpluggedWhilePrintingIsNeverPrintedAgain() throws Exception {
        bench.load(3);
        bench.hand("/fault", "{\"rule\":\"unplug after=Sp\"}");
        bench.grant(1);
        bench.awaitProblem(Optional.of(Problem.CARD_PRINTER_SILENT));
        bench.hand("/plug", "{\"device\":\"card\"}");
        bench.awaitState(1, LeaseState.UNKNOWN);
        JsonNode truth = bench.truth();
        assertThat(truth.path("hopper")).hasSize(2);
        assertThat(truth.path("reject")).hasSize(1);
        assertThat(truth.path("tray")).isEmpty();
    }

    @Test
    void feedingThatIsNotAnsweredIsLookedAfterAndNotRepeated() throws Exception {
        bench.load(3);
        bench.hand("/fault", "{\"rule\":\"answer drop after=Si\"}");
        bench.grant(1);
        bench.awaitState(1, LeaseState.UNKNOWN);
        JsonNode truth = bench.truth();
        assertThat(truth.path("hopper")).hasSize(2);
        assertThat(truth.path("reject")).hasSize(1);
    }

    @Test
    @Tag("FM-54")
    void artworkThatCannotBeDrawnGoesBackAndTheNextCardIsPrinted() throws Exception {
        bench.load(3);
        bench.station.grant(1, OneStation.artwork(1, "bm8gUERG", "bm8gUERG"));
        await("it is given back")
                .atMost(Duration.ofSeconds(30))
                .until(() -> bench.station.runner.state().lease(OneStation.token(1)).isEmpty());
        assertThat(bench.station.claims(1)).containsExactly(EventType.HELD, EventType.REFUSED);
        bench.grant(2);
        bench.awaitState(2, LeaseState.EJECTED);
        assertThat(bench.station.claims(1)).as("once and for all").hasSize(2);
        assertThat(bench.truth().path("tray")).hasSize(1);
    }

    @Test
    void workerEndsSoonWithThePrinterUnplugged() throws Exception {
        bench.hand("/fault", "{\"rule\":\"unplug card\"}");
        bench.grant(1);
        bench.awaitProblem(Optional.of(Problem.CARD_PRINTER_SILENT));
        long before = System.nanoTime();
        bench.worker.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }
}
