package ampro.proof.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Real programs die at every named crash point, stand still, are traced, and are killed ten times
/// at random: at two sites side by side, because who starts waits more than he works. The tests
/// take what came of it. `prove crash` does more of the same.
@Tag("proof")
class CrashTest {
    private static final int KILLS = 10;
    private static final int KILLS_IN_FULL = 100;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @TempDir static Path one;
    @TempDir static Path other;

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(2);
    private static Future<List<String>> stations;
    private static Future<AtOther> atOther;

    /// What did not agree after each part at the other site, and its system calls.
    private record AtOther(
            List<String> hub, List<String> pauses, List<String> kills, TraceProof.Shown traced) {}

    @BeforeAll
    static void begin() {
        stations = THREADS.submit(CrashTest::atOne);
        atOther = THREADS.submit(CrashTest::atOther);
    }

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
    }

    private static List<String> atOne() throws Exception {
        try (RealSite site = new RealSite(one, CrashProof.CARDS_MAX, CrashProof.SPEED)) {
            site.open();
            return CrashProof.stationsDie(new Ordeal(site), seeded());
        }
    }

    private static AtOther atOther() throws Exception {
        try (RealSite site = new RealSite(other, CrashProof.CARDS_MAX, CrashProof.SPEED)) {
            site.open();
            Ordeal ordeal = new Ordeal(site);
            List<String> hub = CrashProof.hubDies(ordeal);
            List<String> pauses = CrashProof.pauses(ordeal, PAUSE);
            List<String> kills = CrashProof.kills(ordeal, KILLS, seeded());
            return new AtOther(
                    hub, pauses, kills, TraceProof.run(site, other, 1, List.of(RealSite.PLAIN)));
        }
    }

    /// One station loses its power alone, the other one together with its printer.
    @Test
    @Tag("FM-09")
    @Tag("FM-10")
    @Tag("FM-11")
    @Tag("FM-12")
    @Tag("FM-13")
    @Tag("FM-14")
    @Tag("FM-15")
    @Tag("FM-16")
    void everyRecordAgreesAfterTheStationsDiedAtEveryPoint() throws Exception {
        assertThat(stations.get()).isEmpty();
    }

    @Test
    @Tag("FM-44")
    void everyRecordAgreesAfterTheHubDiedAtEveryPoint() throws Exception {
        assertThat(atOther.get().hub()).isEmpty();
    }

    @Test
    @Tag("FM-43")
    void everyRecordAgreesAfterAProgramStoodStill() throws Exception {
        assertThat(atOther.get().pauses()).isEmpty();
    }

    @Test
    void everyRecordAgreesAfterDeathsAtRandom() throws Exception {
        assertThat(atOther.get().kills()).isEmpty();
    }

    /// I4, as the kernel saw it.
    @Test
    void everyIntentIsOnTheDiskBeforeItsCardIsFed() throws Exception {
        TraceProof.Shown traced = atOther.get().traced();

        System.out.println(traced.inWords());
        assertThat(traced.violations()).isEmpty();
        assertThat(traced.fed()).isEqualTo(traced.cards());
    }

    @Test
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    void everyRecordAgreesAfterAHundredDeaths() throws Exception {
        assertThat(CrashProof.kills(KILLS_IN_FULL, seeded())).isEmpty();
    }

    private static SplittableRandom seeded() {
        long seed = CrashProof.drawn();
        System.out.println("crash, seed " + seed);
        return new SplittableRandom(seed);
    }
}
