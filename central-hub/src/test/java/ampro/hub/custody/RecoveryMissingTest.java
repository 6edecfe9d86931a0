package ampro.hub.custody;

import static ampro.firmware.wire.EventType.EJECTED;
import static ampro.firmware.wire.EventType.FENCED;
import static ampro.firmware.wire.EventType.GOOD;
import static ampro.firmware.wire.EventType.HELD;
import static ampro.firmware.wire.EventType.INTENT;
import static ampro.firmware.wire.EventType.MADE;
import static ampro.firmware.wire.EventType.NOT_FED;
import static ampro.firmware.wire.EventType.RELEASED;
import static ampro.hub.custody.RestorableHub.card;
import static ampro.hub.custody.RestorableHub.open;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Up;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.application.Application;
import ampro.hub.application.Status;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Actor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// After a restore, while a station is missing: what it may have waits, the rest goes on.
@Tag("store")
@OnBothDatabases
class RecoveryMissingTest {
    private final RestorableHub hub;
    private final Box near;
    private final Box far;

    RecoveryMissingTest(Dialect dialect, @TempDir Path folder) {
        hub = new RestorableHub(dialect, folder);
        near = hub.now().box("tnr-01", 3);
        far = hub.now().box("tmm-01", 3);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    /// FM-47, and its end: what the missing one was granted after the backup is found in its tray.
    @Test
    void whatAMissingStationCouldHaveWaitsAndNewApplicationsFlow() {
        Job queued = hub.now().queued();
        Application old = hub.now().application(Status.LICENSE_GENERATED);
        hub.backUp();
        Job far1 = grantedTo(far, queued);
        hub.take(far, far.claim(HELD, far1, Facts.card(card(far1))));
        hub.claim(far, far1, INTENT, MADE, EJECTED);
        hub.restore();
        hub.now().pass(Duration.ofMinutes(1));
        hub.now().recovery.restored(Bench.MIRA);
        hub.connects(near);
        hub.reports(near);
        assertThat(hub.now().recovery.standing().missing()).containsExactly("tmm-01");
        assertThat(hub.now().job(queued).status()).isEqualTo(JobStatus.RECOVERY);
        Job ofOld = hub.now().jobs.queue(old.id(), 3, Bench.MIRA).orThrow();
        assertThat(hub.now().grants.grantAll()).as("urgent and of before").isZero();
        hub.now().pass(Duration.ofSeconds(1));
        Job fresh = hub.now().queued();
        assertThat(hub.now().grants.grantAll()).as("new and behind it").isEqualTo(1);
        assertThat(hub.now().job(fresh).lease()).extracting(Lease::station).isEqualTo("tnr-01");
        assertThat(hub.now().job(ofOld).status()).isEqualTo(JobStatus.QUEUED);

        hub.connects(far, open(far1, LeaseState.EJECTED));
        hub.reports(far, open(far1, LeaseState.EJECTED));
        assertThat(hub.now().recovery.standing().missing()).isEmpty();
        assertThat(hub.now().job(queued).status()).isEqualTo(JobStatus.QUALITY_CHECK);
        assertThat(hub.now().grants.grantAll()).as("the old application").isEqualTo(1);
        assertThat(hub.now().witness.revoked())
                .as("what is drawn in this term is for its grants")
                .doesNotContain(card(hub.now().job(fresh)), card(hub.now().job(ofOld)));
        hub.take(far, far.claim(GOOD, far1, Box.blank("tmm-01-1")));
        assertThat(hub.isLive(far1)).isTrue();
        assertThat(hub.now().job(queued).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(hub.now().alerts()).containsExactlyInAnyOrder("term-began", "recovered");
    }

    @Test
    void whoHasNotReportedIsGivenNothing() {
        hub.now().recovery.restored(Bench.MIRA);
        hub.now().pass(Duration.ofSeconds(1));
        hub.now().queued();
        assertThat(hub.now().grants.grantAll()).isZero();
        hub.connects(near);
        assertThat(hub.now().grants.grantAll()).as("said hello only").isZero();
        hub.reports(near);
        assertThat(hub.now().grants.grantAll()).isEqualTo(1);
    }

    @Test
    void aBoxThatNeverSpokeMayBeTheLastThatIsMissing() {
        Job job = hub.held(near);
        Box third = enrolled("tlr-01");
        hub.now().recovery.restored(Bench.MIRA);
        hub.connects(near, open(job, LeaseState.HELD));
        hub.claim(near, job, FENCED);
        hub.reports(near);
        hub.connects(far);
        hub.reports(far);
        assertThat(hub.now().recovery.standing().missing()).containsExactly("tlr-01");
        hub.connects(third);
        assertThat(hub.now().recovery.standing().whole()).isTrue();
        assertThat(hub.now().job(job).status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    void aQuarantinedStationIsMissing() {
        Job job = hub.held(near);
        Up.Event first = near.journal().getFirst();
        hub.now()
                .take(
                        near.say(
                                new Up.Event(
                                        1,
                                        first.prev(),
                                        first.at(),
                                        first.up(),
                                        RELEASED,
                                        job.id(),
                                        Bench.token(job),
                                        Facts.NONE)));
        hub.now().recovery.restored(Bench.MIRA);
        hub.connects(far);
        hub.reports(far);
        hub.take(near, near.report(2, List.of()));
        assertThat(hub.now().recovery.standing().missing()).containsExactly("tnr-01");
        assertThat(hub.now().job(job).status()).isEqualTo(JobStatus.RECOVERY);
    }

    /// The restored hub does not know that box: nothing it says is believed, its cards are not
    /// live.
    @Test
    void aBoxThatWasEnrolledAfterTheBackupIsAnAlert() {
        Job queued = hub.now().queued();
        hub.backUp();
        Box third = enrolled("tlr-01");
        hub.now().blanks.load(List.of("x-1", "x-2"), "tlr-01", Bench.MIRA).orThrow();
        hub.connects(third);
        Job granted = grantedTo(third, queued);
        hub.claim(third, granted, INTENT, MADE, EJECTED);
        hub.restore();
        hub.now().recovery.restored(Bench.MIRA);
        hub.now().take(third.hello(List.of(open(granted, LeaseState.EJECTED))));
        hub.now().take(third.claim(GOOD, granted, Box.blank("x-1")));
        assertThat(hub.now().alerts()).contains("foreign-incarnation");
        hub.connects(near);
        hub.reports(near);
        hub.connects(far);
        hub.reports(far);
        assertThat(hub.now().witness.revoked()).contains(card(granted));
        assertThat(hub.now().job(queued).status()).isEqualTo(JobStatus.QUEUED);
    }

    /// Both stations tell of the job at the same time: one begun and given back, one granted later.
    @Test
    void aJobThatHasMovedOnSinceTheBackupIsFollowedWhateverComesBetween() {
        Job queued = hub.now().queued();
        hub.backUp();
        Job first = grantedTo(near, queued);
        hub.take(near, near.claim(HELD, first, Facts.card(card(first))));
        hub.claim(near, first, INTENT, NOT_FED, RELEASED);
        Job second = grantedTo(far, queued);
        hub.take(far, far.claim(HELD, second, Facts.card(card(second))));
        hub.claim(far, second, INTENT, MADE, EJECTED);
        hub.take(far, far.claim(GOOD, second, Box.blank("tmm-01-1")));
        assertThat(hub.isLive(second)).isTrue();
        hub.restore();
        hub.now().take(near.hello(List.of()));
        hub.now().take(far.hello(List.of()));
        for (int seq = 1; seq <= 5; seq++) {
            if (seq <= 2) {
                hub.now().take(near.again(seq));
            }
            hub.now().take(far.again(seq));
        }
        hub.now().take(near.again(3));
        hub.now().take(near.again(4));
        hub.reports(near);
        hub.reports(far);
        assertThat(hub.now().job(queued).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(hub.isLive(second)).isTrue();
        assertThat(hub.now().witness.revoked()).contains(card(first)).doesNotContain(card(second));
        assertThat(
                        hub.now()
                                .column(
                                        "select sum(amount) from ledger_entry where account = 'loaded'"))
                .isEqualTo("5");
        assertThat(hub.now().alerts()).containsExactlyInAnyOrder("term-began", "recovered");
    }

    /// The backup knows the first grant and has forgotten the second one.
    @Test
    void aGrantThatHasEndedIsNotTakenForAForgottenOne() {
        Job queued = hub.now().queued();
        Job first = grantedTo(near, queued);
        hub.backUp();
        hub.take(near, near.claim(HELD, first, Facts.card(card(first))));
        hub.claim(near, first, RELEASED);
        Job second = grantedTo(far, queued);
        hub.take(far, far.claim(HELD, second, Facts.card(card(second))));
        hub.claim(far, second, RELEASED);
        hub.restore();
        hub.now().recovery.restored(Bench.MIRA);
        hub.connects(far);
        hub.reports(far);
        hub.connects(near);
        hub.reports(near);
        assertThat(hub.now().job(queued).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(hub.now().alerts()).containsExactlyInAnyOrder("term-began", "recovered");
    }

    /// It was heard since; its start lies before the restore, and it says nothing by itself.
    @Test
    void aBoxThatHadNotSpokenBeforeTheBackupIsFencedToo() {
        Box third = enrolled("tlr-01");
        hub.backUp();
        hub.connects(third);
        hub.restore();
        hub.now().recovery.restored(Bench.MIRA);
        assertThat(hub.now().sentTo(third.id())).contains(new Down.Fence(2));
    }

    @Test
    void whatIsWithdrawnWhileAStationIsMissingIsNotPrintedAfterwards() {
        Job queued = hub.now().queued();
        hub.now().recovery.restored(Bench.MIRA);
        hub.now().jobs.cancel(queued.id(), "withdrawn", Bench.MIRA).orThrow();
        for (Box box : List.of(near, far)) {
            hub.connects(box);
            hub.reports(box);
        }
        assertThat(hub.now().grants.grantAll()).isZero();
        assertThat(hub.now().job(queued).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(hub.now().applications.find(queued.application()).orThrow().status())
                .isEqualTo(Status.CANCELLED);
    }

    /// Clocks are for people only: a hub whose clock ran ahead knows what is of before all the
    /// same.
    @Test
    void anApplicationOfBeforeWaitsWhateverTheClockSaid() {
        hub.now().pass(Duration.ofDays(3650));
        Application old = hub.now().application(Status.LICENSE_GENERATED);
        hub.now().pass(Duration.ofDays(-3650));
        hub.now().recovery.restored(Bench.MIRA);
        hub.connects(near);
        hub.reports(near);
        hub.now().jobs.queue(old.id(), 1, Bench.MIRA).orThrow();
        assertThat(hub.now().grants.grantAll()).isZero();
    }

    /// The others are locked meanwhile, so that this one is given the job.
    private Job grantedTo(Box box, Job queued) {
        String others = "update station set locked = 'x' where id <> '" + box.id() + "'";
        hub.now().database.write(handle -> handle.execute(others));
        assertThat(hub.now().grants.grantAll()).isEqualTo(1);
        hub.now().database.write(handle -> handle.execute("update station set locked = null"));
        Job granted = hub.now().job(queued);
        assertThat(granted.lease()).extracting(Lease::station).isEqualTo(box.id().value());
        return granted;
    }

    private Box enrolled(String id) {
        return new Box(
                hub.now().stations.enrol(new StationId(id), Bench.SITE, Actor.HUB).orThrow());
    }
}
