package ampro.station.job;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.Counters;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.station.job.PrintState.Printer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The station's core: state and event in, state and effects out. Pure.
///
/// ```
/// HELD --stage--> (checked) --INTENT--> hub's ack --feed, print--> MADE --eject--> EJECTED
///                                                                                   |     |
///   UNKNOWN <-- whatever the restart rule cannot prove                            GOOD  SPOILED
///      +---- two people ----> GOOD, SPOILED or not fed
/// ```
///
/// One printer has one card between INTENT and the check; nothing else is fed meanwhile. An event
/// that fits no state changes nothing: answers may come late or twice.
public final class PrintMachine {
    /// An unfinished card was inside and went to the reject box: it can only be spoiled.
    public static final String REJECTED_UNFINISHED = "rejected-unfinished";

    private static final String REJECTING_UNPROVEN = "rejecting-unproven";

    private final CardPrinterProfile profile;

    public PrintMachine(CardPrinterProfile profile) {
        this.profile = profile;
    }

    public record Step(PrintState state, List<PrintEffect> effects) {}

    public Step step(PrintState state, PrintEvent event) {
        return switch (event) {
            case PrintEvent.Welcomed(Token promise) -> next(state.welcomed(true, promise));
            case PrintEvent.ConnectionLost lost -> stay(state.welcomed(false, state.promise()));
            case PrintEvent.Granted granted -> granted(state, granted);
            case PrintEvent.Revoked(Token token) ->
                    held(state, token)
                            .map(lease -> claim(state, lease, EventType.RELEASED, null))
                            .orElseGet(() -> stay(state));
            case PrintEvent.ArtworkReady(Token token, String code) ->
                    held(state, token)
                            .map(lease -> next(state.with(lease.ready(code))))
                            .orElseGet(() -> stay(state));
            case PrintEvent.ArtworkRefused(Token token, String why) ->
                    held(state, token)
                            .map(lease -> claim(state, lease, EventType.REFUSED, why))
                            .orElseGet(() -> stay(state));
            case PrintEvent.Staged(Token token, Observation seen) -> staged(state, token, seen);
            case PrintEvent.NotStaged(Token token, Problem problem) ->
                    new Step(
                            state.printer(Printer.IDLE),
                            List.of(new PrintEffect.TryLater(problem)));
            case PrintEvent.Retry retry -> next(state);
            case PrintEvent.IntentAcked(Token token) -> intentAcked(state, token);
            case PrintEvent.Made(Token token, Observation seen) -> made(state, token, seen);
            case PrintEvent.CardLeft(Token token, Observation seen) ->
                    in(state, token, LeaseState.MADE)
                            .map(lease -> ejected(state.seen(seen), lease, seen, null))
                            .orElseGet(() -> stay(state));
            case PrintEvent.Rejected(Token token, Observation seen) ->
                    in(state, token, LeaseState.INTENT)
                            .map(lease -> rejected(state.seen(seen), lease, seen))
                            .orElseGet(() -> stay(state));
            case PrintEvent.OrderFailed(Token token, Problem problem) ->
                    new Step(state.printer(Printer.UNSEEN), List.of(new PrintEffect.Observe()));
            case PrintEvent.Settled(Observation seen) -> settled(state, seen);
            case PrintEvent.FoundGood good -> foundGood(state, good);
            case PrintEvent.FoundSpoiled spoiled -> foundSpoiled(state, spoiled);
            case PrintEvent.Adjudicated answered -> adjudicated(state, answered);
        };
    }

    private Step granted(PrintState state, PrintEvent.Granted grant) {
        if (state.lease(grant.token()).isPresent()) {
            return stay(state);
        }
        Lease lease = Lease.held(grant.job(), grant.token(), grant.address(), grant.sha256());
        if (grant.token().isBelow(state.promise())) {
            return claim(state, lease, EventType.REFUSED, "below-promise");
        }
        return new Step(
                state.with(lease),
                List.of(
                        claimOf(lease, EventType.HELD, Facts.NONE),
                        new PrintEffect.FetchArtwork(lease)));
    }

    /// Starts the next card if the printer is free, known and idle, and the hub has welcomed us.
    private Step next(PrintState state) {
        Optional<Lease> ready = state.waiting().stream().filter(Lease::isReady).findFirst();
        boolean free =
                state.welcomed() && state.printer() == Printer.IDLE && state.atPrinter().isEmpty();
        return free && ready.isPresent()
                ? new Step(state.printer(Printer.BUSY), List.of(new PrintEffect.Stage(ready.get())))
                : stay(state);
    }

