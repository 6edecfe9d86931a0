package ampro.proof.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Weeks in which much goes wrong. `main` of [SimulationProof] runs as many as are asked for.
@Tag("proof")
class SimulationTest {
    private static final int SEEDS_NEARBY = 5;

    @BeforeAll
    static void quiet() {
        SimulationProof.logs(false);
    }

    @AfterAll
    static void loudForTheTestsAfterThis() {
        SimulationProof.logs(true);
    }

    @Test
    void twoHundredWeeksOfFaultsBreakNoPromise() throws Exception {
        assertThat(SimulationProof.prove(List.of("--seeds", "200"))).isZero();
    }

    /// Weeks in which nothing happens would break no promise either.
    @Test
    void aWeekIsWorkedAndItsSeedIsAllThereIsToIt() throws IOException {
        Run.Outcome outcome = SimulationProof.one(3, line -> {});
        assertThat(outcome.cards()).as("cards were wanted").isGreaterThanOrEqualTo(200);
        assertThat(outcome.faults()).as("much went wrong").isGreaterThanOrEqualTo(50);
        assertThat(outcome.statuses().get("completed")).as("cards were made").isGreaterThan(150);
        assertThat(SimulationProof.one(3, line -> {}).trace()).isEqualTo(outcome.trace());
    }

    /// A proof that cannot fail proves nothing. A change of the program moves what a seed does, so
    /// those that follow may find it too.
    @ParameterizedTest
    @MethodSource("frequent")
    void aPlantedMistakeIsFound(Planted mistake) throws IOException {
        assertThat(SimulationProof.find(mistake, mistake.seed, SEEDS_NEARBY)).isPresent();
    }

    private static Stream<Planted> frequent() {
        return Arrays.stream(Planted.values()).filter(mistake -> !mistake.isRare());
    }

    @Test
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    void everyPlantedMistakeIsFound() throws Exception {
        assertThat(SimulationProof.prove(List.of("--planted", "all"))).isZero();
    }

    @Test
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    void tenThousandWeeksBreakNoPromise() throws Exception {
        assertThat(SimulationProof.prove(List.of("--seeds", "10000"))).isZero();
    }

    @Test
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    void aHundredSeedsAreAllThereIsToTheirRuns() throws IOException {
        for (long seed = 1; seed <= 100; seed++) {
            assertThat(SimulationProof.one(seed, line -> {}).trace())
                    .as("seed %d", seed)
                    .isEqualTo(SimulationProof.one(seed, line -> {}).trace());
        }
    }
}
