package ampro.station.job;

import static ampro.station.job.Cards.BEFORE;
import static ampro.station.job.Cards.FED;
import static ampro.station.job.Cards.PROVEN;
import static ampro.station.job.Cards.TOKEN;
import static ampro.station.job.Cards.UNPROVEN;
import static ampro.station.job.Cards.afterReset;
import static ampro.station.job.Cards.held;
import static ampro.station.job.Cards.lease;
import static ampro.station.job.Cards.ready;
import static ampro.station.job.Cards.seen;
import static ampro.station.job.Cards.state;
import static ampro.station.job.Cards.words;
import static ampro.station.job.PrintState.UNSEEN;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.Counters;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.station.job.PrintState.Printer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What follows when a printer stands still after a start, a failed order or a lost power. The
/// decision itself is [RestartRuleTest]'s.
@Tag("unit")
class RestartTest {
    private final PrintMachine machine = new PrintMachine(UNPROVEN, FeedingRule.ACKNOWLEDGED);

    @Test
    void failedOrderIsLookedAtAndNeverRepeated() {
        PrintState printing = state(new Printer.Printing(TOKEN), lease(LeaseState.INTENT));
        PrintStep failed =
                machine.step(printing, new PrintEvent.OrderFailed(TOKEN, Problem.CARD_JAM));
        assertThat(words(failed)).containsExactly("Observe");
        PrintStep settled =
                machine.step(failed.state(), new PrintEvent.Settled(seen(BEFORE, false)));
        assertThat(words(settled)).containsExactly("claim unknown");
        assertNothing(settled.state(), new PrintEvent.IntentAcked(TOKEN));
    }

    @Test
    void cardThatWasProvablyNotFedIsHeldAndStagedAgain() {
        PrintState unseen = state(UNSEEN, lease(LeaseState.INTENT));
        PrintStep settled = step(PROVEN, unseen, new PrintEvent.Settled(seen(BEFORE, false)));
        assertThat(words(settled)).containsExactly("claim not_fed", "Stage");
    }

    @Test
    void unfinishedCardIsRejectedAndMayThenOnlyBeSpoiled() {
        PrintState unseen = state(UNSEEN, lease(LeaseState.INTENT));
        PrintStep settled = step(PROVEN, unseen, new PrintEvent.Settled(seen(FED, true)));
        assertThat(words(settled)).containsExactly("Reject");
        PrintStep out =
                machine.step(settled.state(), new PrintEvent.Rejected(TOKEN, seen(FED, false)));
        assertThat(words(out)).containsExactly("claim ejected");
        assertNothing(out.state(), new PrintEvent.FoundGood(TOKEN, "B0000001", "ada"));
        assertThat(
                        words(
                                machine.step(
                                        out.state(),
                                        new PrintEvent.FoundSpoiled(
                                                TOKEN, "B0000001", "incomplete", "ada"))))
                .containsExactly("claim spoiled");
    }

    /// It lies in the reject box, and nothing else tells so: its last order was not answered.
    @Test
    void anUnfinishedCardStaysOneWhateverHappensOnItsWayOut() {
        PrintState unseen = state(UNSEEN, lease(LeaseState.INTENT));
        PrintState rejecting =
                machine.step(unseen, new PrintEvent.Settled(seen(FED, true))).state();
        PrintStep asked =
                machine.step(rejecting.printer(UNSEEN), new PrintEvent.Settled(seen(FED, false)));
        assertThat(words(asked)).containsExactly("claim unknown");
        assertThat(asked.state().lease(TOKEN).orElseThrow().mayBeGood()).isFalse();
        PrintStep proven =
                step(
                        PROVEN,
                        rejecting.printer(UNSEEN),
                        new PrintEvent.Settled(seen(BEFORE, false)));
        assertThat(words(proven)).as("it was inside").containsExactly("claim unknown");
        Observation other = new Observation("10000043", false, BEFORE, false);
        PrintState locked =
                machine.step(rejecting.printer(UNSEEN), new PrintEvent.Settled(other)).state();
        PrintStep changed = machine.step(locked, new PrintEvent.Rebaselined("ada", "bea"));
        assertThat(changed.state().lease(TOKEN).orElseThrow().state())
                .isEqualTo(LeaseState.UNKNOWN);
        assertThat(changed.state().lease(TOKEN).orElseThrow().mayBeGood()).isFalse();
    }

