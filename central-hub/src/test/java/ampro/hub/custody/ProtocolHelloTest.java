package ampro.hub.custody;

import static ampro.hub.custody.Correspondence.BOOT;
import static ampro.hub.custody.Correspondence.PROMISE;
import static ampro.hub.custody.Correspondence.event;
import static ampro.hub.custody.Correspondence.hash;
import static ampro.hub.custody.Correspondence.hello;
import static ampro.hub.custody.Correspondence.journal;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.Up;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What the hub makes of a box that starts or reconnects.
@Tag("unit")
class ProtocolHelloTest {
    private static final List<Up.Event> JOURNAL = journal(5);

    private final Correspondence hub = Correspondence.after(JOURNAL.subList(0, 4));

    @Test
    void aNewBoxIsWelcomedHasNothingToReportAndMayBeGiven() {
        Correspondence fresh = Correspondence.enrolled();
        Up.Hello hello = hello(1, List.of());
        assertThat(fresh.hello(BOOT, hello))
                .contains(
                        new PeerEffect.Send(new Down.Welcome(BOOT, 1, 1, 0, null, PROMISE, null)),
                        new PeerEffect.SendGrants(hello))
                .noneMatch(PeerEffect.Alert.class::isInstance);
        assertThat(fresh.peer().state()).isEqualTo(Peer.State.OPEN);
        assertThat(fresh.peer().reportedTerm()).isEqualTo(1);
    }

    @Test
    void aNewBoxMayBeTheLastThatWasMissing() {
        Correspondence fresh = Correspondence.enrolled().inTerm(2);
        assertThat(fresh.hello(BOOT, hello(1, List.of()))).contains(new PeerEffect.Reported());
    }

    /// It was enrolled before the backup and has printed since.
    @Test
    void aBoxThatIsNewToThisHubOnlyMustReport() {
        Correspondence restored = Correspondence.enrolled().inTerm(2);
        assertThat(restored.hello(BOOT, hello(1, JOURNAL, 0, 1)))
                .contains(new PeerEffect.Send(new Down.Fence(2)))
                .doesNotContain(new PeerEffect.Reported())
                .noneMatch(PeerEffect.SendGrants.class::isInstance);
        assertThat(restored.peer().reportedTerm()).isLessThan(2);
    }

    @Test
    void aWelcomeSaysHowFarTheHubIsAndWhatItMeans() {
        Up.Hello ahead = hello(2, JOURNAL, 4, 1);
        assertThat(hub.hello(BOOT, ahead))
                .containsExactly(
                        new PeerEffect.Heard(ahead),
                        new PeerEffect.Send(
                                new Down.Welcome(
                                        BOOT, 2, 1, 4, hash(JOURNAL.subList(0, 4)), PROMISE, null)),
                        new PeerEffect.SendGrants(ahead));
    }

    @Test
    void aReconnectIsNoTakeover() {
        for (int up = 2; up <= 20; up++) {
            assertThat(hub.hello(BOOT, hello(up, JOURNAL))).isNotEmpty();
        }
        assertThat(hub.peer().takeovers()).isEqualTo(Peer.Takeovers.NONE);
    }

    @Test
    void anEarlierHelloThatComesLateDoesNothing() {
        hub.hello(BOOT, hello(9, JOURNAL, 4, 1));
        Peer before = hub.peer();
        assertThat(hub.hello(BOOT, hello(8, List.of()))).isEmpty();
        assertThat(hub.peer()).isEqualTo(before);
    }

    /// A broker may deliver a message again that the hub had taken and not yet acknowledged.
    @Test
    void theSameHelloAgainAfterItsEventsDoesNothing() {
        Correspondence fresh = Correspondence.enrolled();
        Up.Hello hello = hello(1, List.of());
        fresh.hello(BOOT, hello);
        fresh.take(JOURNAL.get(0));
        Peer before = fresh.peer();
        fresh.hello(BOOT, hello);
        assertThat(fresh.alerts()).isEmpty();
        assertThat(fresh.peer()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"boot-2, 1", "boot-2, 9", "boot-1, 9"})
    void aJournalThatEndsBeforeTheAcknowledgementWasSetBack(String boot, long up) {
        assertQuarantined(hub.hello(boot, hello(up, JOURNAL.subList(0, 3), 3, 1)));
        assertThat(hub.hello(boot, hello(up + 1, JOURNAL, 4, 1)))
                .as("only people end a quarantine")
                .isEmpty();
    }

    @Test
    void aJournalThatEndsWhereItWasAcknowledgedIsWelcomeFromAnyBoot() {
        hub.hello("boot-2", hello(1, JOURNAL.subList(0, 4), 4, 1));
        assertThat(hub.sent()).hasSize(1).first().isInstanceOf(Down.Welcome.class);
    }

    @Test
    void aJournalWithAnotherHeadIsAnotherBox() {
        Up.Event other = event(4, hash(JOURNAL.subList(0, 3)), "of another print");
        assertQuarantined(
                hub.hello(
                        BOOT,
                        hello(2, List.of(JOURNAL.get(0), JOURNAL.get(1), JOURNAL.get(2), other))));
    }

