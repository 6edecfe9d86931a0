package ampro.station.job;

import static ampro.station.job.Cards.BEFORE;
import static ampro.station.job.Cards.FED;
import static ampro.station.job.Cards.MADE;
import static ampro.station.job.Cards.OTHER;
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

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.Counters;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.station.job.PrintState.Printer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The way of one card and what may cross it. Each pair of state and event is in
/// [PrintMachineTableTest].
@Tag("unit")
class PrintMachineTest {
    private final PrintMachine machine = new PrintMachine(UNPROVEN, FeedingRule.ACKNOWLEDGED);

    @Test
    void cardGoesFromGrantToCheckAndEachClaimStandsBeforeTheActThatRestsOnIt() {
        PrintState idle = state(IDLE);
        PrintStep granted = machine.step(idle, granted(TOKEN));
        assertThat(words(granted)).containsExactly("claim held", "FetchArtwork");

        PrintStep fetched =
                machine.step(granted.state(), new PrintEvent.ArtworkReady(TOKEN, "c".repeat(64)));
        assertThat(words(fetched)).containsExactly("Stage");

        PrintStep staged =
                machine.step(fetched.state(), new PrintEvent.Staged(TOKEN, seen(BEFORE, false)));
        assertThat(words(staged))
                .as("no print before the hub has it")
                .containsExactly("claim intent");

        PrintStep acked = machine.step(staged.state(), new PrintEvent.IntentAcked(TOKEN));
        assertThat(words(acked)).containsExactly("Print");

        PrintStep made = machine.step(acked.state(), new PrintEvent.Made(TOKEN, seen(MADE, true)));
        assertThat(words(made)).containsExactly("claim made", "Eject");

        PrintStep left =
                machine.step(made.state(), new PrintEvent.CardLeft(TOKEN, seen(MADE, false)));
        assertThat(words(left)).containsExactly("claim ejected");

        PrintStep good =
                machine.step(left.state(), new PrintEvent.FoundGood(TOKEN, "B0000001", "ada"));
        assertThat(words(good)).containsExactly("claim good");
        assertThat(good.state().leases()).isEmpty();
        assertThat(good.state().settled()).containsExactly(TOKEN);
    }

    @Test
    void secondAcknowledgementOfAnIntentOrdersNothing() {
        PrintState staged = state(new Printer.Staged(TOKEN), lease(LeaseState.INTENT));
        PrintState printing = machine.step(staged, new PrintEvent.IntentAcked(TOKEN)).state();
        assertThat(printing.printer()).isEqualTo(new Printer.Printing(TOKEN));
        assertNothing(printing, new PrintEvent.IntentAcked(TOKEN));
    }

    @Test
    void acknowledgementOfAnIntentOrdersNothingAfterAStart() {
        PrintState started =
                PrintState.started(
                        PrintState.NO_PROMISE,
                        Cards.SERIAL,
                        BEFORE,
                        List.of(lease(LeaseState.INTENT)),
                        java.util.Set.of());
        PrintState welcomed =
                machine.step(started, new PrintEvent.Welcomed(PrintState.NO_PROMISE)).state();
        assertNothing(welcomed, new PrintEvent.IntentAcked(TOKEN));
    }

    @Test
    void intentWaitsForWelcomeAndAcknowledgementWhenTheConnectionIsLostBetween() {
        PrintState staged = state(new Printer.Staged(TOKEN), lease(LeaseState.INTENT));
        PrintState alone = machine.step(staged, new PrintEvent.ConnectionLost()).state();
        assertNothing(alone, new PrintEvent.IntentAcked(TOKEN));
        PrintStep back = machine.step(alone, new PrintEvent.Welcomed(TOKEN));
        assertThat(back.effects()).isEmpty();
        assertThat(words(machine.step(back.state(), new PrintEvent.IntentAcked(TOKEN))))
                .containsExactly("Print");
    }

    @Test
    void nothingIsStagedBeforeTheHubHasWelcomedUs() {
        PrintState alone = state(UNSEEN, ready(TOKEN)).welcomed(false).promised(TOKEN);
        PrintStep settled = machine.step(alone, new PrintEvent.Settled(seen(BEFORE, false)));
        assertThat(settled.effects()).isEmpty();
        assertThat(words(machine.step(settled.state(), new PrintEvent.Welcomed(TOKEN))))
                .containsExactly("Stage");
    }