    @Test
    void unfinishedCardOfAnUnprovenCounterIsRejectedAndAskedAbout() {
        PrintState unseen = state(UNSEEN, lease(LeaseState.INTENT));
        PrintStep settled = machine.step(unseen, new PrintEvent.Settled(seen(FED, true)));
        PrintStep out =
                machine.step(settled.state(), new PrintEvent.Rejected(TOKEN, seen(FED, false)));
        assertThat(words(out)).containsExactly("claim unknown");
    }

    @Test
    void anotherPrinterIsLockedAndItsCountersAreNotBelieved() {
        Observation other = new Observation("10000043", false, new Counters(1, 6), false);
        PrintStep settled =
                machine.step(state(UNSEEN, ready(TOKEN)), new PrintEvent.Settled(other));
        assertThat(words(settled)).containsExactly("claim locked");
        assertThat(settled.state().serial()).isEqualTo(Cards.SERIAL);
        assertThat(settled.state().counters()).isEqualTo(BEFORE);
        assertNothing(settled.state(), new PrintEvent.OrderFailed(TOKEN, Problem.CARD_JAM));
        PrintStep restarted =
                machine.step(
                        settled.state().printer(UNSEEN),
                        new PrintEvent.Settled(seen(BEFORE, false)));
        assertThat(restarted.effects()).as("no second claim, no unlocking by itself").isEmpty();
        assertThat(restarted.state().printer()).isEqualTo(new Printer.Locked());
    }

    @Test
    void anotherPrinterIsLockedAlsoWhenNoCardWaits() {
        Observation other = new Observation("10000043", false, BEFORE, false);
        PrintStep settled = machine.step(state(UNSEEN), new PrintEvent.Settled(other));
        assertThat(settled.state().printer()).isEqualTo(new Printer.Locked());
        PrintState granted = machine.step(settled.state(), granted(TOKEN)).state();
        assertThat(machine.step(granted, new PrintEvent.ArtworkReady(TOKEN, "c")).effects())
                .isEmpty();
    }

    @Test
    void printerThatLostItsPowerWhileStagingIsLookedAtBeforeAnythingIsClaimed() {
        PrintState staging = state(new Printer.Staging(TOKEN), ready(TOKEN));
        PrintStep staged =
                machine.step(staging, new PrintEvent.Staged(TOKEN, afterReset(BEFORE, false)));
        assertThat(words(staged)).containsExactly("Observe");
        assertThat(staged.state().printer()).isEqualTo(UNSEEN);
    }

    @Test
    void blankThatNobodyOrderedIsAskedAboutBeforeTheNextCard() {
        PrintState staging = state(new Printer.Staging(TOKEN), ready(TOKEN));
        PrintStep staged = machine.step(staging, new PrintEvent.Staged(TOKEN, seen(FED, false)));
        assertThat(words(staged)).containsExactly("claim unknown");
    }

    private void assertNothing(PrintState state, PrintEvent event) {
        assertThat(machine.step(state, event)).isEqualTo(new PrintStep(state, List.of()));
    }

    private static PrintStep step(CardPrinterProfile profile, PrintState state, PrintEvent event) {
        return new PrintMachine(profile, FeedingRule.ACKNOWLEDGED).step(state, event);
    }

    private static PrintEvent granted(Token token) {
        Lease lease = held(token);
        return new PrintEvent.Granted(
                lease.job(), token, lease.card(), lease.address(), lease.sha256());
    }
}
