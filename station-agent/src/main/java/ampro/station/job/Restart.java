package ampro.station.job;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.Counters;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.station.job.PrintState.Printer;
import java.util.Optional;

/// What is done about a printer that stands still again, after a start or a failed order:
/// [RestartRule] decides, once, for its one job between INTENT and the check, else for those that
/// wait.
record Restart(CardPrinterProfile profile) {
    private static final String REBASELINED = "printer-changed";

    PrintStep settled(PrintState state, Observation seen) {
        Optional<Lease> open = state.atPrinter().or(() -> state.waiting().stream().findFirst());
        if (open.isPresent()) {
            return decided(state, open.get(), seen);
        }
        boolean same = state.serial() == null || state.serial().equals(seen.serial());
        boolean onwards = state.counters() == null || !seen.counters().isBelow(state.counters());
        return same && onwards
                ? PrintStep.stay(state.printer(PrintState.IDLE).seen(seen))
                : PrintStep.stay(state.printer(new Printer.Locked()));
    }

    /// What the evidence says about this lease and the card that may be inside.
    PrintStep decided(PrintState state, Lease lease, Observation seen) {
        PrintState idle = state.printer(PrintState.IDLE).seen(seen);
        return switch (decision(state, lease, seen)) {
            case LOCK -> locked(state, lease);
            case STAY -> PrintStep.stay(idle);
            case NOT_FED ->
                    lease.mayBeGood()
                            ? PrintStep.claim(
                                    idle,
                                    lease.in(LeaseState.HELD, null),
                                    EventType.NOT_FED,
                                    Facts.printer(seen.serial(), seen.counters()))
                            : asked(idle, lease, last(state, lease, seen), seen); // it was inside
            case ASK -> asked(idle, lease, last(state, lease, seen), seen);
            case REJECT_AND_SPOIL -> reject(idle, lease, true);
            case REJECT_AND_ASK -> reject(idle, lease, false);
            case EJECT ->
                    PrintStep.stay(idle)
                            .in(new Printer.Ejecting(lease.token()))
                            .then(new PrintEffect.Eject(lease));
            case EJECTED -> ejected(idle, lease, Facts.printer(seen.serial(), seen.counters()));
        };
    }

    RestartRule.Decision decision(PrintState state, Lease lease, Observation seen) {
        return RestartRule.decide(
                new RestartRule.Case(
                        lease.state(),
                        last(state, lease, seen),
                        state.serial() == null ? seen.serial() : state.serial(),
                        seen,
                        profile.countersProven()));
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

    /// What was begun is counted against its INTENT, what only waits against the last record. A
    /// question that stands is put again when more was fed meanwhile: that is in doubt too.
    private static PrintStep asked(PrintState idle, Lease lease, Counters last, Observation seen) {
        if (lease.state() == LeaseState.UNKNOWN && seen.counters().fedSince(last) == 0) {
            return PrintStep.stay(idle);
        }
        boolean waits = lease.state() == LeaseState.HELD;
        Lease counted = waits || lease.before() == null ? lease.countedFrom(last) : lease;
        Problem why = waits ? Problem.CARD_INSIDE : Problem.CARD_IN_DOUBT;
        return ask(idle, counted, why.code(), fed(counted, seen));
    }

    /// `fed` is how many blanks the counters say were fed for this lease: that many are in doubt.
    static PrintStep ask(PrintState state, Lease lease, String why, long fed) {
        Lease unknown = lease.in(LeaseState.UNKNOWN, why);
        Facts facts = Facts.reason(String.valueOf(unknown.reason()));
        return PrintStep.claim(
                        state, unknown, EventType.UNKNOWN, fed > 1 ? facts.inDoubt(fed) : facts)
                .in(PrintState.IDLE);
    }

    static long fed(Lease lease, Observation seen) {
        return lease.before() == null ? 0 : seen.counters().fedSince(lease.before());
    }

    /// What a locked lease's card became is a question to people; then the printer is looked at as
    /// if for the first time, and nothing is counted against the one before.
    PrintStep rebaselined(PrintState state, String actor, String second) {
        PrintState unseen = state.rebaselined();
        Facts facts = Facts.decided(null, REBASELINED, null, actor, second);
        return state.atPrinter()
                .filter(lease -> lease.state() == LeaseState.LOCKED)
                .map(lease ->
                        PrintStep.claim(
                                unseen,
                                lease.in(LeaseState.UNKNOWN, REBASELINED).countedFrom(null),
                                EventType.UNKNOWN,
                                facts))
                .orElseGet(() -> PrintStep.stay(unseen))
                .then(new PrintEffect.Claim(null, EventType.REBASELINED, facts))
                .then(new PrintEffect.Observe());
    }

    static PrintStep ejected(PrintState state, Lease lease, Facts facts) {
        return PrintStep.claim(
                        state,
                        lease.in(LeaseState.EJECTED, facts.reason()),
                        EventType.EJECTED,
                        facts)
                .in(PrintState.IDLE);
    }

    /// Journalled first: a program that is killed must not take the card for a good one afterwards.
    private static PrintStep reject(PrintState state, Lease lease, boolean proven) {
        Lease out = lease.pushedOut();
        return PrintStep.stay(state.with(out))
                .in(new Printer.Rejecting(out.token(), proven))
                .then(new PrintEffect.Reject(out));
    }

    /// The records stay as they were: nothing of another printer is believed.
    private static PrintStep locked(PrintState state, Lease lease) {
        PrintState locked = state.printer(new Printer.Locked());
        String why = Problem.CARD_PRINTER_LOCKED.code();
        return lease.state() == LeaseState.LOCKED
                ? PrintStep.stay(locked)
                : PrintStep.claim(
                        locked,
                        lease.in(LeaseState.LOCKED, why),
                        EventType.LOCKED,
                        Facts.reason(why));
    }
}