    @Test
    void intentIsNotTakenWhileTheHubIsAway() {
        PrintState staging =
                state(new Printer.Staging(TOKEN), ready(TOKEN)).welcomed(false).promised(TOKEN);
        PrintStep staged = machine.step(staging, new PrintEvent.Staged(TOKEN, seen(BEFORE, false)));
        assertThat(staged.effects()).isEmpty();
        assertThat(staged.state().printer()).isEqualTo(IDLE);
        assertThat(words(machine.step(staged.state(), new PrintEvent.Welcomed(TOKEN))))
                .containsExactly("Stage");
    }

    @Test
    void grantThatComesAgainAfterItsCardIsSettledIsNotHeldAgain() {
        PrintState settled = state(IDLE).with(lease(LeaseState.GOOD));
        assertNothing(settled, granted(TOKEN));
    }

    @Test
    void grantThatItsRevocationHasOvertakenIsNotHeld() {
        PrintStep revoked = machine.step(state(IDLE), new PrintEvent.Revoked("J-7", TOKEN));
        assertThat(words(revoked)).containsExactly("claim released");
        assertNothing(revoked.state(), granted(TOKEN));
    }

    @Test
    void grantsInAnyOrderAreEachJudgedByTheirToken() {
        PrintState both =
                machine.step(machine.step(state(IDLE), granted(OTHER)).state(), granted(TOKEN))
                        .state();
        assertThat(both.waiting()).extracting(Lease::token).containsExactly(TOKEN, OTHER);
    }

    @Test
    void grantBelowThePromiseIsRefusedAndReported() {
        PrintState promised = state(IDLE).welcomed(true).promised(OTHER);
        PrintStep refused = machine.step(promised, granted(TOKEN));
        assertThat(words(refused)).containsExactly("claim refused");
        assertThat(refused.state().leases()).isEmpty();
    }

    @Test
    void heldLeaseBelowTheNewPromiseIsFencedAndAStartedOneGoesOn() {
        PrintState state = state(new Printer.Staged(TOKEN), lease(LeaseState.INTENT), ready(OTHER));
        PrintStep welcomed = machine.step(state, new PrintEvent.Welcomed(new Token(2, 0)));
        assertThat(words(welcomed)).containsExactly("claim fenced");
        assertThat(welcomed.state().leases()).extracting(Lease::token).containsExactly(TOKEN);
    }

    @Test
    void promiseNeverFalls() {
        PrintState promised = state(IDLE).welcomed(true).promised(OTHER);
        assertThat(machine.step(promised, new PrintEvent.Welcomed(TOKEN)).state().promise())
                .isEqualTo(OTHER);
    }

    @Test
    void leaseThatWasGivenBackWhileItWasStagedIsNotPrinted() {
        PrintState staging = state(new Printer.Staging(TOKEN), ready(TOKEN), ready(OTHER));
        PrintState revoked = machine.step(staging, new PrintEvent.Revoked("J-7", TOKEN)).state();
        PrintStep staged = machine.step(revoked, new PrintEvent.Staged(TOKEN, seen(BEFORE, false)));
        assertThat(staged.effects()).containsExactly(new PrintEffect.Stage(ready(OTHER)));
    }

    @Test
    void refusedArtworkGoesBackAndTheNextCardComes() {
        PrintState staging = state(new Printer.Staging(TOKEN), ready(TOKEN), ready(OTHER));
        PrintStep refused =
                machine.step(staging, new PrintEvent.ArtworkRefused(TOKEN, "artwork-refused"));
        assertThat(words(refused)).containsExactly("claim refused");
        PrintStep notStaged =
                machine.step(
                        refused.state(), new PrintEvent.NotStaged(TOKEN, Problem.ARTWORK_REFUSED));
        assertThat(words(notStaged)).containsExactly("TryLater");
        assertThat(machine.step(notStaged.state(), new PrintEvent.Retry()).effects())
                .containsExactly(new PrintEffect.Stage(ready(OTHER)));
    }

