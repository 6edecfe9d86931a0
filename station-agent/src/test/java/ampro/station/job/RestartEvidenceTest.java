package ampro.station.job;

import static ampro.station.job.Cards.BEFORE;
import static ampro.station.job.Cards.FED;
import static ampro.station.job.Cards.MADE;
import static ampro.station.job.Cards.OTHER;
import static ampro.station.job.Cards.PROVEN;
import static ampro.station.job.Cards.TOKEN;
import static ampro.station.job.Cards.UNPROVEN;
import static ampro.station.job.Cards.lease;
import static ampro.station.job.Cards.ready;
import static ampro.station.job.Cards.seen;
import static ampro.station.job.Cards.state;
import static ampro.station.job.Cards.words;
import static ampro.station.job.PrintState.IDLE;
import static ampro.station.job.PrintState.UNSEEN;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.Counters;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.LeaseState;
import ampro.station.job.PrintState.Printer;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What is compared after a start, and how many blanks are in doubt: custody, section 4, against
/// the INTENT of a card that was begun, against the last record for one that waits.
@Tag("unit")
class RestartEvidenceTest {
    private final PrintMachine machine = new PrintMachine(PROVEN, FeedingRule.ACKNOWLEDGED);

    /// The counters that were read before a rejection are recorded, and equal after it.
    @ParameterizedTest
    @EnumSource(names = {"INTENT", "BOUND"})
    @Tag("FM-11")
    void aRejectionThatWasCutShortIsNoProofThatNothingWasFed(LeaseState begun) {
        PrintState rejecting = settled(state(UNSEEN, lease(begun)), FED, true).state();
        assertThat(rejecting.counters()).isEqualTo(FED);
        PrintStep started = settled(rejecting.printer(UNSEEN), FED, false);
        assertThat(words(started)).containsExactly("claim unknown");
    }

    /// The record says one, the INTENT says two.
    @ParameterizedTest
    @EnumSource(names = {"INTENT", "BOUND"})
    @Tag("FM-34")
    void aSecondBlankThatCameWithTheRejectionIsInDoubtAndIsNotRejected(LeaseState begun) {
        PrintState rejecting = settled(state(UNSEEN, lease(begun)), FED, true).state();
        PrintStep started = settled(rejecting.printer(UNSEEN), new Counters(102, 600), true);
        assertThat(words(started)).containsExactly("claim unknown");
        assertThat(claim(started).facts().blanks()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"HELD", "INTENT", "MADE", "EJECTED", "UNKNOWN"})
    void anotherPrinterIsLockedHoweverItsCountersStand(LeaseState state) {
        PrintState unseen = state(UNSEEN, lease(state));
        Counters same = Objects.requireNonNull(unseen.counters());
        PrintStep settled =
                machine.step(
                        unseen,
                        new PrintEvent.Settled(new Observation("10000043", false, same, false)));
        assertThat(words(settled)).containsExactly("claim locked");
    }

    /// The old printer's counters say nothing about the new one's.
    @Test
    @Tag("FM-35")
    void afterAChangeOfThePrinterOnlyItsOwnBlanksAreCounted() {
        PrintState changed =
                machine.step(
                                state(new Printer.Locked(), lease(LeaseState.LOCKED)),
                                new PrintEvent.Rebaselined("ada", "bea"))
                        .state();
        PrintStep first = settled(changed, new Counters(5_000, 30_000), false);
        assertThat(first.effects()).isEmpty();
        PrintStep fed = settled(first.state().printer(UNSEEN), new Counters(5_002, 30_012), false);
        assertThat(words(fed)).containsExactly("claim unknown");
        assertThat(claim(fed).facts().blanks()).isEqualTo(2);
    }

    @Test
    void theFirstPrinterThatABoxSeesIsItsOwn() {
        for (Lease[] leases : new Lease[][] {{}, {Cards.held(TOKEN)}}) {
            PrintState first = state(UNSEEN, leases).rebaselined();
            PrintStep settled = settled(first, MADE, false);
            assertThat(settled.effects()).isEmpty();
            assertThat(settled.state()).isEqualTo(first.printer(IDLE).seen(seen(MADE, false)));
        }
    }

    @ParameterizedTest
    @CsvSource({"99, 600", "100, 599"})
    @Tag("FM-35")
    void countersThatRanBackwardsLockThePrinterAlsoWhenNoCardWaits(long cards, long panels) {
        PrintStep settled = settled(state(UNSEEN), new Counters(cards, panels), false);
        assertThat(settled.state().printer()).isEqualTo(new Printer.Locked());
        assertThat(settled.state().counters()).as("not believed").isEqualTo(BEFORE);
    }

    /// "That many blanks in doubt": one is the card's own and is not counted out.
    @ParameterizedTest
    @CsvSource({
        "HELD, 100, ",
        "HELD, 101, ",
        "HELD, 102, 2",
        "INTENT, 101, ",
        "INTENT, 102, 2",
        "BOUND, 103, 3",
        "MADE, 102, 2",
        "EJECTED, 102, 2",
        "EJECTED, 103, 3"
    })
    @Tag("FM-34")
    @Tag("FM-36")
    void asManyBlanksAreInDoubtAsWereFedSinceTheIntent(
            LeaseState state, long cards, @Nullable Long inDoubt) {
        boolean inside = state == LeaseState.HELD;
        PrintStep settled = settled(state(UNSEEN, lease(state)), new Counters(cards, 606), inside);
        assertThat(words(settled)).containsExactly("claim unknown");
        assertThat(claim(settled).facts().blanks()).isEqualTo(inDoubt);
        assertThat(claim(settled).facts().reason())
                .isEqualTo((inside ? Problem.CARD_INSIDE : Problem.CARD_IN_DOUBT).code());
    }

