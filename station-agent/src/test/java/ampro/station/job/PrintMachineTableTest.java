package ampro.station.job;

import static ampro.station.job.Cards.BEFORE;
import static ampro.station.job.Cards.MADE;
import static ampro.station.job.Cards.TOKEN;
import static ampro.station.job.Cards.UNPROVEN;
import static ampro.station.job.Cards.lease;
import static ampro.station.job.Cards.seen;
import static ampro.station.job.Cards.state;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.station.job.PrintState.Printer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every lease state with every doing of the printer and every event about that lease: the pairs
/// listed here do what custody's section 2 says, all others change nothing.
@Tag("unit")
class PrintMachineTableTest {
    private static final PrintMachine MACHINE =
            new PrintMachine(UNPROVEN, FeedingRule.ACKNOWLEDGED);

    /// What an event may be answered by: the lease's new state and what follows, in order.
    private record Legal(LeaseState lease, String printer, String event, String outcome) {}

    private static final String ANY = "any";

    private static final List<Legal> TABLE =
            List.of(
                    new Legal(LeaseState.HELD, ANY, "Revoked", "released: claim released"),
                    new Legal(LeaseState.HELD, ANY, "ArtworkRefused", "released: claim refused"),
                    new Legal(LeaseState.HELD, "Idle", "ArtworkReady", "held: Stage"),
                    new Legal(LeaseState.HELD, "Staging", "Staged", "intent: claim intent"),
                    new Legal(LeaseState.HELD, "Staging", "NotStaged", "held: TryLater"),
                    new Legal(LeaseState.HELD, "Pausing", "Retry", "held: Stage"),
                    new Legal(LeaseState.HELD, "Unseen", "Settled", "held: Stage"),
                    new Legal(LeaseState.INTENT, "Staged", "IntentAcked", "intent: Print"),
                    new Legal(
                            LeaseState.INTENT,
                            "Staged",
                            "IntentRefused",
                            "released: claim not_fed, claim released, Observe"),
                    new Legal(LeaseState.INTENT, "Printing", "Made", "made: claim made, Eject"),
                    new Legal(LeaseState.INTENT, "Printing", "OrderFailed", "intent: Observe"),
                    new Legal(LeaseState.INTENT, "Rejecting", "Rejected", "unknown: claim unknown"),
                    new Legal(LeaseState.INTENT, "Rejecting", "OrderFailed", "intent: Observe"),
                    new Legal(LeaseState.INTENT, "Unseen", "Settled", "unknown: claim unknown"),
                    new Legal(LeaseState.BOUND, "Printing", "Made", "made: claim made, Eject"),
                    new Legal(LeaseState.BOUND, "Printing", "OrderFailed", "bound: Observe"),
                    new Legal(LeaseState.BOUND, "Rejecting", "Rejected", "unknown: claim unknown"),
                    new Legal(LeaseState.BOUND, "Rejecting", "OrderFailed", "bound: Observe"),
                    new Legal(LeaseState.BOUND, "Unseen", "Settled", "unknown: claim unknown"),
                    new Legal(LeaseState.MADE, "Ejecting", "CardLeft", "ejected: claim ejected"),
                    new Legal(LeaseState.MADE, "Ejecting", "OrderFailed", "made: Observe"),
                    new Legal(LeaseState.MADE, "Unseen", "Settled", "ejected: claim ejected"),
                    new Legal(LeaseState.EJECTED, ANY, "FoundGood", "good: claim good"),
                    new Legal(LeaseState.EJECTED, ANY, "FoundSpoiled", "spoiled: claim spoiled"),
                    new Legal(LeaseState.EJECTED, "Unseen", "Settled", "ejected: "),
                    new Legal(
                            LeaseState.UNKNOWN, ANY, "Adjudicated", "released: claim adjudicated"),
                    new Legal(LeaseState.UNKNOWN, ANY, "Answered", "unknown: claim answered"),
                    new Legal(LeaseState.UNKNOWN, "Unseen", "Settled", "unknown: "),
                    new Legal(
                            LeaseState.LOCKED,
                            "Locked",
                            "Rebaselined",
                            "unknown: claim unknown, claim rebaselined, Observe"),
                    new Legal(LeaseState.LOCKED, "Unseen", "Settled", "locked: "));

    /// Events that are about the printer or the hub and not about this lease: a pause ends, an
    /// order is answered for whatever became of the lease.
    private static final Map<String, List<String>> PRINTER_ALONE =
            Map.of(
                    "Unseen", List.of("Settled"),
                    "Pausing", List.of("Retry"),
                    "Staging", List.of("Staged", "NotStaged"),
                    "Printing", List.of("OrderFailed"),
                    "Ejecting", List.of("OrderFailed"),
                    "Rejecting", List.of("OrderFailed"),
                    "Locked", List.of("Rebaselined"));

