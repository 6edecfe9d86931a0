package ampro.hub.custody;

import static ampro.hub.custody.Correspondence.BOOT;
import static ampro.hub.custody.Correspondence.hash;
import static ampro.hub.custody.Correspondence.hello;
import static ampro.hub.custody.Correspondence.journal;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the hub makes of a station's answer to its fence.
@Tag("unit")
class ProtocolReportTest {
    private static final List<Up.Event> JOURNAL = journal(4);
    private static final List<Up.OpenLease> LEASES =
            List.of(
                    new Up.OpenLease("J-1", new Token(1, 1), LeaseState.EJECTED),
                    new Up.OpenLease("J-2", new Token(1, 2), LeaseState.UNKNOWN));

    private final Correspondence hub = Correspondence.after(JOURNAL).inTerm(3);

    @Test
    void aReportSettlesEveryLeaseAndThenTheStationIsMissedNoMore() {
        assertThat(hub.report(report(3, 4)))
                .containsExactly(
                        new PeerEffect.Settle(LEASES.get(0)),
                        new PeerEffect.Settle(LEASES.get(1)),
                        new PeerEffect.Reported());
        assertThat(hub.peer().reportedTerm()).isEqualTo(3);
    }

    @Test
    void aStationWithoutLeasesReportsThat() {
        assertThat(hub.report(new Up.Report(3, 4, hash(JOURNAL), List.of())))
                .containsExactly(new PeerEffect.Reported());
    }

    @Test
    void aReportCountsOnceHoweverOftenItComes() {
        hub.report(report(3, 4));
        assertThat(hub.report(report(3, 4))).isEmpty();
        assertThat(hub.report(new Up.Report(3, 4, hash(JOURNAL), List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4})
    void aReportForAnotherFenceDoesNothing(long fence) {
        Peer before = hub.peer();
        assertThat(hub.report(report(fence, 4))).isEmpty();
        assertThat(hub.peer()).isEqualTo(before);
    }

    @Test
    void aReportThatNobodyAskedForDoesNothing() {
        Correspondence open = Correspondence.after(JOURNAL);
        assertThat(open.report(report(1, 4))).isEmpty();
    }

    /// No fence in answer: copies of reports and fences would multiply each other for ever.
    @Test
    void aReportWaitsForEveryEventBeforeIt() {
        Correspondence behind = Correspondence.after(JOURNAL.subList(0, 2)).inTerm(3);
        PeerEffect missing = new PeerEffect.Send(new Down.Resend(3));
        assertThat(behind.report(report(3, 4))).containsExactly(missing);
        assertThat(behind.report(report(3, 4)))
                .as("the station takes everything for acknowledged")
                .containsExactly(missing);
        assertThat(behind.peer().reportedTerm()).isLessThan(3);
        behind.take(JOURNAL.get(3));
        assertThat(behind.report(report(3, 4))).as("still a gap").containsExactly(missing);
        behind.take(JOURNAL.get(2));
        assertThat(behind.report(report(3, 4))).contains(new PeerEffect.Reported());
    }

    /// A report is of one moment: what the station did since would be taken back.
    @Test
    void aReportOfBeforeTheLastEventsDoesNotCount() {
        assertThat(hub.report(report(3, 3))).isEmpty();
        assertThat(hub.peer().reportedTerm()).isLessThan(3);
        assertThat(hub.report(report(3, 4))).contains(new PeerEffect.Reported());
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 4})
    void aForkedStationCannotAnswerForTheTrueOne(long head) {
        assertThat(hub.report(new Up.Report(3, head, "f".repeat(64), LEASES)))
                .singleElement()
                .isInstanceOf(PeerEffect.Alert.class);
        assertThat(hub.peer().state()).isEqualTo(Peer.State.QUARANTINED);
        assertThat(hub.peer().reportedTerm()).isLessThan(3);
        assertThat(hub.report(report(3, 4))).as("not before people have looked").isEmpty();
    }

    @Test
    void anEmptyJournalIsNotThatOfAStationWhoseEventsAreHere() {
        hub.report(new Up.Report(3, 0, null, List.of()));
        assertThat(hub.all(PeerEffect.Reported.class)).isEmpty();
        assertThat(hub.peer().reportedTerm()).isLessThan(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"ENROLLED", "QUARANTINED", "RETIRED"})
    void onlyAnOpenStationReports(Peer.State state) {
        Peer before = hub.in(state).peer();
        assertThat(hub.report(report(3, 4))).isEmpty();
        assertThat(hub.peer()).isEqualTo(before);
    }

    @Test
    void everyNewTermIsReportedIn() {
        hub.report(report(3, 4));
        hub.inTerm(4).hello(BOOT, hello(2, JOURNAL, 4, 3));
        assertThat(hub.sent()).contains(new Down.Fence(4));
        assertThat(hub.report(report(3, 4))).as("of the term before").isEmpty();
        assertThat(hub.report(report(4, 4))).contains(new PeerEffect.Reported());
    }

    private static Up.Report report(long fence, int head) {
        return new Up.Report(fence, head, hash(JOURNAL.subList(0, head)), LEASES);
    }
}
