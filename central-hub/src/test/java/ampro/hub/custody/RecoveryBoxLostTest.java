package ampro.hub.custody;

import static ampro.firmware.wire.EventType.EJECTED;
import static ampro.firmware.wire.EventType.FENCED;
import static ampro.firmware.wire.EventType.INTENT;
import static ampro.firmware.wire.EventType.MADE;
import static ampro.hub.custody.RestorableHub.card;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.LeaseState;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.custody.acts.Act;
import ampro.hub.custody.ledger.BlankAccount;
import ampro.hub.staff.Role;
import ampro.hub.staff.second.Asking;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Actor;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// After a restore, with a station that will never report.
@Tag("store")
@OnBothDatabases
class RecoveryBoxLostTest {
    private static final Actor NORO = Bench.person("noro", Role.MANAGER);

    private final RestorableHub hub;
    private final Box near;
    private final Box far;
    private final Job known;
    private final Job fenced;
    private final Job forgotten;

    RecoveryBoxLostTest(Dialect dialect, @TempDir Path folder) {
        hub = new RestorableHub(dialect, folder);
        near = hub.now().box("tnr-01", 6);
        far = hub.now().box("tmm-01", 6);
        known = hub.held(far);
        fenced = hub.held(near);
        Job queued = hub.now().queued();
        hub.backUp();
        forgotten = hub.held(far, queued);
        hub.claim(far, forgotten, INTENT, MADE, EJECTED);
    }

    @BeforeEach
    void theHubIsSetBackAndTheNearStationReports() {
        assertThat(forgotten.lease()).extracting(Lease::station).isEqualTo("tmm-01");
        hub.restore();
        hub.now().recovery.restored(Bench.MIRA);
        hub.connects(near, RestorableHub.open(fenced, LeaseState.HELD));
        hub.claim(near, fenced, FENCED);
        hub.reports(near);
        assertThat(hub.now().recovery.standing().missing()).containsExactly("tmm-01");
        assertThat(hub.now().grants.grantAll()).isZero();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    @Tag("FM-48")
    void aStationThatWasDestroyedIsLostAndNoCardOfItIsALicence() {
        both(Act.BOX_LOST, "tmm-01", Map.of());
        assertThat(hub.now().recovery.standing().whole()).isTrue();
        assertThat(hub.now().job(known).status()).isEqualTo(JobStatus.FAILED);
        assertThat(hub.now().job(forgotten).status())
                .as("the grant that the restored hub has forgotten")
                .isEqualTo(JobStatus.QUEUED);
        assertThat(hub.now().witness.revoked()).contains(card(known), card(forgotten));
        assertThat(hub.isLive(known)).isFalse();
        assertThat(hub.now().blanks.sums()).containsEntry(BlankAccount.LOST, 6L);
        assertThat(hub.now().alerts()).contains("box-lost", "recovered");
        assertThat(hub.now().grants.grantAll())
                .as("what the near one gave back, the forgotten one and the reprint")
                .isEqualTo(3);
        hub.take(far, far.claim(MADE, known));
        assertThat(hub.now().alerts().getFirst()).isEqualTo("foreign-incarnation");
    }

    @Test
    @Tag("FM-47")
    void aStationWhoseBoxIsInCustodyMayBeTheLastThatIsMissing() {
        both(Act.TAKE_IN, "tmm-01", Map.of("place", "cabinet 3"));
        assertThat(hub.now().recovery.standing().missing())
                .as("its jobs are not settled yet")
                .containsExactly("tmm-01");
        both(Act.SETTLE, known.id(), Map.of("found", "not_fed"));
        assertThat(hub.now().job(known).status())
                .as("nothing is queued before all have reported")
                .isEqualTo(JobStatus.RECOVERY);
        both(Act.RETIRE, "tmm-01", Map.of("counted_blanks", "10", "counted_rejects", "0"));
        assertThat(hub.now().recovery.standing().whole()).isTrue();
        assertThat(hub.now().job(known).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(hub.now().witness.revoked()).contains(card(known), card(forgotten));
    }

    private void both(Act act, String id, Map<String, String> said) {
        Asking asking = hub.now().acts.ask(act, id, said, "burnt", Bench.MIRA).orThrow();
        hub.now().acts.approve(asking.id(), NORO).orThrow();
    }
}