    @Test
    @Tag("FM-36")
    void aDoubleFeedWhilePrintingPutsBothBlanksInDoubt() {
        PrintStep made =
                machine.step(
                        state(new Printer.Printing(TOKEN), lease(LeaseState.INTENT)),
                        new PrintEvent.Made(TOKEN, seen(new Counters(102, 606), true)));
        assertThat(claim(made).facts().blanks()).isEqualTo(2);
    }

    /// A question that stands is put again when more blanks are in doubt than before, and once.
    @ParameterizedTest
    @EnumSource(names = {"HELD", "INTENT", "EJECTED"})
    @Tag("FM-34")
    void whatIsFedWhileAQuestionStandsIsInDoubtToo(LeaseState asked) {
        PrintState unknown =
                settled(state(UNSEEN, lease(asked)), new Counters(102, 606), false).state();
        assertThat(unknown.leases()).extracting(Lease::state).containsExactly(LeaseState.UNKNOWN);
        Counters three = new Counters(103, 612);
        PrintStep more = settled(unknown.printer(UNSEEN), three, false);
        assertThat(words(more)).containsExactly("claim unknown");
        assertThat(claim(more).facts().blanks()).isEqualTo(3);
        PrintStep again = settled(more.state().printer(UNSEEN), three, false);
        assertThat(again.effects()).isEmpty();
        PrintStep inside = settled(more.state().printer(UNSEEN), three, true);
        assertThat(inside.effects()).as("no blank more").isEmpty();
    }

    /// One person has found one blank; meanwhile there is another.
    @Test
    @Tag("FM-34")
    void anAnswerIsToItsQuestionAndNotToTheNextOne() {
        Facts found = Facts.decided("B0000001", "seen", "spoiled", "ada", null);
        PrintState answered = state(UNSEEN, lease(LeaseState.UNKNOWN).answered(found));
        PrintState more = settled(answered, new Counters(103, 612), false).state();
        assertThat(more.leases()).extracting(Lease::answer).containsOnlyNulls();
        assertThat(machine.step(more, new PrintEvent.Confirmed(TOKEN, found, "bea")).effects())
                .isEmpty();
    }

    /// Without the record of what they were, counters cannot be as expected.
    @Test
    void aCardWhoseIntentKnowsNoCountersIsInDoubt() {
        Lease bare = ready(TOKEN).in(LeaseState.INTENT, null);
        PrintStep made =
                machine.step(
                        state(new Printer.Printing(TOKEN), bare),
                        new PrintEvent.Made(TOKEN, seen(MADE, true)));
        assertThat(words(made)).containsExactly("claim unknown");
        assertThat(claim(made).facts().blanks()).isNull();
    }

    @Test
    void anAnswerAboutAnotherCardsRejectionCountsForNothing() {
        PrintState rejecting =
                state(new Printer.Rejecting(OTHER, true), lease(LeaseState.INTENT), ready(OTHER));
        assertThat(machine.step(rejecting, new PrintEvent.Rejected(TOKEN, seen(FED, false))))
                .isEqualTo(PrintStep.stay(rejecting));
    }

    @Test
    @Tag("FM-33")
    void aFailedOrderOfAnotherCardCountsForNothing() {
        for (Printer ordered :
                Set.of(
                        new Printer.Printing(OTHER),
                        new Printer.Ejecting(OTHER),
                        new Printer.Rejecting(OTHER, true))) {
            PrintState state = state(ordered, lease(LeaseState.INTENT));
            assertThat(machine.step(state, new PrintEvent.OrderFailed(TOKEN, Problem.CARD_JAM)))
                    .isEqualTo(PrintStep.stay(state));
        }
    }

    @Test
    void aProfileThatProvesNothingAsksAboutTheSameEvidence() {
        PrintState unseen = state(UNSEEN, lease(LeaseState.INTENT));
        PrintEvent settled = new PrintEvent.Settled(seen(BEFORE, false));
        assertThat(words(machine.step(unseen, settled))).containsExactly("claim not_fed", "Stage");
        assertThat(
                        words(
                                new PrintMachine(UNPROVEN, FeedingRule.ACKNOWLEDGED)
                                        .step(unseen, settled)))
                .containsExactly("claim unknown");
    }

    private PrintStep settled(PrintState state, Counters counters, boolean inside) {
        return machine.step(state, new PrintEvent.Settled(seen(counters, inside)));
    }

    private static PrintEffect.Claim claim(PrintStep step) {
        return Objects.requireNonNull(
                (PrintEffect.Claim)
                        step.effects().stream()
                                .filter(PrintEffect.Claim.class::isInstance)
                                .findFirst()
                                .orElse(null),
                "a claim");
    }
}
