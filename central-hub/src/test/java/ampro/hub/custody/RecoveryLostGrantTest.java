package ampro.hub.custody;

import static ampro.firmware.wire.EventType.EJECTED;
import static ampro.firmware.wire.EventType.FENCED;
import static ampro.firmware.wire.EventType.HELD;
import static ampro.firmware.wire.EventType.INTENT;
import static ampro.firmware.wire.EventType.MADE;
import static ampro.hub.custody.RestorableHub.card;
import static ampro.hub.custody.RestorableHub.open;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.Up;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.custody.acts.Act;
import ampro.hub.staff.Role;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Actor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A failover has lost a grant and nothing that its station remembers as acknowledged: the first
/// sign is the station that holds what this hub never gave.
@Tag("store")
@OnBothDatabases
class RecoveryLostGrantTest {
    private final RestorableHub hub;
    private final Box near;
    private final Box far;

    RecoveryLostGrantTest(Dialect dialect, @TempDir Path folder) {
        hub = new RestorableHub(dialect, folder);
        near = hub.now().box("tmm-01", 3);
        far = hub.now().box("tnr-01", 3);
    }

    @AfterEach
    void close() {
        hub.close();
    }

    /// FM-50: the job goes to nobody else while it stands.
    @Test
    void aLeaseThatTheHubNeverGaveShowsThatItWasSetBack() {
        Job queued = hub.now().queued();
        hub.backUp();
        Job lost = granted(queued);
        hub.restore();
        hub.take(near, held(lost));
        assertThat(hub.now().recovery.standing().term()).isEqualTo(2);
        assertThat(hub.now().job(queued).lease()).isEqualTo(lost.lease());
        assertThat(hub.now().sentTo(near.id())).contains(new Down.Fence(2), ack());
        hub.claim(near, lost, INTENT, MADE, EJECTED);
        hub.reports(near, open(lost, LeaseState.EJECTED));
        hub.connects(far);
        hub.reports(far);
        assertThat(hub.now().job(queued).status()).isEqualTo(JobStatus.QUALITY_CHECK);
        assertThat(hub.now().grants.grantAll()).isZero();
        assertThat(hub.now().alerts()).containsExactlyInAnyOrder("term-began", "recovered");
    }

    /// It may have printed the card, and nobody will ever hear of it.
    @Test
    @Tag("FM-50")
    void whereItsStationIsLostBeforeItSpeaksItsCardIsNoLicence() {
        Job queued = hub.now().queued();
        hub.backUp();
        Job lost = granted(queued);
        hub.restore();
        assertThat(hub.now().recovery.standing().term()).as("nothing shows it").isEqualTo(1);
        hub.now().grants.grantAll();
        Actor noro = Bench.person("noro", Role.MANAGER);
        String asked =
                hub.now()
                        .acts
                        .ask(Act.BOX_LOST, "tmm-01", Map.of(), "burnt", Bench.MIRA)
                        .orThrow()
                        .id();
        hub.now().acts.approve(asked, noro).orThrow();
        assertThat(hub.now().witness.revoked()).contains(card(lost));
        hub.now().grants.grantAll();
        Job again =
                hub.now()
                        .database
                        .read(handle ->
                                JobStore.ofApplication(handle, queued.application()).orElseThrow());
        assertThat(hub.now().witness.revoked()).doesNotContain(card(again));
    }

    /// The hub gave the job once more before it heard: one of the two cards is not live.
    @Test
    void aJobThatWasGivenTwiceLeavesOneLiveCard() {
        Job queued = hub.now().queued();
        hub.backUp();
        Job lost = granted(queued);
        hub.restore();
        hub.now()
                .database
                .write(handle ->
                        handle.execute("update station set locked = 'x' where id = 'tmm-01'"));
        Job again = granted(queued);
        assertThat(again.lease()).extracting(Lease::station).isEqualTo("tnr-01");
        assertThat(Bench.token(again)).as("never given before").isNotEqualTo(Bench.token(lost));
        hub.take(far, far.claim(HELD, again, Facts.card(card(again))));
        hub.claim(far, again, INTENT, MADE, EJECTED);
        hub.take(near, held(lost));
        assertThat(hub.now().recovery.standing().term()).isEqualTo(2);
        hub.claim(near, lost, FENCED);
        hub.reports(near);
        hub.reports(far, open(again, LeaseState.EJECTED));
        assertThat(hub.now().witness.revoked()).contains(card(lost)).doesNotContain(card(again));
        assertThat(hub.now().job(queued).status()).isEqualTo(JobStatus.QUALITY_CHECK);
    }

    @Test
    void aLeaseOfAJobThatIsNotKnownShowsThatTheHubWasSetBack() {
        hub.backUp();
        Job unknown = granted(hub.now().queued());
        hub.restore();
        hub.take(near, held(unknown));
        assertThat(hub.now().recovery.standing().term()).isEqualTo(2);
        assertThat(hub.now().witness.revoked()).containsExactly(card(unknown));
    }

    /// Job numbers begin again where the database was set back to.
    @Test
    void aLeaseIsNotOfTheJobThatHasItsNumberNow() {
        hub.backUp();
        Job lost = granted(hub.now().queued());
        hub.restore();
        Job namesake = hub.now().queued();
        assertThat(namesake.id()).isEqualTo(lost.id());
        hub.take(near, held(lost));
        assertThat(hub.now().job(namesake).status()).isEqualTo(JobStatus.RECOVERY);
        assertThat(hub.now().job(namesake).lease()).isNull();
        assertThat(hub.now().witness.revoked()).containsExactly(card(lost));
    }

    /// A first restore that was not good enough is restored again.
    @Test
    void eachTermCountsOnFromAnotherNumber() {
        hub.backUp();
        List<String> numbers = new ArrayList<>();
        for (int restored = 0; restored < 4; restored++) {
            hub.restoreOlder();
            hub.now().recovery.restored(Bench.MIRA);
            Job job = hub.now().queued();
            numbers.addAll(List.of(job.id(), job.application(), job.licence()));
        }
        assertThat(numbers).doesNotHaveDuplicates();
    }

    @Test
    void aLeaseThatTheHubGaveIsNoReasonForATerm() {
        Job job = granted(hub.now().queued());
        hub.take(near, held(job));
        hub.take(near, near.again(1));
        assertThat(hub.now().recovery.standing().term()).isEqualTo(1);
        assertThat(hub.now().alerts()).isEmpty();
    }

    private Job granted(Job queued) {
        assertThat(hub.now().grants.grantAll()).isEqualTo(1);
        return hub.now().job(queued);
    }

    private Message<Up> held(Job job) {
        return near.claim(HELD, job, Facts.card(card(job)));
    }

    private Down ack() {
        return new Down.Ack(1, near.headHash(), null);
    }
}
