package ampro.station.job;

import static ampro.station.job.Cards.BEFORE;
import static ampro.station.job.Cards.TOKEN;
import static ampro.station.job.Cards.UNPROVEN;
import static ampro.station.job.Cards.held;
import static ampro.station.job.Cards.lease;
import static ampro.station.job.Cards.ready;
import static ampro.station.job.Cards.seen;
import static ampro.station.job.Cards.state;
import static ampro.station.job.Cards.words;
import static ampro.station.job.PrintState.IDLE;
import static ampro.station.job.PrintState.UNSEEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.LeaseState;
import ampro.station.job.PrintState.Printer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/// People decide facts: custody, section 5. One answers at the box, another confirms.
@Tag("unit")
class FindingsTest {
    private final PrintMachine machine = new PrintMachine(UNPROVEN, FeedingRule.ACKNOWLEDGED);
    private final PrintState asked = state(IDLE, lease(LeaseState.UNKNOWN));

    @ParameterizedTest
    @EnumSource
    void whatOneAnsweredHoldsWhenASecondPersonConfirmsIt(Decision decision) {
        PrintState answered = answered(asked, decision, "B0000001");
        PrintStep confirmed = machine.step(answered, confirmed(decision, "B0000001", "bea"));
        assertThat(words(confirmed)).containsExactly("claim adjudicated");
        assertThat(confirmed.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        PrintEffect.Claim.class,
                        claim -> {
                            assertThat(claim.facts())
                                    .isEqualTo(
                                            Facts.decided(
                                                    "B0000001",
                                                    "seen",
                                                    decision.code(),
                                                    "ada",
                                                    "bea"));
                            assertThat(Objects.requireNonNull(claim.lease()).state())
                                    .isEqualTo(
                                            switch (decision) {
                                                case GOOD -> LeaseState.GOOD;
                                                case SPOILED -> LeaseState.SPOILED;
                                                case NOT_FED -> LeaseState.RELEASED;
                                            });
                        });
        assertThat(confirmed.state().leases()).isEmpty();
    }

    /// Its last panel may be half burnt, however whole it looks.
    @Test
    void whatWasPushedOutUnfinishedIsGoodForNobody() {
        PrintState rejected =
                state(
                        IDLE,
                        lease(LeaseState.UNKNOWN)
                                .in(LeaseState.UNKNOWN, PrintMachine.REJECTED_UNFINISHED));
        PrintEvent.Answer good =
                new PrintEvent.Answer(Decision.GOOD, "B0000001", "seen", List.of());
        assertNothing(rejected, new PrintEvent.Adjudicated(TOKEN, good, "ada", "bea"));
        PrintState answered = answered(rejected, Decision.GOOD, "B0000001");
        assertNothing(answered, confirmed(Decision.GOOD, "B0000001", "bea"));
        PrintState askedAgain =
                machine.step(
                                rejected.printer(UNSEEN).seen(seen(BEFORE, false)),
                                new PrintEvent.Settled(seen(Cards.FED, false)))
                        .state();
        assertNothing(askedAgain, new PrintEvent.Adjudicated(TOKEN, good, "ada", "bea"));
        assertThat(Decision.possible(askedAgain.lease(TOKEN).orElseThrow()))
                .containsExactly(Decision.SPOILED, Decision.NOT_FED);
    }

    @Test
    @Tag("FM-39")
    void whoAnsweredDoesNotConfirm() {
        PrintState answered = answered(asked, Decision.GOOD, "B0000001");
        assertNothing(answered, confirmed(Decision.GOOD, "B0000001", "ada"));
    }

    @Test
    void onlyTheVeryAnswerThatWasAskedAboutIsConfirmed() {
        PrintState answered = answered(asked, Decision.SPOILED, "B0000001");
        assertNothing(answered, confirmed(Decision.GOOD, "B0000001", "bea"));
        assertNothing(answered, confirmed(Decision.SPOILED, "B0000002", "bea"));
        assertNothing(asked, confirmed(Decision.SPOILED, "B0000001", "bea"));
    }

