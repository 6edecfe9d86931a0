package ampro.station.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.Up;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A label from the hub's wish to the printer's mouth, judged by what the simulated printer has
/// physically printed.
@Tag("device")
class LabelOnSimulatedPrinterTest {
    @TempDir private Path folder;
    private LabelBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new LabelBench(folder);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void aLabelIsPrintedOnceHoweverOftenItIsAskedFor() throws Exception {
        bench.start();
        bench.ask("t-1");
        bench.ask("t-1");
        awaitClaims("t-1 printed");
        bench.ask("t-1");
        bench.ask("t-2");
        awaitClaims("t-1 printed", "t-2 printed");
        assertThat(printed()).containsExactly(1, 1);
        assertThat(bench.worker.problem()).isEmpty();
    }

    @Test
    void aPrinterOutOfLabelsIsToldAndTheLabelWaitsForThem() throws Exception {
        bench.hands.post("/fault", "{\"rule\":\"media-out during=label\"}");
        bench.start();
        bench.ask("t-1");
        awaitClaims("t-1 unknown label-unknown");
        bench.ask("t-2");
        awaitProblem(Optional.of(Problem.LABEL_PRINTER_SILENT));
        assertThat(claims()).as("nothing was sent").hasSize(1);
        bench.hands.post("/media", "{}");
        awaitClaims("t-1 unknown label-unknown", "t-2 printed");
        awaitProblem(Optional.empty());
        assertThat(printed()).as("the first came out half and never again").containsExactly(0, 1);
    }

    @Test
    void aLabelThatWasBegunInAnotherLifeIsUnknownAndNotPrinted() throws Exception {
        bench.labels.ask("t-1", "L-1", "/api/v1/labels/t-1", "0".repeat(64));
        bench.labels.begin(bench.labels.open().getFirst());
        bench.start();
        awaitClaims("t-1 unknown label-unknown");
        assertThat(printed()).isEmpty();
    }

    @Test
    void aLineThatClosesWithALossDoesNotPrintALabelAgain() throws Exception {
        bench.closesWithLoss = true;
        bench.start();
        bench.ask("t-1");
        awaitClaims("t-1 printed");
        assertThat(printed()).containsExactly(1);
    }

    @Test
    void aLabelThatIsNotWhatWasAskedForIsRefused() throws Exception {
        bench.start();
        bench.askFor("t-1", "0".repeat(64));
        awaitClaims("t-1 unknown artwork-refused");
        assertThat(printed()).isEmpty();
    }

    @Test
    void aLabelWaitsForAHubThatIsAway() throws Exception {
        bench.hubAnswers = false;
        bench.start();
        bench.ask("t-1");
        await("the hub was asked").until(() -> bench.requests.get() > 0);
        assertThat(claims()).isEmpty();
        bench.hubAnswers = true;
        awaitClaims("t-1 printed");
    }

    private void awaitClaims(String... claims) {
        await("claims " + List.of(claims))
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(claims()).containsExactly(claims));
    }

    private void awaitProblem(Optional<Problem> problem) {
        await("the problem is " + problem)
                .atMost(Duration.ofSeconds(60))
                .until(() -> bench.worker.problem().equals(problem));
    }

    /// Token, decision and reason of every claim.
    private List<String> claims() {
        return bench.station.events.after(0).stream()
                .map(Up.Event::facts)
                .map(facts ->
                        facts.label()
                                + " "
                                + facts.decision()
                                + (facts.reason() == null ? "" : " " + facts.reason()))
                .toList();
    }

    /// How many good copies came out of each format that the printer was sent.
    private List<Integer> printed() throws Exception {
        List<Integer> copies = new ArrayList<>();
        for (JsonNode label : bench.hands.truth().path("labels")) {
            copies.add(label.path("printed").asInt());
        }
        return copies;
    }
}
