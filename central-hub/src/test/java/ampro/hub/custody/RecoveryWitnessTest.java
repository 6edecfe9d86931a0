package ampro.hub.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.store.Dialect;
import ampro.hub.store.FreshDatabase;
import ampro.hub.store.Numbers;
import ampro.hub.store.OnBothDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hub takes office: its database and its witness know of the same past, or a new term begins.
@Tag("store")
@OnBothDatabases
class RecoveryWitnessTest {
    private static final List<String> SERIES =
            List.of("application", "job", "licence", "parcel", "label");

    private final Dialect dialect;
    private final Path folder;
    private Bench bench;

    RecoveryWitnessTest(Dialect dialect, @TempDir Path folder) {
        this.dialect = dialect;
        this.folder = folder;
        bench = new Bench(dialect, folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aNewHubIsWholeInItsFirstTerm() {
        assertStands(1, true);
        assertThat(bench.witness.term()).isEqualTo(1);
        assertThat(bench.alerts()).isEmpty();
    }

    @Test
    void aHubThatOnlyStartsAgainBeginsNothing() {
        bench.box("tnr-01", 1);
        starts(bench.fresh);
        starts(bench.fresh);
        assertStands(1, true);
        assertThat(bench.alerts()).isEmpty();
    }

    @Test
    void aWitnessThatKnowsALaterTermIsRight() {
        bench.box("tnr-01", 1);
        bench.witness.begin(5);
        starts(bench.fresh);
        assertStands(6, false);
        assertThat(bench.alerts()).containsExactly("term-began");
        starts(bench.fresh);
        assertStands(6, false);
    }

    @Test
    void aWitnessThatWasLostOrSetBackIsToldANewTerm() throws IOException {
        Box box = bench.box("tnr-01", 1);
        bench.recovery.restored(Bench.MIRA);
        bench.recovery.restored(Bench.MIRA);
        assertStands(3, false);
        Files.delete(folder.resolve("witness"));
        starts(bench.fresh);
        assertStands(4, false);
        assertThat(bench.witness.term()).isEqualTo(4);
        Files.writeString(folder.resolve("witness"), WitnessTest.sealed(List.of("term 2")));
        starts(bench.fresh);
        assertStands(5, false);
        bench.take(box.hello(List.of()));
        bench.take(box.report(5, List.of()));
        assertStands(5, true);
    }

    @Test
    void anEmptyDatabaseBesideAnOldWitnessBeginsALaterTerm() {
        bench.recovery.restored(Bench.MIRA);
        starts(FreshDatabase.of(dialect, folder));
        assertThat(bench.recovery.standing().term()).isEqualTo(3);
        assertThat(bench.witness.term()).isEqualTo(3);
    }

    /// Every card that was ever handed out would be revoked, because nobody reports it.
    @Test
    void anEmptyDatabaseBesideAWitnessOfCardsIsRefusedByName() {
        bench.box("tnr-01", 1);
        bench.queued();
        bench.grants.grantAll();
        assertThatThrownBy(() -> starts(FreshDatabase.of(dialect, folder)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("database is empty", "witness", "move");
        starts(bench.fresh);
        assertStands(1, true);
        assertThat(bench.witness.revoked()).isEmpty();
    }

    @Test
    void aTermThatAStationHasSeenIsNotBegunAgain() {
        Box box = bench.box("tnr-01", 1);
        box.hears(new Down.Fence(8));
        bench.take(box.hello(List.of()));
        assertStands(9, false);
        assertThat(bench.witness.term()).isEqualTo(9);
    }

    /// A term whose beginning was not committed is skipped.
    @Test
    void aTermThatTheWitnessHasSeenIsNotBegunAgain() {
        Box box = bench.box("tnr-01", 1);
        bench.witness.begin(5);
        box.hears(new Down.Fence(2));
        bench.take(box.hello(List.of()));
        assertStands(6, false);
    }

    /// Somebody has put an old file in its place, and says nothing.
    @Test
    @Tag("FM-45")
    void aDatabaseThatIsOlderThanItsWitnessIsNoticedAtItsStart() {
        bench.close();
        try (RestorableHub hub = new RestorableHub(dialect, folder.resolve("older"))) {
            hub.now().box("tnr-01", 1);
            Job queued = hub.now().queued();
            hub.backUp();
            hub.now().grants.grantAll();
            Lease given = hub.now().job(queued).lease();
            hub.restoreOlder();
            assertThat(hub.now().recovery.standing().term()).isEqualTo(2);
            assertThat(hub.now().alerts()).containsExactly("term-began");
            assertThat(hub.now().grants.grantAll()).as("before its station has reported").isZero();
            hub.restoreOlder();
            assertThat(hub.now().recovery.standing().term()).as("again").isEqualTo(3);
            assertThat(given).isNotNull();
        }
    }

    /// Set back by so little that nothing shows it: the numbers are new all the same.
    @Test
    void noTokenIsGivenTwiceWhateverTheDatabaseKnows() {
        bench.close();
        Set<Token> given = new HashSet<>();
        try (RestorableHub hub = new RestorableHub(dialect, folder.resolve("set-back"))) {
            hub.now().box("tnr-01", 5);
            Job queued = hub.now().queued();
            hub.backUp();
            for (int n = 0; n < 4; n++) {
                hub.now().grants.grantAll();
                assertThat(given.add(Bench.token(hub.now().job(queued)))).isTrue();
                hub.restore();
                assertThat(hub.now().recovery.standing().term()).isEqualTo(1);
            }
        }
    }

    @Test
    void aHubThatStartsAgainAfterGrantsBeginsNothing() {
        bench.box("tnr-01", 5);
        for (int n = 0; n < 3; n++) {
            bench.queued();
            assertThat(bench.grants.grantAll()).isEqualTo(1);
            starts(bench.fresh);
            assertStands(1, true);
        }
    }

    /// Also of a series that had not been begun when the backup was made.
    @Test
    void noPublicNumberIsGivenOutTwice() {
        bench.database.write(handle -> Numbers.next(handle, "job"));
        bench.close();
        FreshDatabase backup = bench.fresh.copy();
        bench = bench.next(bench.fresh);
        Set<String> given = new HashSet<>();
        for (int n = 0; n < 50; n++) {
            given(given);
        }
        starts(backup);
        bench.recovery.restored(Bench.MIRA);
        given(given);
        bench.recovery.restored(Bench.MIRA);
        given(given);
        assertThat(given).hasSize(52 * SERIES.size());
    }

    private void given(Set<String> given) {
        for (String series : SERIES) {
            given.add(series + bench.database.write(handle -> Numbers.next(handle, series)));
        }
    }

    @Test
    void anApplicationItsJobAndItsLicenceHaveNumbersOfTheirOwn() {
        bench.close();
        FreshDatabase backup = bench.fresh.copy();
        bench = bench.next(bench.fresh);
        Job forgotten = bench.queued();
        starts(backup);
        bench.recovery.restored(Bench.MIRA);
        Job other = bench.queued();
        assertThat(other.id()).isNotEqualTo(forgotten.id());
        assertThat(other.application()).isNotEqualTo(forgotten.application());
        assertThat(other.licence()).isNotEqualTo(forgotten.licence());
    }

    /// The broker dropped the revocation, or the grant: the welcome means both.
    @Test
    void whatIsWithdrawnIsAskedBackAtEveryHello() {
        Box box = bench.box("tnr-01", 1);
        Job queued = bench.queued();
        bench.grants.grantAll();
        Job job = bench.job(queued);
        bench.take(box.claim(EventType.HELD, job, Facts.card(RestorableHub.card(job))));
        bench.jobs.cancel(job.id(), "withdrawn", Bench.MIRA).orThrow();
        bench.emptyOutbox();
        bench.take(box.hello(List.of(RestorableHub.open(job, LeaseState.HELD))));
        assertThat(bench.sent()).contains(new Down.Revoke(job.id(), Bench.token(job)));
        bench.take(box.claim(EventType.RELEASED, job));
        assertThat(bench.job(job).status()).isEqualTo(JobStatus.CANCELLED);
    }

    private void starts(FreshDatabase on) {
        bench.close();
        bench = bench.next(on);
    }

    private void assertStands(long term, boolean whole) {
        Recovery.Standing standing = bench.recovery.standing();
        assertThat(standing.term()).isEqualTo(term);
        assertThat(standing.whole()).isEqualTo(whole);
        assertThat(standing.missing().isEmpty()).isEqualTo(whole);
    }
}
