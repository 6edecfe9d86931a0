package ampro.hub.custody;

import static ampro.firmware.wire.EventType.ADJUDICATED;
import static ampro.firmware.wire.EventType.EJECTED;
import static ampro.firmware.wire.EventType.FENCED;
import static ampro.firmware.wire.EventType.GOOD;
import static ampro.firmware.wire.EventType.INTENT;
import static ampro.firmware.wire.EventType.MADE;
import static ampro.firmware.wire.EventType.UNKNOWN;
import static ampro.hub.custody.RestorableHub.card;
import static ampro.hub.custody.RestorableHub.open;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.custody.ledger.BlankAccount;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a card's identity is worth after a restore: what no station reports good is no licence.
@Tag("store")
@OnBothDatabases
class RecoveryIdentityTest {
    private final RestorableHub hub;
    private final Box box;

    RecoveryIdentityTest(Dialect dialect, @TempDir Path folder) {
        hub = new RestorableHub(dialect, folder);
        box = hub.now().box("tnr-01", 10);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void whatWasDrawnAfterTheBackupIsRevokedWhenAllHaveReported() {
        Job queued = hub.now().queued();
        hub.backUp();
        hub.now().grants.grantAll();
        Job lost = hub.now().job(queued);
        hub.restore();
        hub.now().recovery.restored(Bench.MIRA);
        hub.connects(box);
        assertThat(hub.now().witness.revoked()).as("a station may have it").isEmpty();
        hub.reports(box);
        assertThat(hub.now().witness.revoked()).contains(card(lost));
        assertThat(hub.now().witness.drawnBefore(2)).as("nothing of before is left").isEmpty();
        hub.now().grants.grantAll();
        assertThat(hub.now().witness.revoked()).doesNotContain(card(hub.now().job(queued)));
    }

    @Test
    void whatIsGoodStaysLiveWhicheverHubKnewIt() {
        Job before = good(hub.held(box), "tnr-01-1");
        Job checked = hub.held(box);
        hub.claim(box, checked, INTENT, MADE, EJECTED);
        hub.backUp();
        good(checked, "tnr-01-2", GOOD);
        Job forgotten = hub.now().queued();
        hub.now().grants.grantAll();
        forgotten = hub.now().job(forgotten);
        hub.restore();
        hub.connects(box);
        hub.reports(box);
        assertThat(hub.isLive(before)).isTrue();
        assertThat(hub.isLive(checked)).isTrue();
        assertThat(hub.now().witness.revoked())
                .contains(card(forgotten))
                .doesNotContain(card(before), card(checked));
    }

    @Test
    void aCardInDoubtIsNotRevokedBeforePeopleHaveDecided() {
        Job queued = hub.now().queued();
        hub.backUp();
        Job job = hub.held(box, queued);
        hub.claim(box, job, INTENT, UNKNOWN);
        hub.restore();
        hub.connects(box, open(job, LeaseState.UNKNOWN));
        hub.reports(box, open(job, LeaseState.UNKNOWN));
        assertThat(hub.now().recovery.standing().whole()).isTrue();
        assertThat(hub.now().job(job).status()).isEqualTo(JobStatus.IN_DOUBT);
        assertThat(hub.now().witness.revoked()).doesNotContain(card(job));
        hub.take(
                box,
                box.claim(
                        ADJUDICATED, job, Facts.decided("tnr-01-1", null, "good", "haja", "mira")));
        assertThat(hub.isLive(job)).isTrue();
    }

    /// The hub that revoked it is gone, and with it why: its list is not.
    @Test
    void aRevokedCardIsNotLiveAgainWhenItsStationTellsAgainThatItIsGood() {
        Job job = hub.held(box);
        hub.claim(box, job, INTENT, MADE, EJECTED);
        hub.backUp();
        hub.now().jobs.cancel(job.id(), "withdrawn", Bench.MIRA).orThrow();
        good(job, "tnr-01-1", GOOD);
        assertRevoked(job);
        hub.restore();
        hub.connects(box);
        hub.reports(box);
        assertRevoked(job);
        assertThat(hub.now().alerts()).contains("card-revoked");
        assertThat(hub.now().job(job).status())
                .as("it is destroyed, and another can take its place")
                .isEqualTo(JobStatus.FAILED);
        assertThat(hub.now().job(job).booking().account()).isEqualTo(BlankAccount.SPOILED);
    }

    /// Its card was lost, and the backup is of before that.
    @Test
    void aRevokedCardIsNotLiveFromTheRestoredHubsStart() {
        Job job = good(hub.held(box), "tnr-01-1");
        hub.backUp();
        hub.now().witness.revoke(List.of(card(job)));
        hub.restore();
        assertRevoked(job);
    }

    /// A failover lost the commit that revoked it, while the hub ran.
    @Test
    void aRevokedCardIsNotLiveInANewTerm() {
        Job job = good(hub.held(box), "tnr-01-1");
        hub.now().witness.revoke(List.of(card(job)));
        assertThat(hub.isLive(job)).as("as the database has it").isTrue();
        hub.now().recovery.restored(Bench.MIRA);
        assertRevoked(job);
    }

    @Test
    void aRevokedCardIsNotLiveWhenItsForgottenGrantIsAdopted() {
        Job queued = hub.now().queued();
        hub.backUp();
        Job job = hub.held(box, queued);
        hub.claim(box, job, INTENT, MADE, EJECTED);
        hub.now().jobs.cancel(job.id(), "withdrawn", Bench.MIRA).orThrow();
        good(job, "tnr-01-1", GOOD);
        hub.restore();
        hub.connects(box);
        hub.reports(box);
        assertRevoked(job);
    }

    @Test
    void aCardOfAJobThatIsNotKnownIsRevokedAtOnceAndPeopleLookForIt() {
        hub.backUp();
        Job unknown = hub.held(box);
        hub.claim(box, unknown, INTENT, MADE, EJECTED);
        hub.restore();
        hub.connects(box, open(unknown, LeaseState.EJECTED));
        assertThat(hub.now().witness.revoked()).containsExactly(card(unknown));
        assertThat(hub.now().alerts()).contains("unknown-job").doesNotContain("late-claim");
        hub.reports(box, open(unknown, LeaseState.EJECTED));
        assertThat(hub.now().recovery.standing().whole()).isTrue();
        hub.take(box, box.claim(GOOD, unknown, Box.blank("tnr-01-1")));
        assertRevoked(unknown);
        assertThat(hub.now().queued().id())
                .as("its number is not another's")
                .isNotEqualTo(unknown.id());
    }

    @Test
    void whatIsGivenUpInANewTermIsVoid() {
        Job job = hub.held(box);
        hub.now().recovery.restored(Bench.MIRA);
        hub.connects(box, open(job, LeaseState.HELD));
        hub.claim(box, job, FENCED);
        assertThat(status(job)).isEqualTo("void");
        hub.reports(box);
        assertThat(hub.now().witness.revoked()).contains(card(job));
        hub.held(box, hub.now().job(job));
        assertThat(hub.now().column("select count(*) from card where job = '" + job.id() + "'"))
                .as("a new one each time")
                .isEqualTo("2");
    }

    /// A second restore, to the same backup: what the first recovery revoked is not forgotten.
    @Test
    void whatARecoveryRevokedIsRevokedAfterTheNextRestore() {
        Job queued = hub.now().queued();
        hub.backUp();
        Job lost = hub.held(box, queued);
        hub.restore();
        hub.connects(box, open(lost, LeaseState.HELD));
        hub.claim(box, lost, FENCED);
        hub.reports(box);
        assertThat(hub.now().witness.revoked()).contains(card(lost));
        hub.restore();
        hub.connects(box);
        hub.reports(box);
        assertThat(hub.now().witness.revoked()).contains(card(lost));
        assertThat(hub.isLive(lost)).isFalse();
        assertThat(hub.now().job(queued).status()).isEqualTo(JobStatus.QUEUED);
    }

    private Job good(Job job, String blank) {
        hub.claim(box, job, INTENT, MADE, EJECTED);
        return good(job, blank, GOOD);
    }

    private Job good(Job job, String blank, ampro.firmware.wire.EventType outcome) {
        hub.take(box, box.claim(outcome, job, Box.blank(blank)));
        return job;
    }

    private void assertRevoked(Job job) {
        assertThat(hub.isLive(job)).isFalse();
        assertThat(hub.now().witness.revoked()).contains(card(job));
    }

    private String status(Job job) {
        return hub.now().column("select status from card where identity = '" + card(job) + "'");
    }
}
