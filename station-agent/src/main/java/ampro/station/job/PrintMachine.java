package ampro.station.job;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.Counters;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.station.job.PrintState.Printer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The station's core: state and event in, state and effects out. Pure.
///
/// ```
/// lease    HELD -----> INTENT -------------------------> MADE --------> EJECTED --> GOOD, SPOILED
/// printer  Idle Staging Staged --hub's ack--> Printing   Ejecting       Idle
///
/// after a start or a failed order: Unseen --> Restart --> Idle, Ejecting, Rejecting or Locked
/// what nobody can prove is UNKNOWN --two people--> GOOD, SPOILED or not fed
/// ```
///
/// One printer has one card between INTENT and the check; nothing else is fed meanwhile. An INTENT
/// is printed once: the hub's acknowledgement takes the printer from Staged to Printing and no
/// event leads back. An event that fits no state changes nothing.
public final class PrintMachine {
    /// An unfinished card was inside and went to the reject box: it can only be spoiled.
    public static final String REJECTED_UNFINISHED = "rejected-unfinished";

    private static final String COUNTERS_DIFFER = "counters-differ";

    private final FeedingRule feeding;
    private final Restart restart;
    private final int panels;

    /// `feeding` is what this station waits for between INTENT and the first feeding command.
    public PrintMachine(CardPrinterProfile profile, FeedingRule feeding) {
        this.feeding = feeding;
        restart = new Restart(profile);
        panels = profile.frontPanels().length() + profile.backPanels().length();
    }

    public PrintStep step(PrintState state, PrintEvent event) {
        return state.locked() == null
                ? onwards(HubOrders.giveUpVoid(taken(state, event)))
                : PrintStep.stay(state);
    }

    private PrintStep taken(PrintState state, PrintEvent event) {
        return switch (event) {
            case PrintEvent.Welcomed(Token promise) -> HubOrders.welcomed(state, promise);
            case PrintEvent.Fenced(long term) -> HubOrders.fenced(state, term);
            case PrintEvent.ConnectionLost lost -> PrintStep.stay(state.welcomed(false));
            case PrintEvent.Granted grant -> HubOrders.granted(state, grant);
            case PrintEvent.Revoked revoked -> HubOrders.revoked(state, revoked);
            case PrintEvent.ArtworkReady(Token token, String code) ->
                    held(state, token)
                            .filter(lease -> !lease.isReady())
                            .map(lease -> PrintStep.stay(state.with(lease.ready(code))))
                            .orElseGet(() -> PrintStep.stay(state));
            case PrintEvent.ArtworkRefused(Token token, String why) ->
                    held(state, token)
                            .map(lease -> HubOrders.refused(state, lease, why))
                            .orElseGet(() -> PrintStep.stay(state));
            case PrintEvent.Staged(Token token, Observation seen) ->
                    state.printer().equals(new Printer.Staging(token))
                            ? staged(state, token, seen)
                            : PrintStep.stay(state);
            case PrintEvent.NotStaged(Token token, Problem why) ->
                    state.printer().equals(new Printer.Staging(token))
                            ? PrintStep.stay(state.printer(new Printer.Pausing()))
                                    .then(new PrintEffect.TryLater())
                            : PrintStep.stay(state);
            case PrintEvent.Retry retry ->
                    PrintStep.stay(
                            state.printer() instanceof Printer.Pausing
                                    ? state.printer(PrintState.IDLE)
                                    : state);
            case PrintEvent.IntentAcked(Token token) -> intentAcked(state, token);
            case PrintEvent.IntentRefused(Token token) -> intentRefused(state, token);
            case PrintEvent.Made(Token token, Observation seen) ->
                    state.printer().equals(new Printer.Printing(token))
                            ? made(state, token, seen)
                            : PrintStep.stay(state);
            case PrintEvent.CardLeft(Token token, Observation seen) -> left(state, token, seen);
            case PrintEvent.Rejected(Token token, Observation seen) -> rejected(state, token, seen);
            case PrintEvent.OrderFailed(Token token, Problem problem) -> failed(state, token);
            case PrintEvent.Settled(Observation seen) ->
                    state.printer() instanceof Printer.Unseen
                            ? restart.settled(state, seen)
                            : PrintStep.stay(state);
            case PrintEvent.FoundGood found -> Findings.good(state, found);
            case PrintEvent.FoundSpoiled found -> Findings.spoiled(state, found);
            case PrintEvent.Adjudicated answered -> Findings.adjudicated(state, answered);
            case PrintEvent.Answered answered -> Findings.answered(state, answered);
            case PrintEvent.Confirmed confirmed -> Findings.confirmed(state, confirmed);
            case PrintEvent.Rebaselined(String actor, String second) ->
                    state.printer() instanceof Printer.Locked && !actor.equals(second)
                            ? restart.rebaselined(state, actor, second)
                            : PrintStep.stay(state);
        };
    }

    /// Starts the next card if the printer is free, known and idle, and the hub has welcomed us or
    /// need not.
    private PrintStep onwards(PrintStep step) {
        PrintState state = step.state();
        Optional<Lease> ready = state.waiting().stream().filter(Lease::isReady).findFirst();
        boolean free =
                mayBegin(state)
                        && state.printer() instanceof Printer.Idle
                        && state.atPrinter().isEmpty();
        return free && ready.isPresent()
                ? step.in(new Printer.Staging(ready.get().token()))
                        .then(new PrintEffect.Stage(ready.get()))
                : step;
    }

