package ampro.hub.station;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.StationId;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class StationsTest {
    private final Bench bench;

    StationsTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anEnrolledStationIsKnownByItsSecretAlone() {
        Stations.Credential given = enrol();
        assertThat(bench.stations.authenticate("tnr-01", given.secret())).isPresent();
        assertThat(bench.stations.authenticate("tnr-01", given.secret() + "x")).isEmpty();
        assertThat(bench.stations.authenticate("tnr-01", "")).isEmpty();
        assertThat(bench.stations.authenticate("tnr-02", given.secret())).isEmpty();
        assertThat(bench.column("select secret_sha256 from station"))
                .hasSize(64)
                .isNotEqualTo(given.secret());
    }

    @Test
    void aNewEnrolmentEndsTheOneBefore() {
        Box before = bench.box("tnr-01", 1);
        bench.take(before.claim(EventType.LABEL, null, null, Facts.NONE));
        bench.database.write(handle ->
                handle.execute("update station set state = 'retired' where id = 'tnr-01'"));
        Stations.Credential after = enrol();
        assertThat(bench.stations.authenticate("tnr-01", before.credential().secret())).isEmpty();
        assertThat(after.incarnation()).isNotEqualTo(before.credential().incarnation());
        bench.take(before.claim(EventType.LABEL, null, null, Facts.NONE));
        assertThat(bench.alerts()).containsExactly("foreign-incarnation");
        Box fresh = new Box(after);
        bench.take(fresh.hello(List.of()));
        bench.take(fresh.claim(EventType.LABEL, null, null, Facts.NONE));
        assertThat(bench.column("select acked_seq from station")).as("counted anew").isEqualTo("1");
        assertThat(bench.column("select state from station")).isEqualTo("open");
    }

    @Test
    void aBoxInServiceIsNotReplacedBeforeItIsRetired() {
        Stations.Credential given = enrol();
        assertThat(bench.stations.enrol(new StationId("tnr-01"), Bench.SITE, Actor.HUB))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("in-service"));
        assertThat(bench.stations.authenticate("tnr-01", given.secret())).isPresent();
    }

    @Test
    void aStationStandsAtASite() {
        assertThat(bench.stations.enrol(new StationId("tnr-01"), "YYY", Actor.HUB))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("not-found"));
        assertThat(bench.stations.all()).isEmpty();
    }

    private Stations.Credential enrol() {
        return bench.stations.enrol(new StationId("tnr-01"), Bench.SITE, Actor.HUB).orThrow();
    }
}
