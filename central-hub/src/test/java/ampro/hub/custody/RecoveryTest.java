package ampro.hub.custody;

import static ampro.firmware.wire.EventType.EJECTED;
import static ampro.firmware.wire.EventType.FENCED;
import static ampro.firmware.wire.EventType.GOOD;
import static ampro.firmware.wire.EventType.INTENT;
import static ampro.firmware.wire.EventType.MADE;
import static ampro.hub.custody.RestorableHub.card;
import static ampro.hub.custody.RestorableHub.open;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.application.Status;
import ampro.hub.custody.ledger.BlankAccount;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub is set back to its backup; one station has gone on meanwhile and tells what it knows.
@Tag("store")
@OnBothDatabases
class RecoveryTest {
    private final RestorableHub hub;
    private final Box box;

    RecoveryTest(Dialect dialect, @TempDir Path folder) {
        hub = new RestorableHub(dialect, folder);
        box = hub.now().box("tnr-01", 10);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    /// FM-45: restored to before the grant; the station only holds it.
    @Test
    void aForgottenGrantThatWasNotBegunIsGivenUpAndGrantedAnew() {
        Job queued = hub.now().queued();
        hub.backUp();
        Job granted = hub.held(box, queued);
        hub.restore();
        hub.connects(box, open(granted, LeaseState.HELD));
        assertThat(hub.now().recovery.standing().term()).isEqualTo(2);
        assertThat(hub.now().job(queued).status()).isEqualTo(JobStatus.RECOVERY);
        assertThat(hub.now().job(queued).lease()).isEqualTo(granted.lease());
        assertThat(hub.now().sent()).contains(new Down.Fence(2));
        assertThat(hub.now().grants.grantAll()).as("while it is missing").isZero();
        hub.claim(box, granted, FENCED);
        hub.reports(box);
        assertThat(hub.now().job(queued).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(hub.now().witness.revoked()).contains(card(granted));
        assertThat(hub.now().grants.grantAll()).isEqualTo(1);
        Job again = hub.now().job(queued);
        assertThat(Bench.token(again).term()).isEqualTo(2);
        assertThat(card(again)).isNotEqualTo(card(granted));
    }

    /// FM-45: restored to before the grant; its card is in the tray.
    @Test
    void aForgottenCardIsCheckedAndNotPrintedAgain() {
        Job queued = hub.now().queued();
        hub.backUp();
        Job granted = hub.held(box, queued);
        hub.claim(box, granted, INTENT, MADE, EJECTED);
        hub.restore();
        hub.connects(box, open(granted, LeaseState.EJECTED));
        hub.reports(box, open(granted, LeaseState.EJECTED));
        assertThat(hub.now().recovery.standing().whole()).isTrue();
        assertThat(hub.now().job(queued).status()).isEqualTo(JobStatus.QUALITY_CHECK);
        assertThat(hub.now().witness.revoked()).doesNotContain(card(granted));
        assertThat(hub.now().grants.grantAll()).isZero();
        hub.take(box, box.claim(GOOD, granted, Box.blank("tnr-01-4")));
        assertCompleted(granted);
    }

    /// FM-46: restored to before the outcome.
    @Test
    void aForgottenOutcomeIsToldAgain() {
        Job job = hub.held(box);
        hub.claim(box, job, INTENT, MADE, EJECTED);
        hub.backUp();
        hub.take(box, box.claim(GOOD, job, Box.blank("tnr-01-4")));
        assertCompleted(job);
        hub.restore();
        assertThat(hub.now().job(job).status()).isEqualTo(JobStatus.QUALITY_CHECK);
        hub.connects(box);
        hub.reports(box);
        assertCompleted(job);
        assertThat(hub.now().grants.grantAll()).isZero();
    }

    /// FM-50: a failover lost the last commits; the station remembers their acknowledgement.
    @Test
    void lostCommitsAreFoundByTheStationThatRemembersThem() {
        Job job = hub.held(box);
        hub.backUp();
        hub.claim(box, job, INTENT);
        hub.restore();
        assertThat(hub.now().recovery.standing().term()).as("nothing is noticed yet").isEqualTo(1);
        hub.connects(box, open(job, LeaseState.INTENT));
        assertThat(hub.now().recovery.standing().term()).isEqualTo(2);
        assertThat(hub.now().alerts()).containsExactly("term-began");
        assertThat(hub.now().last(Down.Welcome.class).promise())
                .as("what was begun is finished, nothing else of before is meant")
                .isEqualTo(new Token(2, 0));
        assertThat(hub.now().job(job).status()).isEqualTo(JobStatus.PRINTING);
        hub.reports(box, open(job, LeaseState.INTENT));
        hub.claim(box, job, MADE, EJECTED);
        hub.take(box, box.claim(GOOD, job, Box.blank("tnr-01-4")));
        assertCompleted(job);
    }

    /// The same with nothing lost that a station could remember: people say it.
    @Test
    void aGrantInTheAirIsVoidAfterARestore() {
        Job queued = hub.now().queued();
        hub.backUp();
        hub.now().grants.grantAll();
        Job granted = hub.now().job(queued);
        hub.restore();
        hub.now().recovery.restored(Bench.MIRA);
        hub.connects(box);
        assertThat(hub.now().last(Down.Welcome.class).promise())
                .as("the grant that comes late is refused")
                .isEqualTo(new Token(2, 0));
        hub.reports(box);
        assertThat(hub.now().witness.revoked()).contains(card(granted));
        hub.now().grants.grantAll();
        assertThat(Bench.token(hub.now().job(queued)).term()).isEqualTo(2);
    }

    @Test
    void whatTheHubMeantBeforeItsRestoreIsNotSent() {
        Job job = hub.now().queued();
        hub.now().grants.grantAll();
        hub.backUp();
        assertThat(hub.now().last(Down.Grant.class).job()).isEqualTo(job.id());
        hub.restore();
        hub.now().recovery.restored(Bench.MIRA);
        assertThat(hub.now().sent()).isEqualTo(List.of(new Down.Fence(2)));
    }

    @Test
    void everyOpenJobIsInRecoveryAndEverySettledOneAsItWas() {
        Job printing = hub.held(box);
        hub.claim(box, printing, INTENT);
        Job assigned = hub.held(box);
        Job completed = hub.held(box);
        hub.claim(box, completed, INTENT, MADE, EJECTED);
        hub.take(box, box.claim(GOOD, completed, Box.blank("tnr-01-4")));
        Job cancelled = hub.now().queued();
        hub.now().jobs.cancel(cancelled.id(), "withdrawn", Bench.MIRA).orThrow();
        Job queued = hub.now().queued();
        hub.now().recovery.restored(Bench.MIRA);
        for (Job open : List.of(printing, assigned, queued)) {
            assertThat(hub.now().job(open).status()).isEqualTo(JobStatus.RECOVERY);
        }
        assertThat(hub.now().job(completed).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(hub.now().job(cancelled).status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void twoRestoresInARowAreTwoTerms() {
        Job job = hub.held(box);
        hub.backUp();
        hub.claim(box, job, INTENT);
        hub.restore();
        hub.connects(box, open(job, LeaseState.INTENT));
        hub.restore();
        assertThat(hub.now().recovery.standing().term()).as("by its witness").isEqualTo(3);
        hub.take(box, box.report(2, List.of(open(job, LeaseState.INTENT))));
        assertThat(hub.now().recovery.standing().missing()).containsExactly("tnr-01");
        hub.connects(box, open(job, LeaseState.INTENT));
        assertThat(hub.now().recovery.standing().term()).isEqualTo(3);
        hub.reports(box, open(job, LeaseState.INTENT));
        assertThat(hub.now().recovery.standing().whole()).isTrue();
        hub.claim(box, job, MADE, EJECTED);
        hub.take(box, box.claim(GOOD, job, Box.blank("tnr-01-4")));
        assertCompleted(job);
    }

    private void assertCompleted(Job job) {
        Bench now = hub.now();
        assertThat(now.job(job).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(now.job(job).blank()).isEqualTo("tnr-01-4");
        assertThat(now.applications.find(job.application()).orThrow().status())
                .isEqualTo(Status.PRINTED);
        assertThat(hub.isLive(job)).isTrue();
        assertThat(now.witness.revoked()).doesNotContain(card(job));
        assertThat(now.alerts()).doesNotContain("late-claim", "unknown-job", "quarantined");
        assertThat(now.alerts()).doesNotContain("blank-differs", "application-differs");
        assertThat(now.blanks.sums())
                .containsEntry(BlankAccount.LOADED, 9L)
                .containsEntry(BlankAccount.ISSUED, 1L);
    }
}
