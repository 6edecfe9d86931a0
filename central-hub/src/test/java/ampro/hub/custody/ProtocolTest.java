package ampro.hub.custody;

import static ampro.hub.custody.Correspondence.event;
import static ampro.hub.custody.Correspondence.hash;
import static ampro.hub.custody.Correspondence.journal;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.Up;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the hub makes of events, by their numbers and hashes alone.
@Tag("unit")
class ProtocolTest {
    private static final List<Up.Event> JOURNAL = journal(6);

    private final Correspondence hub = Correspondence.after(List.of());

    @Test
    void anEventIsKeptThenAppliedThenAcknowledged() {
        assertThat(hub.take(JOURNAL.get(0)))
                .containsExactly(
                        new PeerEffect.Keep(JOURNAL.get(0), EventChain.hash(JOURNAL.get(0))),
                        new PeerEffect.Apply(JOURNAL.get(0)),
                        new PeerEffect.Send(ack(1)));
        assertThat(hub.peer().acked()).isEqualTo(new Peer.Head(1, hash(JOURNAL.subList(0, 1))));
    }

    @Test
    void theSameEventAgainIsAcknowledgedAndDoesNothingElse() {
        hub.take(JOURNAL.subList(0, 3));
        Peer before = hub.peer();
        for (Up.Event again : JOURNAL.subList(0, 3)) {
            assertThat(hub.take(again)).containsExactly(new PeerEffect.Send(ack(3)));
            assertThat(hub.peer()).isEqualTo(before);
        }
    }

    @Test
    void whatComesBehindAGapIsKeptAsideAndTheGapIsAskedFor() {
        hub.take(JOURNAL.get(0));
        assertThat(hub.take(JOURNAL.get(3)))
                .containsExactly(
                        new PeerEffect.Keep(JOURNAL.get(3), EventChain.hash(JOURNAL.get(3))),
                        new PeerEffect.Send(new Down.Resend(2)));
        assertThat(hub.peer().acked().seq()).isEqualTo(1);
    }

    @Test
    void aGapIsAskedForOnce() {
        hub.take(JOURNAL.subList(2, 6));
        hub.take(JOURNAL.subList(2, 6));
        assertThat(hub.sent()).containsExactly(new Down.Resend(1));
    }

    @Test
    void theNextGapIsAskedForToo() {
        hub.take(JOURNAL.get(1));
        hub.take(JOURNAL.get(0));
        hub.take(JOURNAL.get(4));
        hub.take(JOURNAL.get(3));
        assertThat(hub.sent()).containsExactly(new Down.Resend(1), ack(2), new Down.Resend(3));
    }

    @Test
    void whenAGapIsFilledAllThatWaitedIsAppliedInOrderAndAcknowledgedTogether() {
        hub.take(JOURNAL.subList(1, 6).reversed());
        assertThat(hub.applied()).isEmpty();
        assertThat(Correspondence.sent(hub.take(JOURNAL.get(0)))).containsExactly(ack(6));
        assertThat(hub.applied()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void whenAGapIsFilledInPartTheFirstPartIsApplied() {
        hub.take(List.of(JOURNAL.get(5), JOURNAL.get(2), JOURNAL.get(1), JOURNAL.get(0)));
        assertThat(hub.applied()).containsExactly(1L, 2L, 3L);
        assertThat(hub.sent()).containsExactly(new Down.Resend(1), ack(3));
    }

    @Test
    void twoEventsWithOneNumberAreTwoBoxes() {
        hub.take(JOURNAL.subList(0, 2));
        assertQuarantined(hub.take(event(2, hash(JOURNAL.subList(0, 1)), "of another print")));
        assertThat(hub.applied()).containsExactly(1L, 2L);
        assertThat(hub.peer().acked().seq()).isEqualTo(2);
    }

    @Test
    void twoEventsWithOneNumberAreTwoBoxesAlsoBehindAGap() {
        hub.take(JOURNAL.get(3));
        assertQuarantined(hub.take(event(4, hash(JOURNAL.subList(0, 3)), "of another print")));
        assertThat(hub.applied()).isEmpty();
    }

    @Test
    void aForkSaysWhichNumberAndWhatTheOtherClaims() {
        hub.take(JOURNAL.subList(0, 2));
        hub.take(event(2, hash(JOURNAL.subList(0, 1)), "of another print"));
        assertThat(hub.all(PeerEffect.Alert.class))
                .singleElement()
                .satisfies(alert -> assertThat(alert.detail()).contains("2", "bound", "J-2"));
    }

    @Test
    void aJournalIsAppliedUpToWhereItsChainBreaks() {
        hub.take(List.of(JOURNAL.get(1), event(3, "f".repeat(64), "of nobody"), JOURNAL.get(3)));
        List<PeerEffect> effects = hub.take(JOURNAL.get(0));
        assertThat(hub.applied()).containsExactly(1L, 2L);
        assertThat(hub.peer().acked()).isEqualTo(new Peer.Head(2, hash(JOURNAL.subList(0, 2))));
        assertThat(hub.peer().state()).isEqualTo(Peer.State.QUARANTINED);
        assertThat(Correspondence.sent(effects)).as("nothing is acknowledged").isEmpty();
        assertThat(hub.alerts()).containsExactly("quarantined");
    }

    @Test
    void aJournalBeginsAtTheStartOfItsChain() {
        assertQuarantined(hub.take(event(1, "f".repeat(64), "of nobody")));
        assertThat(hub.applied()).isEmpty();
    }

    @Test
    void aNumberThatNoJournalHasIsNotApplied() {
        hub.take(event(0, hash(List.of()), "before the first"));
        assertThat(hub.applied()).isEmpty();
        assertThat(hub.peer().acked()).isEqualTo(Peer.Head.START);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUARANTINED", "RETIRED"})
    void whoIsNotBelievedIsHeardAndNotObeyed(Peer.State state) {
        hub.take(JOURNAL.subList(0, 2));
        Peer before = hub.in(state).peer();
        for (Up.Event event : JOURNAL.subList(2, 6)) {
            assertThat(hub.take(event))
                    .hasSize(2)
                    .contains(new PeerEffect.Keep(event, EventChain.hash(event)));
        }
        assertThat(hub.alerts()).as("people see each").hasSize(4).containsOnly("kept-claim");
        assertThat(hub.take(JOURNAL.get(2))).as("said again").isEmpty();
        assertThat(hub.kept()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(hub.peer()).isEqualTo(before);
    }

    private static Down ack(int seq) {
        return new Down.Ack(seq, hash(JOURNAL.subList(0, seq)), null);
    }

    private void assertQuarantined(List<PeerEffect> effects) {
        assertThat(hub.peer().state()).isEqualTo(Peer.State.QUARANTINED);
        assertThat(hub.alerts()).containsExactly("quarantined");
        assertThat(Correspondence.sent(effects)).as("nothing is acknowledged").isEmpty();
    }
}