    @Test
    void theSameAnswerTwiceIsOneAndAnotherOneTakesItsPlace() {
        PrintState answered = answered(asked, Decision.GOOD, "B0000001");
        assertNothing(answered, answer(Decision.GOOD, "B0000001"));
        PrintState other = answered(answered, Decision.GOOD, "B0000002");
        PrintStep confirmed = machine.step(other, confirmed(Decision.GOOD, "B0000002", "bea"));
        assertThat(confirmed.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        PrintEffect.Claim.class,
                        claim -> assertThat(claim.facts().blank()).isEqualTo("B0000002"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"probably", "GOOD"})
    void nobodyDecidesAnythingButAFact(@Nullable String code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Decision.of(code))
                .withMessageContaining("nobody decides");
    }

    @Test
    @Tag("FM-35")
    @Tag("FM-39")
    void onePersonAloneDoesNotSayThatThePrinterWasChanged() {
        PrintState locked = state(new Printer.Locked(), lease(LeaseState.LOCKED));
        assertNothing(locked, new PrintEvent.Rebaselined("ada", "ada"));
        PrintStep two = machine.step(locked, new PrintEvent.Rebaselined("ada", "bea"));
        assertThat(words(two)).containsExactly("claim unknown", "claim rebaselined", "Observe");
        assertThat(two.state().serial()).as("the next printer is taken as it is").isNull();
    }

    /// No card was at it, and the hub hears all the same who said so.
    @Test
    @Tag("FM-35")
    void aChangedPrinterWithoutACardIsToldToo() {
        PrintState locked = state(new Printer.Locked());
        PrintStep two = machine.step(locked, new PrintEvent.Rebaselined("ada", "bea"));
        assertThat(words(two)).containsExactly("claim rebaselined", "Observe");
        assertThat(two.effects())
                .first()
                .isEqualTo(
                        new PrintEffect.Claim(
                                null,
                                EventType.REBASELINED,
                                Facts.decided(null, "printer-changed", null, "ada", "bea")));
    }

    /// The journal is not the one that the chip has counted.
    @Test
    @Tag("FM-19")
    void aLockedBoxTakesNothingFromAnyone() {
        PrintState locked = state(UNSEEN, ready(TOKEN)).locked("journal-differs");
        for (PrintEvent event :
                List.of(
                        new PrintEvent.Welcomed(TOKEN),
                        new PrintEvent.Settled(seen(BEFORE, false)),
                        new PrintEvent.Revoked("J-7", TOKEN),
                        new PrintEvent.Granted("J-8", Cards.OTHER, "CARD8", "/a", "0"),
                        new PrintEvent.Rebaselined("ada", "bea"))) {
            assertNothing(locked, event);
        }
    }

    @Test
    void artworkThatComesAgainChangesNothing() {
        PrintState ready = state(UNSEEN, ready(TOKEN));
        assertNothing(ready, new PrintEvent.ArtworkReady(TOKEN, "d".repeat(64)));
    }

    @Test
    void whatThePrinterIsDoingIsNotRecordedAndWhatItSaidIs() {
        PrintState recorded = state(IDLE, held(TOKEN));
        assertThat(state(UNSEEN, held(TOKEN)).welcomed(false).isRecordedAs(recorded)).isTrue();
        assertThat(recorded.seen(seen(Cards.FED, false)).isRecordedAs(recorded)).isFalse();
        assertThat(recorded.with(ready(TOKEN)).isRecordedAs(recorded)).isFalse();
        assertThat(recorded.promised(TOKEN).isRecordedAs(recorded)).isFalse();
    }

    private PrintState answered(PrintState state, Decision decision, String blank) {
        PrintStep step = machine.step(state, answer(decision, blank));
        assertThat(words(step)).containsExactly("claim answered");
        return step.state();
    }

    private static PrintEvent answer(Decision decision, String blank) {
        return new PrintEvent.Answered(
                TOKEN, new PrintEvent.Answer(decision, blank, "seen", List.of()), "ada");
    }

    private static PrintEvent confirmed(Decision decision, String blank, String second) {
        return new PrintEvent.Confirmed(
                TOKEN, Facts.decided(blank, "seen", decision.code(), "ada", null), second);
    }

    private void assertNothing(PrintState state, PrintEvent event) {
        assertThat(machine.step(state, event)).isEqualTo(PrintStep.stay(state));
    }
}
