package ampro.hub.custody;

import static ampro.firmware.wire.EventType.EJECTED;
import static ampro.firmware.wire.EventType.HELD;
import static ampro.firmware.wire.EventType.INTENT;
import static ampro.firmware.wire.EventType.MADE;
import static ampro.firmware.wire.EventType.NOT_FED;
import static ampro.firmware.wire.EventType.RELEASED;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A station without a chip feeds when the hub has its INTENT and means it. One that came too late
/// is recorded and acknowledged, so that the journal goes on, and nothing is fed for it.
@Tag("store")
@OnBothDatabases
class LateIntentTest {
    private final Bench bench;
    private final Box box;
    private final Job job;

    LateIntentTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
        box = bench.box("tnr-01", 10);
        Job queued = bench.queued();
        bench.grants.grantAll();
        job = bench.job(queued);
        bench.take(box.claim(HELD, job, Facts.card(RestorableHub.card(job))));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void beforeItsIntentNothingMayBeFed() {
        assertThat(bench.last(Down.Ack.class).mayFeed()).isNull();
    }

    /// The first acknowledgement may be lost: whatever follows says it as well.
    @Test
    void anIntentInTimeMayBeFedWhateverIsLost() {
        bench.take(box.claim(INTENT, job));
        assertThat(bench.last(Down.Ack.class)).isEqualTo(ack(2, Bench.token(job)));
        bench.take(box.claim(HELD, "J-999", new Token(1, 999), Facts.NONE));
        assertThat(bench.last(Down.Ack.class)).isEqualTo(ack(3, Bench.token(job)));
        bench.take(box.again(2));
        assertThat(bench.last(Down.Ack.class)).isEqualTo(ack(3, Bench.token(job)));
        bench.take(box.hello(List.of(RestorableHub.open(job, LeaseState.INTENT))));
        assertThat(bench.last(Down.Welcome.class).mayFeed()).isEqualTo(Bench.token(job));
        bench.take(box.claim(MADE, job));
        bench.take(box.claim(EJECTED, job));
        assertThat(bench.last(Down.Ack.class).mayFeed()).as("out of the printer").isNull();
    }

    @Test
    @Tag("FM-57")
    void anIntentThatCrossedItsRevocationIsFinished() {
        bench.jobs.cancel(job.id(), "withdrawn", Bench.MIRA).orThrow();
        bench.take(box.claim(INTENT, job));
        assertThat(bench.last(Down.Ack.class).mayFeed()).isEqualTo(Bench.token(job));
    }

    @Test
    @Tag("FM-02")
    void anIntentOfALeaseThatHasEndedIsAcknowledgedAndNotFed() {
        bench.take(box.claim(RELEASED, job));
        bench.take(box.claim(INTENT, job));
        assertThat(bench.last(Down.Ack.class)).isEqualTo(ack(3, null));
        bench.take(box.hello(List.of(RestorableHub.open(job, LeaseState.INTENT))));
        assertThat(bench.last(Down.Welcome.class).mayFeed()).isNull();
        assertThat(bench.column("select count(*) from station_event")).isEqualTo("3");
        assertThat(bench.alerts()).contains("late-claim");
    }

    /// A restored hub may have forgotten that the job went to another station, whose report is not
    /// there yet. Nothing was fed: it goes back, and waits for that report.
    @Test
    @Tag("FM-45")
    void anIntentOfAnEarlierTermIsNotFedAndGoesBack() {
        bench.box("tmm-01", 5);
        bench.recovery.restored(Bench.MIRA);
        bench.take(box.claim(INTENT, job));
        assertThat(bench.last(Down.Ack.class).mayFeed()).isNull();
        bench.take(box.claim(NOT_FED, job));
        bench.take(box.claim(RELEASED, job));
        assertThat(bench.job(job).status()).isEqualTo(JobStatus.RECOVERY);
        assertThat(bench.job(job).lease()).isNull();
        assertThat(bench.column("select count(*) from alert where code = 'late-claim'"))
                .isEqualTo("0");
    }

    /// A restored hub has forgotten the job: its card would be one that nobody knows.
    @Test
    @Tag("FM-45")
    void anIntentOfAJobThatIsNotKnownIsAcknowledgedAndNotFed() {
        bench.take(box.claim(INTENT, "J-999", new Token(1, 999), Facts.NONE));
        assertThat(bench.last(Down.Ack.class)).isEqualTo(ack(2, null));
        assertThat(bench.alerts()).contains("unknown-job");
    }

    /// It is with another station by now.
    @Test
    @Tag("FM-02")
    void anIntentOfAJobThatWasGivenToAnotherIsNotFed() {
        bench.take(box.claim(RELEASED, job));
        Box other = bench.box("tmm-01", 5);
        bench.database.write(
                handle -> handle.execute("update station set locked = 'x' where id = 'tnr-01'"));
        bench.grants.grantAll();
        Job again = bench.job(job);
        bench.take(other.claim(INTENT, again));
        assertThat(bench.last(Down.Ack.class).mayFeed()).isEqualTo(Bench.token(again));
        bench.take(box.claim(INTENT, job));
        assertThat(bench.last(Down.Ack.class).mayFeed()).isNull();
    }

    private Down.Ack ack(long seq, @Nullable Token mayFeed) {
        return new Down.Ack(seq, box.headHash(), mayFeed);
    }
}
