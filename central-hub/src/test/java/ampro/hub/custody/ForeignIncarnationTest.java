package ampro.hub.custody;

import static ampro.firmware.wire.EventType.EJECTED;
import static ampro.firmware.wire.EventType.GOOD;
import static ampro.firmware.wire.EventType.HELD;
import static ampro.firmware.wire.EventType.INTENT;
import static ampro.firmware.wire.EventType.MADE;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.Up;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A box that is not in service any more, or never was, and speaks: heard and not believed.
@Tag("store")
@OnBothDatabases
class ForeignIncarnationTest {
    private final Bench bench;
    private final Box box;
    private final Job job;

    ForeignIncarnationTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
        box = bench.box("tnr-01", 10);
        Job queued = bench.queued();
        bench.grants.grantAll();
        job = bench.job(queued);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anotherIncarnationIsReportedAndNotBelieved() {
        Message<Up> held = box.claim(HELD, job);
        bench.take(box.say("0000000000000000", held.body()));
        assertThat(bench.job(job)).isEqualTo(job);
        assertThat(bench.alerts()).containsExactly("foreign-incarnation");
        assertThat(bench.column("select count(*) from station_event")).isEqualTo("0");
    }

    /// A box out of service that is still on says hello every 20 seconds.
    @Test
    void aBoxThatIsNotInServiceDoesNotFloodTheAlerts() {
        for (int n = 0; n < 24; n++) {
            bench.take(box.say("0000000000000000", box.hello(List.of()).body()));
            bench.pass(Duration.ofMinutes(5));
        }
        assertThat(bench.alerts()).as("in two hours").hasSize(2);
        bench.take(box.say("1111111111111111", box.hello(List.of()).body()));
        assertThat(bench.alerts()).as("another one").hasSize(3);
    }

    /// FM-58: what it claims is evidence, however much it says; said again it is the same.
    @Test
    @Tag("FM-58")
    void everyClaimOfABoxThatIsNotInServiceIsKept() {
        for (EventType type : List.of(HELD, INTENT, MADE, EJECTED, GOOD)) {
            Message<Up> message = box.claim(type, job);
            bench.take(box.say("0000000000000000", message.body()));
            bench.take(box.say("0000000000000000", message.body()));
        }
        assertThat(bench.jobs.alerts())
                .hasSize(5)
                .anyMatch(alert -> alert.detail().contains("good of " + job.id()));
    }
}
