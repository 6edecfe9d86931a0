package ampro.proof.model;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.proof.model.PanReport.Outcome;
import ampro.proof.model.Words.Bug;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The custody protocol has no way to two live cards within the bound, and the search would find
/// one: it finds every mistake that is planted.
@Tag("proof")
class ModelProofTest {
    private static final int MEGABYTES = 4_000;

    @TempDir private static Path folder;
    private static Pan pan;

    @BeforeAll
    static void buildTheSearch() throws IOException, InterruptedException {
        pan = Pan.build(folder.resolve("exact"), Pan.Memory.EXACT, "-O1", MEGABYTES);
    }

    static List<Bound> reduced() {
        return ModelProof.reduced(List.of(Bound.Fleet.MIXED, Bound.Fleet.CROSSED));
    }

    static List<Bound> exhaustive() {
        return ModelProof.exhaustive();
    }

    @ParameterizedTest
    @MethodSource("reduced")
    void noStateWithinTheReducedBoundBreaksAPromise(Bound bound)
            throws IOException, InterruptedException {
        assertClean(bound);
    }

    @ParameterizedTest
    @MethodSource("exhaustive")
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    void noStateWithinTheFullBoundBreaksAPromise(Bound bound)
            throws IOException, InterruptedException {
        assertClean(bound);
    }

    @Test
    void everyPlantedBugIsFound() throws IOException {
        List<Bug> bugs = Words.bugs();
        assertThat(bugs).as("planted").hasSizeGreaterThan(20);
        List<String> found =
                bugs.parallelStream() // as many searches as there are processors
                        .map(bug -> bug.name() + " " + search(bug).outcome())
                        .toList();
        assertThat(found)
                .isEqualTo(bugs.stream().map(bug -> bug.name() + " " + Outcome.VIOLATED).toList());
    }

    @Test
    void wayToAViolationIsToldInTheModelsWords() throws IOException, InterruptedException {
        Bug bug =
                Words.bugs().stream()
                        .filter(planted -> planted.name().equals("INTENT_AFTER_FEEDING"))
                        .findFirst()
                        .orElseThrow();
        assertThat(search(bug).told()).isEqualTo("intent_is_durable");
        assertThat(pan.trail(bug.smallest(), bug.number()))
                .contains("hub: grants token 0 of job 1 to station 1")
                .anyMatch(line -> line.contains("assertion violated (intent_is_durable"));
    }

    @Test
    void searchThatEndsAtItsDepthIsNoProof() throws IOException, InterruptedException {
        Bound bound = new Bound(1, 1, Bound.Fleet.MIXED);
        PanReport report = pan.search(bound, 0, "-m50");
        assertThat(report.outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(report.told()).isEqualTo("max search depth too small");
    }

    private static void assertClean(Bound bound) throws IOException, InterruptedException {
        PanReport report = pan.search(bound, 0);
        assertThat(report.outcome())
                .as(() -> bound + " " + report + "\n" + String.join("\n", trail(bound)))
                .isEqualTo(Outcome.CLEAN);
    }

    private static List<String> trail(Bound bound) {
        try {
            return pan.trail(bound, 0);
        } catch (IOException | InterruptedException e) {
            return List.of(e.toString());
        }
    }

    private static PanReport search(Bug bug) {
        try {
            return pan.search(bug.smallest(), bug.number());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(bug.name(), e);
        }
    }
}
