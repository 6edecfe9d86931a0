package ampro.station.job;

import static ampro.station.job.Cards.BEFORE;
import static ampro.station.job.Cards.FED;
import static ampro.station.job.Cards.MADE;
import static ampro.station.job.Cards.SERIAL;
import static ampro.station.job.Cards.afterReset;
import static ampro.station.job.Cards.seen;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Counters;
import ampro.firmware.wire.LeaseState;
import ampro.station.job.RestartRule.Decision;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Custody, section 4: each row of the table, and what fits none.
@Tag("unit")
class RestartRuleTest {
    private static final Counters TWICE = new Counters(102, 606);
    private static final Counters FEWER = new Counters(99, 600);
    private static final Counters ONE_PANEL_FEWER = new Counters(100, 599);
    private static final Counters A_PANEL_MORE = new Counters(100, 601);
    private static final Set<LeaseState> SETTLED =
            EnumSet.of(LeaseState.GOOD, LeaseState.SPOILED, LeaseState.RELEASED, LeaseState.FENCED);

    @ParameterizedTest
    @EnumSource(LeaseState.class)
    void anotherPrinterIsLocked(LeaseState state) {
        Observation other = new Observation("10000043", false, BEFORE, false);
        assertThat(decide(state, BEFORE, other, true)).isEqualTo(Decision.LOCK);
    }

    @ParameterizedTest
    @EnumSource(LeaseState.class)
    void countersThatRanBackwardsAreLocked(LeaseState state) {
        assertThat(decide(state, BEFORE, seen(FEWER, false), true)).isEqualTo(Decision.LOCK);
        assertThat(decide(state, BEFORE, seen(ONE_PANEL_FEWER, true), true))
                .isEqualTo(Decision.LOCK);
    }