    @Test
    void cardIsInDoubtWhenCountersOrPositionAreNotThoseOfOneCard() {
        PrintState printing = state(new Printer.Printing(TOKEN), lease(LeaseState.INTENT));
        for (Observation odd :
                List.of(
                        seen(MADE, false),
                        seen(FED, true),
                        seen(BEFORE, true),
                        seen(new Counters(102, 612), true))) {
            PrintStep made = machine.step(printing, new PrintEvent.Made(TOKEN, odd));
            assertThat(words(made)).as("%s", odd).containsExactly("claim unknown");
        }
    }

    /// Somebody fed a test card, or two stuck together, while this one was on its way out.
    @Test
    @Tag("FM-36")
    void whatWasFedWhileTheCardLeftIsInDoubtToo() {
        PrintState ejecting =
                state(new Printer.Ejecting(TOKEN), lease(LeaseState.MADE)).seen(seen(MADE, true));
        Observation more = seen(new Counters(MADE.cards() + 1, MADE.panels()), false);
        PrintStep left = machine.step(ejecting, new PrintEvent.CardLeft(TOKEN, more));
        assertThat(words(left)).containsExactly("claim unknown");
        assertThat(claim(left).facts().blanks()).isEqualTo(2);
        Observation other = seen(new Counters(3, 18), false);
        assertThat(words(machine.step(ejecting, new PrintEvent.CardLeft(TOKEN, other))))
                .containsExactly("claim locked");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("FM-36")
    void whatWasFedWhileACardWasRejectedIsInDoubtToo(boolean proven) {
        PrintState rejecting =
                state(new Printer.Rejecting(TOKEN, proven), lease(LeaseState.INTENT));
        Observation more = seen(new Counters(BEFORE.cards() + 2, BEFORE.panels()), false);
        PrintStep out = machine.step(rejecting, new PrintEvent.Rejected(TOKEN, more));
        assertThat(words(out)).containsExactly("claim unknown");
        assertThat(claim(out).facts().blanks()).isEqualTo(2);
        assertThat(claim(out).facts().reason()).isEqualTo(PrintMachine.REJECTED_UNFINISHED);
    }

    private static PrintEffect.Claim claim(PrintStep step) {
        return (PrintEffect.Claim) step.effects().getFirst();
    }

    @Test
    void nextCardWaitsUntilTheLastOneIsChecked() {
        PrintState ejected = state(IDLE, lease(LeaseState.EJECTED), ready(OTHER));
        assertThat(machine.step(ejected, new PrintEvent.Welcomed(TOKEN)).effects()).isEmpty();
        assertThat(words(machine.step(ejected, new PrintEvent.FoundGood(TOKEN, "B0000001", "ada"))))
                .containsExactly("claim good", "Stage");
    }

    @Test
    void onePersonAloneDecidesNothing() {
        assertNothing(
                state(IDLE, lease(LeaseState.UNKNOWN)),
                new PrintEvent.Adjudicated(
                        TOKEN,
                        new PrintEvent.Answer(
                                Decision.NOT_FED, null, "hopper-counted-12", List.of()),
                        "ada",
                        "ada"));
    }

    @Test
    void decisionOfTwoIsTakenOnce() {
        PrintEvent decision =
                new PrintEvent.Adjudicated(
                        TOKEN,
                        new PrintEvent.Answer(
                                Decision.SPOILED, "B0000001", "seen-by-two", List.of()),
                        "ada",
                        "bea");
        PrintStep decided = machine.step(state(IDLE, lease(LeaseState.UNKNOWN)), decision);
        assertThat(words(decided)).containsExactly("claim adjudicated");
        assertNothing(decided.state(), decision);
    }

    private void assertNothing(PrintState state, PrintEvent event) {
        assertThat(machine.step(state, event)).isEqualTo(new PrintStep(state, List.of()));
    }

    private static PrintEvent granted(Token token) {
        Lease lease = held(token);
        return new PrintEvent.Granted(
                lease.job(), token, lease.card(), lease.address(), lease.sha256());
    }
}