    private Step staged(PrintState state, Token token, Observation seen) {
        Optional<Lease> held = held(state, token);
        if (held.isEmpty()) {
            return next(state.printer(Printer.IDLE)); // given back while it was staged
        }
        Lease intent = held.get().intent(seen);
        return new Step(
                state.seen(seen).with(intent),
                List.of(
                        claimOf(
                                intent,
                                EventType.INTENT,
                                Facts.printer(seen.serial(), seen.counters())
                                        .with(intent.sha256()))));
    }

    private static Step intentAcked(PrintState state, Token token) {
        return in(state, token, LeaseState.INTENT)
                .filter(lease -> state.printer() == Printer.BUSY)
                .map(lease -> new Step(state, List.of(new PrintEffect.Print(lease))))
                .orElseGet(() -> stay(state));
    }

    private static Step made(PrintState state, Token token, Observation seen) {
        Optional<Lease> intent = in(state, token, LeaseState.INTENT);
        if (intent.isEmpty()) {
            return stay(state);
        }
        Lease lease = intent.get();
        long fed = lease.before() == null ? 0 : seen.counters().fedSince(lease.before());
        if (fed != 1 || !seen.cardInside()) {
            return ask(state.seen(seen), lease, "counters-differ");
        }
        Lease made = lease.in(LeaseState.MADE, null);
        return new Step(
                state.seen(seen).with(made),
                List.of(
                        claimOf(
                                made,
                                EventType.MADE,
                                Facts.printer(seen.serial(), seen.counters())),
                        new PrintEffect.Eject(made)));
    }

    private static Step ejected(
            PrintState state, Lease lease, Observation seen, @Nullable String why) {
        Lease ejected = lease.in(LeaseState.EJECTED, why);
        Facts facts =
                why == null ? Facts.printer(seen.serial(), seen.counters()) : Facts.reason(why);
        return new Step(
                state.with(ejected).printer(Printer.IDLE),
                List.of(claimOf(ejected, EventType.EJECTED, facts)));
    }

    private static Step rejected(PrintState state, Lease lease, Observation seen) {
        return REJECTING_UNPROVEN.equals(lease.reason())
                ? ask(state, lease, REJECTED_UNFINISHED)
                : ejected(state, lease, seen, REJECTED_UNFINISHED);
    }

    private static Step ask(PrintState state, Lease lease, String why) {
        Lease unknown = lease.in(LeaseState.UNKNOWN, why);
        return new Step(
                state.with(unknown).printer(Printer.IDLE),
                List.of(claimOf(unknown, EventType.UNKNOWN, Facts.reason(why))));
    }

    /// The printer stands still: what was open is decided by [RestartRule].
    private Step settled(PrintState state, Observation seen) {
        Optional<Lease> open = state.atPrinter().or(() -> state.waiting().stream().findFirst());
        PrintState idle = state.printer(Printer.IDLE);
        if (open.isEmpty()) {
            return next(idle.seen(seen));
        }
        Lease lease = open.get();
        Counters before = last(state, lease, seen);
        RestartRule.Case now =
                new RestartRule.Case(
                        lease.state(),
                        before,
                        state.serial() == null ? seen.serial() : state.serial(),
                        seen,
                        profile.countersProven());
        return switch (RestartRule.decide(now)) {
            case LOCK -> locked(state, lease);
            case STAY -> next(idle.seen(seen));
            case NOT_FED -> {
                Lease held = lease.in(LeaseState.HELD, null);
                Step onwards = next(idle.seen(seen).with(held));
                yield new Step(
                        onwards.state(),
                        prepend(
                                claimOf(
                                        held,
                                        EventType.NOT_FED,
                                        Facts.printer(seen.serial(), seen.counters())),
                                onwards.effects()));
            }
            case ASK ->
                    ask(
                            idle.seen(seen),
                            lease,
                            lease.state() == LeaseState.HELD
                                    ? Problem.CARD_INSIDE.code()
                                    : Problem.CARD_IN_DOUBT.code());
            case REJECT_AND_SPOIL -> reject(state.seen(seen), lease.in(lease.state(), null));
            case REJECT_AND_ASK ->
                    reject(state.seen(seen), lease.in(lease.state(), REJECTING_UNPROVEN));
            case EJECT ->
                    new Step(
                            state.seen(seen).printer(Printer.BUSY),
                            List.of(new PrintEffect.Eject(lease)));
            case EJECTED -> ejected(idle.seen(seen), lease, seen, null);
        };
    }

