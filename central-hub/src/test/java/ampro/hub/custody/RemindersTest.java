package ampro.hub.custody;

import static ampro.firmware.wire.EventType.HELD;
import static ampro.firmware.wire.EventType.INTENT;
import static ampro.firmware.wire.EventType.RELEASED;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Facts;
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

/// What the broker has dropped is said again within a minute, and nothing else is.
@Tag("store")
@OnBothDatabases
class RemindersTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final Bench bench;
    private final Box box;

    RemindersTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
        box = bench.box("tnr-01", 10);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Tag("FM-04")
    void aGrantThatTheBrokerDroppedIsSaidAgainWithinAMinute() {
        Job job = granted();
        bench.emptyOutbox();
        bench.pass(MINUTE);
        assertThat(bench.reminders.sayAgain()).isEqualTo(1);
        assertThat(bench.last(Down.Grant.class).job()).isEqualTo(job.id());
        assertThat(bench.last(Down.Grant.class).token()).isEqualTo(Bench.token(job));
    }

    @Test
    void whatWasSaidJustNowIsNotSaidAgain() {
        granted();
        bench.emptyOutbox();
        assertThat(bench.reminders.sayAgain()).isZero();
        bench.pass(MINUTE);
        bench.reminders.sayAgain();
        bench.emptyOutbox();
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.reminders.sayAgain()).isZero();
    }

    @Test
    void aGrantIsSaidAgainUntilItIsHeld() {
        Job job = granted();
        for (int n = 0; n < 3; n++) {
            bench.emptyOutbox();
            bench.pass(MINUTE);
            assertThat(bench.reminders.sayAgain()).isEqualTo(1);
        }
        bench.take(box.claim(HELD, job, Facts.card(RestorableHub.card(job))));
        bench.emptyOutbox();
        bench.pass(MINUTE);
        assertThat(bench.reminders.sayAgain()).isZero();
    }

    @Test
    @Tag("FM-45")
    void aFenceThatTheBrokerDroppedIsSaidAgainUntilItIsAnswered() {
        bench.recovery.restored(Bench.MIRA);
        for (int n = 0; n < 3; n++) {
            bench.emptyOutbox();
            bench.pass(MINUTE);
            assertThat(bench.reminders.sayAgain()).isEqualTo(1);
            assertThat(bench.sent()).containsExactly(new Down.Fence(2));
        }
        bench.take(box.report(2, List.of()));
        bench.emptyOutbox();
        bench.pass(MINUTE);
        assertThat(bench.reminders.sayAgain()).isZero();
    }

    @Test
    @Tag("FM-59")
    void aRevocationThatTheBrokerDroppedIsSaidAgainUntilItIsAnswered() {
        Job job = granted();
        bench.take(box.claim(HELD, job, Facts.card(RestorableHub.card(job))));
        bench.jobs.cancel(job.id(), "withdrawn", Bench.MIRA).orThrow();
        for (int n = 0; n < 3; n++) {
            bench.emptyOutbox();
            bench.pass(MINUTE);
            assertThat(bench.reminders.sayAgain()).isEqualTo(1);
            assertThat(bench.sent()).containsExactly(new Down.Revoke(job.id(), Bench.token(job)));
        }
        bench.take(box.claim(RELEASED, job));
        bench.emptyOutbox();
        bench.pass(MINUTE);
        assertThat(bench.reminders.sayAgain()).isZero();
    }

    /// A station without a chip waits for the acknowledgement of its INTENT and says it again.
    @Test
    void anAcknowledgementThatTheBrokerDroppedComesWithTheEventThatIsSaidAgain() {
        Job job = granted();
        bench.take(box.claim(HELD, job, Facts.card(RestorableHub.card(job))));
        bench.take(box.claim(INTENT, job));
        bench.emptyOutbox();
        bench.take(box.again(2));
        assertThat(bench.last(Down.Ack.class).seq()).isEqualTo(2);
    }

    /// A station that is cut off for days would be told everything a thousand times at its return;
    /// it says hello then and is told once.
    @Test
    void whoIsNotConnectedIsToldNothing() {
        granted();
        bench.emptyOutbox();
        bench.away.add(box.id());
        bench.pass(Duration.ofDays(3));
        assertThat(bench.reminders.sayAgain()).isZero();
    }

    /// The hub has no broker: what it has to say waits here, once.
    @Test
    void whatHasNotLeftYetIsNotSaidTwice() {
        granted();
        bench.pass(MINUTE);
        assertThat(bench.reminders.sayAgain()).isZero();
    }

    @Test
    void whoIsNotBelievedIsToldNothing() {
        granted();
        bench.emptyOutbox();
        bench.database.write(handle -> handle.execute("update station set state = 'quarantined'"));
        bench.pass(MINUTE);
        assertThat(bench.reminders.sayAgain()).isZero();
    }

    @Test
    void aRoundIsBoundedAndTheNextOneGoesOn() {
        int stations = 5 * Reminders.MOST / 4;
        bench.database.write(handle -> {
            handle.execute("delete from outbox");
            for (int n = 0; n < stations; n++) {
                handle.execute(
                        "insert into station (id, site, incarnation, secret_sha256, enrolled_at,"
                                + " state, acked_seq) values (?, ?, ?, '', 0, 'open', 0)",
                        "far-%03d".formatted(n),
                        Bench.SITE,
                        "i-" + n);
            }
            return stations;
        });
        bench.pass(MINUTE);
        assertThat(bench.reminders.sayAgain()).isEqualTo(Reminders.MOST);
        assertThat(bench.reminders.sayAgain()).as("the others").isEqualTo(stations / 5);
        assertThat(bench.reminders.sayAgain()).isZero();
    }

    /// The clock stood in the year 2036, and is right again.
    @Test
    @Tag("FM-42")
    void aClockThatRanAheadSilencesNobody() {
        bench.pass(Duration.ofDays(3650));
        granted();
        bench.emptyOutbox();
        bench.pass(MINUTE);
        assertThat(bench.reminders.sayAgain()).isEqualTo(1);
        bench.emptyOutbox();
        bench.pass(Duration.ofDays(-3650));
        assertThat(bench.reminders.sayAgain()).isEqualTo(1);
    }

    private Job granted() {
        Job queued = bench.queued();
        assertThat(bench.grants.grantAll()).isEqualTo(1);
        return bench.job(queued);
    }
}