    @ParameterizedTest
    @EnumSource(
            value = LeaseState.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LOCKED"})
    void twoBlanksOrMoreAreInDoubt(LeaseState state) {
        assertThat(decide(state, BEFORE, seen(TWICE, false), true)).isEqualTo(Decision.ASK);
        assertThat(decide(state, BEFORE, seen(TWICE, true), true)).isEqualTo(Decision.ASK);
    }

    @Test
    void heldWithNothingFedStaysHeld() {
        assertThat(decide(LeaseState.HELD, BEFORE, seen(BEFORE, false), false))
                .isEqualTo(Decision.STAY);
        assertThat(decide(LeaseState.HELD, BEFORE, afterReset(BEFORE, false), false))
                .as("a reset feeds nothing")
                .isEqualTo(Decision.STAY);
    }

    @Test
    void heldWithACardThatNobodyOrderedIsUnknown() {
        assertThat(decide(LeaseState.HELD, BEFORE, seen(BEFORE, true), true))
                .isEqualTo(Decision.ASK);
        assertThat(decide(LeaseState.HELD, BEFORE, seen(FED, false), true)).isEqualTo(Decision.ASK);
    }

    @Test
    void intentWithEqualProvenCountersWasNotFed() {
        assertThat(decide(LeaseState.INTENT, BEFORE, seen(BEFORE, false), true))
                .isEqualTo(Decision.NOT_FED);
    }

    @Test
    void intentWithEqualCountersThatProveNothingIsUnknown() {
        assertThat(decide(LeaseState.INTENT, BEFORE, seen(BEFORE, false), false))
                .isEqualTo(Decision.ASK);
    }

    @ParameterizedTest
    @EnumSource(
            value = LeaseState.class,
            names = {"INTENT", "BOUND"})
    void unfinishedCardInsideIsRejectedAndSpoiledWhereTheCountersProveIt(LeaseState state) {
        assertThat(decide(state, BEFORE, seen(BEFORE, true), true))
                .isEqualTo(Decision.REJECT_AND_SPOIL);
        assertThat(decide(state, BEFORE, seen(FED, true), true))
                .isEqualTo(Decision.REJECT_AND_SPOIL);
    }

    @ParameterizedTest
    @EnumSource(
            value = LeaseState.class,
            names = {"INTENT", "BOUND"})
    void unfinishedCardInsideIsRejectedAndAskedAboutWhereNothingIsProven(LeaseState state) {
        assertThat(decide(state, BEFORE, seen(FED, true), false))
                .isEqualTo(Decision.REJECT_AND_ASK);
        assertThat(decide(state, BEFORE, afterReset(FED, true), true))
                .isEqualTo(Decision.REJECT_AND_ASK);
        assertThat(decide(state, BEFORE, afterReset(BEFORE, true), true))
                .isEqualTo(Decision.REJECT_AND_ASK);
    }

    @ParameterizedTest
    @EnumSource(
            value = LeaseState.class,
            names = {"INTENT", "BOUND"})
    void fedCardThatIsNotInsideOrAResetInTheMiddleIsUnknown(LeaseState state) {
        assertThat(decide(state, BEFORE, seen(FED, false), true)).isEqualTo(Decision.ASK);
        assertThat(decide(state, BEFORE, afterReset(BEFORE, false), true)).isEqualTo(Decision.ASK);
        assertThat(decide(state, BEFORE, afterReset(FED, false), true)).isEqualTo(Decision.ASK);
    }

    @Test
    void madeCardInsideIsEjected() {
        assertThat(decide(LeaseState.MADE, MADE, seen(MADE, true), false))
                .isEqualTo(Decision.EJECT);
    }

    @Test
    void madeCardThatIsNotInsideHasLeft() {
        assertThat(decide(LeaseState.MADE, MADE, seen(MADE, false), false))
                .isEqualTo(Decision.EJECTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = LeaseState.class,
            names = {"EJECTED", "UNKNOWN", "GOOD", "SPOILED", "RELEASED", "FENCED"})
    void whatLeftStaysAsItWas(LeaseState state) {
        assertThat(decide(state, MADE, seen(MADE, false), false)).isEqualTo(Decision.STAY);
    }

    @Test
    void lockedStaysLockedUntilTwoPeopleHaveLooked() {
        assertThat(decide(LeaseState.LOCKED, BEFORE, seen(BEFORE, false), true))
                .isEqualTo(Decision.LOCK);
        assertThat(decide(LeaseState.LOCKED, BEFORE, seen(TWICE, false), true))
                .isEqualTo(Decision.LOCK);
    }

    @ParameterizedTest
    @EnumSource(
            value = LeaseState.class,
            names = {"HELD", "INTENT", "BOUND", "MADE", "EJECTED", "UNKNOWN"})
    void evidenceThatFitsNoRowIsAQuestion(LeaseState state) {
        assertThat(decide(state, BEFORE, seen(A_PANEL_MORE, false), true))
                .as("a panel without a card")
                .isEqualTo(Decision.ASK);
    }

    @Test
    void cardInsideAfterItLeftIsAQuestion() {
        assertThat(decide(LeaseState.EJECTED, MADE, seen(MADE, true), true))
                .isEqualTo(Decision.ASK);
        assertThat(decide(LeaseState.MADE, MADE, seen(TWICE, true), true))
                .as("another card than the made one")
                .isEqualTo(Decision.ASK);
    }

    /// A decision that feeds does not exist; printing again by itself needs proven counters, an
    /// empty printer that was not reset, and an INTENT.
    @Test
    void nothingIsPrintedAgainByItselfUnlessItIsProvenThatNothingWasFed() {
        for (LeaseState state : LeaseState.values()) {
            for (Counters now : new Counters[] {BEFORE, FED, MADE, TWICE, FEWER, A_PANEL_MORE}) {
                for (int bits = 0; bits < 8; bits++) {
                    boolean inside = (bits & 1) != 0;
                    boolean reset = (bits & 2) != 0;
                    boolean proven = (bits & 4) != 0;
                    Decision decision =
                            decide(
                                    state,
                                    BEFORE,
                                    new Observation(SERIAL, inside, now, reset),
                                    proven);
                    boolean stays = decision == Decision.STAY && state == LeaseState.HELD;
                    if (decision == Decision.NOT_FED) {
                        assertThat(state).isEqualTo(LeaseState.INTENT);
                        assertThat(proven && !reset).isTrue();
                    }
                    if (decision == Decision.NOT_FED || stays) {
                        assertThat(now).isEqualTo(BEFORE);
                        assertThat(inside).isFalse();
                    }
                    if (SETTLED.contains(state)) {
                        assertThat(decision).isIn(Decision.STAY, Decision.LOCK, Decision.ASK);
                    }
                }
            }
        }
    }

    private static Decision decide(
            LeaseState state, Counters before, Observation now, boolean proven) {
        return RestartRule.decide(new RestartRule.Case(state, before, SERIAL, now, proven));
    }
}
