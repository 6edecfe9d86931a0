package ampro.station.job;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import java.util.Optional;

/// What people found makes of a lease. A finding that its lease does not wait for changes nothing:
/// two taps are one.
final class Findings {
    private Findings() {}

    static PrintStep good(PrintState state, PrintEvent.FoundGood found) {
        return in(state, found.token(), LeaseState.EJECTED)
                .filter(Lease::mayBeGood)
                .map(lease ->
                        PrintStep.claim(
                                state,
                                lease.settled(LeaseState.GOOD, found.blank(), null),
                                EventType.GOOD,
                                Facts.found(found.blank(), null, found.actor())))
                .orElseGet(() -> PrintStep.stay(state));
    }

    static PrintStep spoiled(PrintState state, PrintEvent.FoundSpoiled found) {
        return in(state, found.token(), LeaseState.EJECTED)
                .map(lease ->
                        PrintStep.claim(
                                state,
                                lease.settled(LeaseState.SPOILED, found.blank(), found.why()),
                                EventType.SPOILED,
                                Facts.found(found.blank(), found.why(), found.actor())))
                .orElseGet(() -> PrintStep.stay(state));
    }

    static PrintStep adjudicated(PrintState state, PrintEvent.Adjudicated answered) {
        return in(state, answered.token(), LeaseState.UNKNOWN)
                .map(lease ->
                        settled(
                                state,
                                lease,
                                facts(answered.answer(), answered.actor()),
                                answered.second()))
                .orElseGet(() -> PrintStep.stay(state));
    }

    /// A later answer takes the place of an earlier one, until one is confirmed.
    static PrintStep answered(PrintState state, PrintEvent.Answered answered) {
        Facts found = facts(answered.answer(), answered.actor());
        return in(state, answered.token(), LeaseState.UNKNOWN)
                .filter(lease -> !found.equals(lease.answer()))
                .map(lease ->
                        PrintStep.claim(state, lease.answered(found), EventType.ANSWERED, found))
                .orElseGet(() -> PrintStep.stay(state));
    }

    /// Only the very answer that was asked about is confirmed.
    static PrintStep confirmed(PrintState state, PrintEvent.Confirmed confirmed) {
        Optional<Lease> lease = in(state, confirmed.token(), LeaseState.UNKNOWN);
        return lease.map(Lease::answer)
                .filter(found -> found.equals(confirmed.answer()))
                .map(found -> settled(state, lease.get(), found, confirmed.second()))
                .orElseGet(() -> PrintStep.stay(state));
    }

    /// Never the same person twice.
    private static PrintStep settled(PrintState state, Lease lease, Facts found, String second) {
        LeaseState to =
                switch (Decision.of(found.decision())) {
                    case GOOD -> LeaseState.GOOD;
                    case SPOILED -> LeaseState.SPOILED;
                    case NOT_FED -> LeaseState.RELEASED;
                };
        if (second.equals(found.actor()) || (to == LeaseState.GOOD && !lease.mayBeGood())) {
            return PrintStep.stay(state);
        }
        return PrintStep.claim(
                state,
                lease.settled(to, found.blank(), found.reason()),
                EventType.ADJUDICATED,
                found.confirmedBy(second));
    }

    private static Facts facts(PrintEvent.Answer answer, String actor) {
        return Facts.decided(answer.blank(), answer.why(), answer.decision().code(), actor, null)
                .also(answer.also());
    }

    private static Optional<Lease> in(PrintState state, Token token, LeaseState wanted) {
        return state.lease(token).filter(lease -> lease.state() == wanted);
    }
}