    /// A made card's counters are those of its MADE record; an unfinished one's those of its
    /// INTENT.
    private static Counters last(PrintState state, Lease lease, Observation seen) {
        Counters recorded =
                lease.state() == LeaseState.INTENT || lease.state() == LeaseState.BOUND
                        ? lease.before()
                        : state.counters();
        return recorded == null ? seen.counters() : recorded;
    }

    private static Step reject(PrintState state, Lease lease) {
        return new Step(
                state.with(lease).printer(Printer.BUSY), List.of(new PrintEffect.Reject(lease)));
    }

    private static Step locked(PrintState state, Lease lease) {
        Lease locked = lease.in(LeaseState.LOCKED, Problem.CARD_PRINTER_LOCKED.code());
        return new Step(
                state.with(locked).printer(Printer.LOCKED),
                List.of(
                        claimOf(
                                locked,
                                EventType.LOCKED,
                                Facts.reason(Problem.CARD_PRINTER_LOCKED.code()))));
    }

    private Step foundGood(PrintState state, PrintEvent.FoundGood found) {
        return in(state, found.token(), LeaseState.EJECTED)
                .filter(lease -> !REJECTED_UNFINISHED.equals(lease.reason()))
                .map(lease ->
                        outcome(
                                state,
                                lease.settled(LeaseState.GOOD, found.blank(), null),
                                EventType.GOOD,
                                new Facts(
                                        found.blank(),
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        found.actor(),
                                        null,
                                        null)))
                .orElseGet(() -> stay(state));
    }

    private Step foundSpoiled(PrintState state, PrintEvent.FoundSpoiled found) {
        return in(state, found.token(), LeaseState.EJECTED)
                .map(lease ->
                        outcome(
                                state,
                                lease.settled(LeaseState.SPOILED, found.blank(), found.why()),
                                EventType.SPOILED,
                                new Facts(
                                        found.blank(),
                                        null,
                                        null,
                                        null,
                                        found.why(),
                                        null,
                                        found.actor(),
                                        null,
                                        null)))
                .orElseGet(() -> stay(state));
    }

    private Step adjudicated(PrintState state, PrintEvent.Adjudicated answered) {
        PrintEvent.Answer answer = answered.answer();
        LeaseState to =
                switch (answer.decision()) {
                    case "good" -> LeaseState.GOOD;
                    case "spoiled" -> LeaseState.SPOILED;
                    default -> LeaseState.RELEASED;
                };
        return in(state, answered.token(), LeaseState.UNKNOWN)
                .filter(lease -> !answered.actor().equals(answered.second()))
                .map(lease ->
                        outcome(
                                state,
                                lease.settled(to, answer.blank(), answer.why()),
                                EventType.ADJUDICATED,
                                new Facts(
                                        answer.blank(),
                                        null,
                                        null,
                                        null,
                                        answer.why(),
                                        answer.decision(),
                                        answered.actor(),
                                        answered.second(),
                                        null)))
                .orElseGet(() -> stay(state));
    }

    private Step outcome(PrintState state, Lease settled, EventType type, Facts facts) {
        Step onwards = next(state.with(settled));
        return new Step(onwards.state(), prepend(claimOf(settled, type, facts), onwards.effects()));
    }

    /// Gives a held lease back or refuses it; nothing was fed.
    private static Step claim(PrintState state, Lease lease, EventType type, @Nullable String why) {
        Lease ended = lease.in(LeaseState.RELEASED, why);
        Facts facts = why == null ? Facts.NONE : Facts.reason(why);
        return new Step(state.with(ended), List.of(claimOf(ended, type, facts)));
    }

    private static Step stay(PrintState state) {
        return new Step(state, List.of());
    }

    private static Optional<Lease> held(PrintState state, Token token) {
        return in(state, token, LeaseState.HELD);
    }

    private static Optional<Lease> in(PrintState state, Token token, LeaseState wanted) {
        return state.lease(token).filter(lease -> lease.state() == wanted);
    }

    private static PrintEffect claimOf(Lease lease, EventType type, Facts facts) {
        return new PrintEffect.Claim(lease, type, facts);
    }

    private static List<PrintEffect> prepend(PrintEffect first, List<PrintEffect> rest) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), rest.stream())
                .toList();
    }
}
