package ampro.station.hardware.real;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.station.hardware.GuardCounter;
import ampro.station.hardware.GuardException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The promise that custody rests on, while the chip's process is killed again and again.
@Tag("device")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class TpmPowerCutTest {
    private static final int CUTS = 20;

    @TempDir private Path temp;
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private SoftwareTpm tpm;
    private GuardCounter counter;

    @BeforeEach
    void start() throws Exception {
        System.out.println("seed " + seed);
        tpm = SoftwareTpm.start(temp);
        tpm.tool(TpmCounter.DEFINE);
        counter = new TpmCounter(tpm.uri(), new byte[0], Duration.ofSeconds(10), pause -> {});
    }

    @AfterEach
    void stop() {
        counter.close();
        tpm.close();
    }

    @Test
    void cutsBetweenIncrementsTakeNoCountBack() throws Exception {
        long count = counter.read();
        for (int cuts = 0; cuts < CUTS; cuts++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                assertThat(counter.increment()).as("seed %d", seed).isEqualTo(++count);
            }
            tpm.restart();
            assertThat(counter.read()).as("seed %d", seed).isEqualTo(count);
        }
    }

    @Test
    void aCutInTheMiddleLeavesTheOldCountOrTheNextOne() throws Exception {
        long count = counter.read();
        int countedUnheard = 0;
        for (int cuts = 0; cuts < CUTS; cuts++) {
            long nanos = random.nextLong(Duration.ofMillis(10).toNanos());
            Thread killer =
                    Thread.ofPlatform()
                            .start(() -> {
                                LockSupport.parkNanos(nanos);
                                tpm.kill();
                            });
            try {
                while (true) {
                    assertThat(counter.increment()).as("seed %d", seed).isEqualTo(count + 1);
                    count++;
                }
            } catch (GuardException e) {
                assertThat(e).hasMessageContaining("the guard chip 127.0.0.1:");
            }
            assertThat(killer.join(Duration.ofSeconds(10))).as("killed").isTrue();
            tpm.restart();
            long after = counter.read();
            assertThat(after).as("seed %d", seed).isBetween(count, count + 1);
            countedUnheard += (int) (after - count);
            count = after;
        }
        System.out.printf("%d of %d cuts left a count unheard%n", countedUnheard, CUTS);
    }
}
