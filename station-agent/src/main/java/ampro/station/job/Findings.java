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

    /// An unfinished card is never good, whoever says so.
    static PrintStep good(PrintState state, PrintEvent.FoundGood found) {
        return in(state, found.token(), LeaseState.EJECTED)
                .filter(lease -> !PrintMachine.REJECTED_UNFINISHED.equals(lease.reason()))
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
        PrintEvent.Answer answer = answered.answer();
        LeaseState to =
                switch (answer.decision()) {
                    case GOOD -> LeaseState.GOOD;
                    case SPOILED -> LeaseState.SPOILED;
                    case NOT_FED -> LeaseState.RELEASED;
                };
        return in(state, answered.token(), LeaseState.UNKNOWN)
                .filter(lease -> !answered.actor().equals(answered.second()))
                .map(lease ->
                        PrintStep.claim(
                                state,
                                lease.settled(to, answer.blank(), answer.why()),
                                EventType.ADJUDICATED,
                                Facts.decided(
                                        answer.blank(),
                                        answer.why(),
                                        answer.decision().code(),
                                        answered.actor(),
                                        answered.second())))
                .orElseGet(() -> PrintStep.stay(state));
    }

    private static Optional<Lease> in(PrintState state, Token token, LeaseState wanted) {
        return state.lease(token).filter(lease -> lease.state() == wanted);
    }
}