    @Test
    void aJournalWithoutTheHashOfItsHeadIsNotBelieved() {
        assertQuarantined(hub.hello(BOOT, withHashes(4, null, 0, null)));
    }

    @Test
    void aBoxThatRemembersAnotherAcknowledgementIsAnotherBox() {
        assertQuarantined(hub.hello(BOOT, withHashes(5, hash(JOURNAL), 3, "f".repeat(64))));
    }

    @Test
    void aBoxThatRemembersMoreThanTheHubShowsThatTheHubWasSetBack() {
        assertThat(hub.hello(BOOT, hello(2, JOURNAL, 5, 1)))
                .singleElement()
                .isInstanceOfSatisfying(
                        PeerEffect.BeginTerm.class,
                        begin -> {
                            assertThat(begin.highestSeen()).isEqualTo(1);
                            assertThat(begin.why()).contains("5", "4");
                        });
    }

    @Test
    void aBoxThatRemembersALaterTermShowsThatTheHubWasSetBack() {
        hub.inTerm(3);
        assertThat(hub.hello(BOOT, hello(2, JOURNAL, 4, 4)))
                .singleElement()
                .isInstanceOfSatisfying(
                        PeerEffect.BeginTerm.class,
                        begin -> assertThat(begin.highestSeen()).isEqualTo(4));
    }

    @Test
    void theTermThatTheHubIsInIsNoReasonForAnother() {
        hub.inTerm(4);
        hub.hello(BOOT, hello(2, JOURNAL, 4, 4));
        assertThat(hub.all(PeerEffect.BeginTerm.class)).isEmpty();
    }

    /// The term that the restore began is not followed by one more for every station.
    @Test
    void whileAStationHasNotReportedItMayRememberMore() {
        hub.inTerm(2);
        hub.hello(BOOT, hello(2, JOURNAL, 5, 1));
        assertThat(hub.sent())
                .containsExactly(
                        new Down.Welcome(BOOT, 2, 2, 4, hash(JOURNAL.subList(0, 4)), PROMISE, null),
                        new Down.Fence(2));
    }

    /// What begins is the hub's affair: the box has taken over once, not twice.
    @Test
    void theBootThatFindsASetBackHubTakesOverOnce() {
        hub.hello("boot-2", hello(1, JOURNAL, 5, 1));
        hub.inTerm(2).hello("boot-2", hello(1, JOURNAL, 5, 1));
        assertThat(hub.peer().takeovers().at()).hasSize(1);
        assertThat(hub.peer().boot()).isEqualTo("boot-2");
    }

    @Test
    void aFenceIsSentAtEveryHelloUntilTheStationHasReported() {
        hub.inTerm(2);
        for (int up = 2; up < 5; up++) {
            assertThat(hub.hello(BOOT, hello(up, JOURNAL.subList(0, 4), 4, 1)))
                    .contains(new PeerEffect.Send(new Down.Fence(2)))
                    .noneMatch(PeerEffect.SendGrants.class::isInstance);
        }
        hub.report(new Up.Report(2, 4, hash(JOURNAL.subList(0, 4)), List.of()));
        Up.Hello hello = hello(6, JOURNAL.subList(0, 4), 4, 2);
        assertThat(hub.hello(BOOT, hello))
                .contains(new PeerEffect.SendGrants(hello))
                .doesNotContain(new PeerEffect.Send(new Down.Fence(2)));
    }

    @ParameterizedTest
    @EnumSource(names = {"QUARANTINED", "RETIRED"})
    void whoIsNotBelievedIsNotWelcomedAndBeginsNothing(Peer.State state) {
        Peer before = hub.in(state).peer();
        assertThat(hub.hello(BOOT, hello(2, JOURNAL, 5, 9))).isEmpty();
        assertThat(hub.hello("boot-2", hello(1, List.of()))).isEmpty();
        assertThat(hub.peer()).isEqualTo(before);
    }

    @Test
    void aLockedStationIsWelcomedAndPeopleAreTold() {
        Up.Hello locked =
                new Up.Hello(
                        2,
                        4,
                        hash(JOURNAL.subList(0, 4)),
                        FeedingRule.ACKNOWLEDGED,
                        null,
                        "counters-below",
                        List.of(),
                        List.of(),
                        50,
                        1,
                        0,
                        null);
        hub.hello(BOOT, locked);
        assertThat(hub.sent()).first().isInstanceOf(Down.Welcome.class);
        assertThat(hub.alerts()).containsExactly("station-locked");
    }

    private static Up.Hello withHashes(
            long head, @Nullable String headHash, long acked, @Nullable String ackedHash) {
        return new Up.Hello(
                2,
                head,
                headHash,
                FeedingRule.ACKNOWLEDGED,
                null,
                null,
                List.of(),
                List.of(),
                50,
                1,
                acked,
                ackedHash);
    }

    private void assertQuarantined(List<PeerEffect> effects) {
        assertThat(effects)
                .singleElement()
                .isInstanceOfSatisfying(
                        PeerEffect.Alert.class,
                        alert -> assertThat(alert.code()).isEqualTo("quarantined"));
        assertThat(hub.peer().state()).isEqualTo(Peer.State.QUARANTINED);
    }
}
