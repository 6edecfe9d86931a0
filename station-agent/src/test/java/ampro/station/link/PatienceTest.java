package ampro.station.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class PatienceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void theFirstTryComesAtOnceAndTheSecondWithinASecond() {
        Patience patience = new Patience(new Random(1));
        assertThat(patience.beforeNext(0)).isZero();
        assertThat(patience.beforeNext(0)).isLessThan(Duration.ofSeconds(1));
    }

    /// Each connection stands for half a second, for an hour.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @Tag("FM-41")
    void lineThatFlapsMakesNoStorm(long seed) {
        System.out.println("flapping line, seed " + seed);
        List<Long> tries = tries(new Patience(new Random(seed)), SECOND / 2);
        for (long at : tries) {
            assertThat(tries)
                    .filteredOn(t -> t >= at && t < at + 60 * SECOND)
                    .hasSizeBetween(0, 10);
        }
        assertThat(tries).as("it keeps trying").hasSizeGreaterThan(3_600 / 121);
    }

    @Test
    void lineThatStandsIsTriedSoonWhenItBreaks() {
        Patience patience = new Patience(new Random(1));
        List<Long> tries = tries(patience, SECOND / 2);
        long now = tries.getLast() + 3_600 * SECOND;
        patience.connected(now);
        assertThat(patience.beforeNext(now + 10 * SECOND)).isLessThan(Duration.ofSeconds(1));
    }

    private static List<Long> tries(Patience patience, long stands) {
        List<Long> tries = new ArrayList<>();
        for (long now = 0; now < 3_600 * SECOND; ) {
            now += patience.beforeNext(now).toNanos();
            tries.add(now);
            patience.connected(now);
            now += stands;
        }
        return tries;
    }
}
