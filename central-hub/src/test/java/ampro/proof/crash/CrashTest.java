package ampro.proof.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// One real site whose programs die at some of their crash points, stand still, and are killed ten
/// times at random. `prove crash` does all of it.
@Tag("proof")
class CrashTest {
    private static final int KILLS = 10;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @TempDir static Path folder;
    private static RealSite site;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        site = new RealSite(folder, CrashProof.CARDS_MAX, CrashProof.SPEED);
        site.open();
    }

    @AfterAll
    static void close() {
        site.close();
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
    void everyRecordAgreesWhereverAStationDied() throws Exception {
        Ordeal ordeal = new Ordeal(site);
        List<String> alone = List.of("before-intent", "after-made", "after-publish");
        List<String> withPrinter = List.of("after-intent", "between-panels", "before-made");
        ordeal.station("tmm-01").arm(alone, () -> {});
        ordeal.station("tnr-01").arm(withPrinter, ordeal.powerCut("tnr-01", seeded()));
        ordeal.printUntilDoomIsOver();

        assertThat(ordeal.differences()).isEmpty();
        assertThat(ordeal.station("tmm-01").passed()).isEqualTo(alone);
        assertThat(ordeal.station("tnr-01").passed()).isEqualTo(withPrinter);
    }

    @Test
    @Tag("FM-44")
    void everyRecordAgreesWhereverTheHubDied() throws Exception {
        Ordeal ordeal = new Ordeal(site);
        List<String> points = List.of("after-ingest");
        ordeal.hub.arm(points, () -> {});
        ordeal.printUntilDoomIsOver();

        assertThat(ordeal.differences()).isEmpty();
        assertThat(ordeal.hub.passed()).isEqualTo(points);
    }

    @Test
    @Tag("FM-43")
    void everyRecordAgreesAfterAProgramStoodStill() throws Exception {
        Ordeal ordeal = new Ordeal(site);
        ordeal.pause(ordeal.station(RealSite.LONE), PAUSE);
        ordeal.pause(ordeal.hub, PAUSE);

        assertThat(ordeal.differences()).isEmpty();
    }

    @Test
    void everyRecordAgreesAfterDeathsAtRandom() throws Exception {
        Ordeal ordeal = new Ordeal(site);
        ordeal.kill(KILLS, seeded());

        assertThat(ordeal.differences()).isEmpty();
    }

    /// I4, as the kernel saw it.
    @Test
    void everyIntentIsOnTheDiskBeforeItsCardIsFed() throws Exception {
        TraceProof.Shown shown = TraceProof.run(site, folder, 1, List.of(RealSite.LONE));

        System.out.println(shown.inWords());
        assertThat(shown.violations()).isEmpty();
        assertThat(shown.fed()).isEqualTo(shown.cards());
        assertThat(new Ordeal(site).differences()).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    void everyRecordAgreesWhateverTheNamedPoint(@TempDir Path another) throws Exception {
        assertThat(CrashProof.points(another)).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    void everyRecordAgreesAfterAHundredDeaths(@TempDir Path one, @TempDir Path other)
            throws Exception {
        SplittableRandom random = seeded();
        assertThat(CrashProof.kills(one, CrashProof.KILLS_A_SITE, random)).isEmpty();
        assertThat(CrashProof.kills(other, CrashProof.KILLS_A_SITE, random)).isEmpty();
    }

    private static SplittableRandom seeded() {
        long seed = new SecureRandom().nextLong(1_000_000);
        System.out.println("crash, seed " + seed);
        return new SplittableRandom(seed);
    }
}