    /// Nothing was fed yet. The printer is the one of the record and stands as it did, or the card
    /// is not begun.
    private PrintStep staged(PrintState state, Token token, Observation seen) {
        PrintState idle = state.printer(PrintState.IDLE);
        Optional<Lease> held = held(state, token);
        if (held.isEmpty() || !mayBegin(state)) {
            return PrintStep.stay(idle); // given back meanwhile, or not before the hub is back
        }
        if (seen.reset()) {
            return lookAgain(state); // what was staged is gone with its power
        }
        if (restart.decision(state, held.get(), seen) != RestartRule.Decision.STAY) {
            return restart.decided(state, held.get(), seen);
        }
        Lease intent = held.get().intent(seen);
        PrintStep claimed =
                PrintStep.claim(
                        state.seen(seen),
                        intent,
                        EventType.INTENT,
                        Facts.printer(seen.serial(), seen.counters()).with(intent.sha256()));
        return feeding.waitsForHub()
                ? claimed.in(new Printer.Staged(token))
                : print(claimed, intent);
    }

    private boolean mayBegin(PrintState state) {
        return state.welcomed() || !feeding.waitsForHub();
    }

    /// The one place where feeding is ordered.
    private static PrintStep print(PrintStep step, Lease intent) {
        return step.in(new Printer.Printing(intent.token())).then(new PrintEffect.Print(intent));
    }

    private static PrintStep intentAcked(PrintState state, Token token) {
        boolean waits = state.welcomed() && state.printer().equals(new Printer.Staged(token));
        return state.lease(token)
                .filter(lease -> waits && lease.state() == LeaseState.INTENT)
                .map(lease -> print(PrintStep.stay(state), lease))
                .orElseGet(() -> PrintStep.stay(state));
    }

    /// While it waits for the hub nothing was fed; what is in the printer's memory is looked after.
    private static PrintStep intentRefused(PrintState state, Token token) {
        return state.lease(token)
                .filter(lease -> lease.state() == LeaseState.INTENT)
                .filter(lease -> state.printer().equals(new Printer.Staged(token)))
                .map(lease -> HubOrders.notMeant(state.printer(PrintState.UNSEEN), lease))
                .orElseGet(() -> PrintStep.stay(state));
    }

    private PrintStep made(PrintState state, Token token, Observation seen) {
        Optional<Lease> printed = unfinished(state, token);
        if (printed.isEmpty()) {
            return PrintStep.stay(state);
        }
        Lease lease = printed.get();
        if (!seen.cardInside() || !counted(lease.before(), seen.counters())) {
            return Restart.ask(state.seen(seen), lease, COUNTERS_DIFFER, Restart.fed(lease, seen));
        }
        Lease made = lease.in(LeaseState.MADE, null);
        return PrintStep.claim(
                        state.seen(seen),
                        made,
                        EventType.MADE,
                        Facts.printer(seen.serial(), seen.counters()))
                .in(new Printer.Ejecting(token))
                .then(new PrintEffect.Eject(made));
    }

    /// One blank was fed and every panel of both sides was printed.
    private boolean counted(@Nullable Counters before, Counters after) {
        return before != null
                && after.equals(new Counters(before.cards() + 1, before.panels() + panels));
    }

    /// The same evidence is judged as after a start: more than this card may have been fed.
    private PrintStep left(PrintState state, Token token, Observation seen) {
        return state.lease(token)
                .filter(lease -> lease.state() == LeaseState.MADE)
                .filter(lease -> state.printer().equals(new Printer.Ejecting(token)))
                .map(lease -> restart.decided(state, lease, seen))
                .orElseGet(() -> PrintStep.stay(state));
    }

    private static PrintStep rejected(PrintState state, Token token, Observation seen) {
        Optional<Lease> lease = unfinished(state, token);
        if (lease.isEmpty()
                || !(state.printer() instanceof Printer.Rejecting(Token out, boolean proven))
                || !out.equals(token)) {
            return PrintStep.stay(state);
        }
        long fed = Restart.fed(lease.get(), seen);
        return proven && fed <= 1
                ? Restart.ejected(state.seen(seen), lease.get(), Facts.reason(REJECTED_UNFINISHED))
                : Restart.ask(state.seen(seen), lease.get(), REJECTED_UNFINISHED, fed);
    }

    /// Nobody knows how much of the order was done. It is never repeated before a look.
    private static PrintStep failed(PrintState state, Token token) {
        boolean ordered =
                switch (state.printer()) {
                    case Printer.Printing(Token out) -> out.equals(token);
                    case Printer.Ejecting(Token out) -> out.equals(token);
                    case Printer.Rejecting(Token out, boolean proven) -> out.equals(token);
                    case Printer.Unseen unseen -> false;
                    case Printer.Idle idle -> false;
                    case Printer.Staging staging -> false;
                    case Printer.Pausing pausing -> false;
                    case Printer.Staged staged -> false;
                    case Printer.Locked locked -> false;
                };
        return ordered ? lookAgain(state) : PrintStep.stay(state);
    }

    private static PrintStep lookAgain(PrintState state) {
        return PrintStep.stay(state.printer(PrintState.UNSEEN)).then(new PrintEffect.Observe());
    }

    private static Optional<Lease> held(PrintState state, Token token) {
        return state.lease(token).filter(lease -> lease.state() == LeaseState.HELD);
    }

    private static Optional<Lease> unfinished(PrintState state, Token token) {
        return state.lease(token)
                .filter(lease ->
                        lease.state() == LeaseState.INTENT || lease.state() == LeaseState.BOUND);
    }
}
