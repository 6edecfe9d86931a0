package ampro.station.job;

import static ampro.station.job.Cards.BEFORE;
import static ampro.station.job.Cards.TOKEN;
import static ampro.station.job.Cards.UNPROVEN;
import static ampro.station.job.Cards.ready;
import static ampro.station.job.Cards.seen;
import static ampro.station.job.Cards.state;
import static ampro.station.job.Cards.words;
import static ampro.station.job.PrintState.UNSEEN;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.FeedingRule;
import ampro.station.job.PrintState.Printer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A box whose chip guards its journal, or whose site accepts the risk, prints while the hub is
/// away: its INTENT is committed first all the same.
@Tag("unit")
class PrintWithoutHubTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACKNOWLEDGED")
    @Tag("FM-40")
    void aCardIsPrintedWithoutAWelcomeAsSoonAsItsIntentStands(FeedingRule rule) {
        PrintMachine machine = new PrintMachine(UNPROVEN, rule);
        PrintState alone = state(UNSEEN, ready(TOKEN)).welcomed(false);
        PrintStep settled = machine.step(alone, new PrintEvent.Settled(seen(BEFORE, false)));
        assertThat(words(settled)).containsExactly("Stage");
        PrintStep staged =
                machine.step(settled.state(), new PrintEvent.Staged(TOKEN, seen(BEFORE, false)));
        assertThat(words(staged)).containsExactly("claim intent", "Print");
        assertThat(staged.state().printer()).isEqualTo(new Printer.Printing(TOKEN));
        assertThat(machine.step(staged.state(), new PrintEvent.IntentAcked(TOKEN)))
                .as("the hub's acknowledgement comes later and feeds nothing")
                .isEqualTo(PrintStep.stay(staged.state()));
    }
}