    @Test
    void everyEventIsTried() {
        List<String> tried =
                events(LeaseState.HELD).stream().map(PrintMachineTableTest::name).toList();
        List<String> all = new ArrayList<>();
        for (Class<?> type : PrintEvent.class.getPermittedSubclasses()) {
            all.add(type.getSimpleName());
        }
        assertThat(tried).containsExactlyInAnyOrderElementsOf(all);
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(LeaseState.values())
                .flatMap(state ->
                        printers().stream()
                                .flatMap(printer ->
                                        events(state).stream()
                                                .map(event ->
                                                        Arguments.of(state, printer, event))));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("pairs")
    @Tag("FM-33")
    void listedPairsDoWhatTheTableSaysAndAllOthersChangeNothing(
            LeaseState lease, Printer printer, PrintEvent event) {
        PrintState before = before(lease, printer);
        PrintStep step = MACHINE.step(before, event);
        String answer =
                TABLE.stream()
                        .filter(legal -> legal.lease() == lease)
                        .filter(legal ->
                                legal.printer().equals(ANY)
                                        || legal.printer().equals(name(printer)))
                        .filter(legal -> legal.event().equals(name(event)))
                        .map(Legal::outcome)
                        .findFirst()
                        .orElse("");
        if (!answer.isEmpty()) {
            assertThat(outcome(step)).isEqualTo(answer);
        } else if (PRINTER_ALONE.getOrDefault(name(printer), List.of()).contains(name(event))) {
            assertThat(step.state().leases()).isEqualTo(before.leases());
            assertThat(step.effects())
                    .noneMatch(PrintMachineTableTest::isOfALease)
                    .noneMatch(PrintEffect.Print.class::isInstance)
                    .noneMatch(PrintEffect.Eject.class::isInstance);
        } else if (event instanceof PrintEvent.ConnectionLost) {
            assertThat(step).isEqualTo(PrintStep.stay(before.welcomed(false)));
        } else {
            assertThat(step).isEqualTo(PrintStep.stay(before));
        }
    }

    /// As it can stand: a card that waits beside an idle printer would have been staged, so it is
    /// not ready there.
    private static PrintState before(LeaseState lease, Printer printer) {
        boolean waits = lease == LeaseState.HELD && printer instanceof Printer.Idle;
        return state(printer).with(waits ? Cards.held(TOKEN) : lease(lease)).seen(now(lease));
    }

    private static Observation now(LeaseState lease) {
        return seen(
                switch (lease) {
                    case MADE, EJECTED -> MADE;
                    case HELD, INTENT, BOUND, GOOD, SPOILED, UNKNOWN, RELEASED, FENCED, LOCKED ->
                            BEFORE;
                },
                false);
    }

    private static List<Printer> printers() {
        return List.of(
                new Printer.Unseen(),
                new Printer.Idle(),
                new Printer.Staging(TOKEN),
                new Printer.Pausing(),
                new Printer.Staged(TOKEN),
                new Printer.Printing(TOKEN),
                new Printer.Ejecting(TOKEN),
                new Printer.Rejecting(TOKEN, false),
                new Printer.Locked());
    }

    /// All about this lease. Artwork comes again, the promise and the grant are old ones.
    private static List<PrintEvent> events(LeaseState lease) {
        return List.of(
                new PrintEvent.Welcomed(PrintState.NO_PROMISE),
                new PrintEvent.Fenced(PrintState.NO_PROMISE.term()),
                new PrintEvent.ConnectionLost(),
                new PrintEvent.Granted("J-7", TOKEN, "CARD7", "/artwork/7", "0".repeat(64)),
                new PrintEvent.Revoked("J-7", TOKEN),
                new PrintEvent.ArtworkReady(TOKEN, "c".repeat(64)),
                new PrintEvent.ArtworkRefused(TOKEN, "artwork-refused"),
                new PrintEvent.IntentAcked(TOKEN),
                new PrintEvent.IntentRefused(TOKEN),
                new PrintEvent.Settled(now(lease)),
                new PrintEvent.Staged(TOKEN, seen(BEFORE, false)),
                new PrintEvent.NotStaged(TOKEN, Problem.COVER_OPEN),
                new PrintEvent.Made(TOKEN, seen(MADE, true)),
                new PrintEvent.CardLeft(TOKEN, seen(MADE, false)),
                new PrintEvent.Rejected(TOKEN, seen(MADE, false)),
                new PrintEvent.Retry(),
                new PrintEvent.OrderFailed(TOKEN, Problem.CARD_JAM),
                new PrintEvent.FoundGood(TOKEN, "B0000001", "ada"),
                new PrintEvent.FoundSpoiled(TOKEN, "B0000001", "colour", "ada"),
                new PrintEvent.Adjudicated(
                        TOKEN,
                        new PrintEvent.Answer(
                                Decision.NOT_FED, null, "hopper-counted-12", List.of()),
                        "ada",
                        "bea"),
                new PrintEvent.Answered(
                        TOKEN,
                        new PrintEvent.Answer(Decision.SPOILED, "B0000001", "seen", List.of()),
                        "ada"),
                new PrintEvent.Confirmed(
                        TOKEN, Facts.decided("B0000001", "seen", "spoiled", "ada", null), "bea"),
                new PrintEvent.Rebaselined("ada", "bea"));
    }

    /// `state: effect, effect`; of a settled lease the state is in its last claim.
    private static String outcome(PrintStep step) {
        Map<Token, LeaseState> states = new HashMap<>();
        step.state().leases().forEach(lease -> states.put(lease.token(), lease.state()));
        List<String> words = new ArrayList<>();
        for (PrintEffect effect : step.effects()) {
            if (effect instanceof PrintEffect.Claim claim) {
                if (claim.lease() != null) {
                    states.put(claim.lease().token(), claim.lease().state());
                }
                words.add("claim " + claim.type().word());
            } else {
                words.add(name(effect));
            }
        }
        LeaseState state = states.get(TOKEN);
        return (state == null ? "" : state.word()) + ": " + String.join(", ", words);
    }

    private static boolean isOfALease(PrintEffect effect) {
        return effect instanceof PrintEffect.Claim claim && claim.lease() != null;
    }

    private static String name(Object value) {
        return value.getClass().getSimpleName();
    }
}
