package ampro.station.job;

import ampro.firmware.wire.Counters;
import ampro.firmware.wire.LeaseState;

/// What a restart decides about the card that may be in the printer: the table of custody, read
/// from the top, the first row that fits. It decides after every start and after every order to the
/// printer that was not answered as it should be. Nothing here ever feeds a second blank.
final class RestartRule {

    enum Decision {
        /// Another printer, or counters that ran backwards: two people must look.
        LOCK,
        /// Nothing was fed: the lease is as it was.
        STAY,
        /// Nothing was fed, proven by the counters.
        NOT_FED,
        /// Nobody can know: two people answer.
        ASK,
        /// An unfinished card is inside: out with it, it is spoiled.
        REJECT_AND_SPOIL,
        /// An unfinished card is inside and the counters prove nothing: out with it, then ask.
        REJECT_AND_ASK,
        /// The finished card is still inside.
        EJECT,
        /// The finished card has left.
        EJECTED
    }

    /// What is compared: the lease's state, the counters of its last record and the printer's
    /// serial then, the printer now, and whether its profile proves its counters.
    record Case(
            LeaseState state,
            Counters before,
            String serial,
            Observation now,
            boolean countersProven) {}

    private RestartRule() {}

    static Decision decide(Case c) {
        Observation now = c.now();
        long fed = now.counters().fedSince(c.before());
        if (!now.serial().equals(c.serial()) || now.counters().isBelow(c.before())) {
            return Decision.LOCK;
        }
        if (fed >= 2) {
            return Decision.ASK;
        }
        return switch (c.state()) {
            case HELD -> now.cardInside() || fed == 1 ? Decision.ASK : Decision.STAY;
            case INTENT, BOUND -> {
                if (now.cardInside()) {
                    yield c.countersProven() && !now.reset()
                            ? Decision.REJECT_AND_SPOIL
                            : Decision.REJECT_AND_ASK;
                }
                yield fed == 0 && !now.reset() && c.countersProven()
                        ? Decision.NOT_FED
                        : Decision.ASK;
            }
            case MADE -> now.cardInside() ? Decision.EJECT : Decision.EJECTED;
            case EJECTED, UNKNOWN, GOOD, SPOILED, RELEASED, FENCED, LOCKED -> Decision.STAY;
        };
    }
}
