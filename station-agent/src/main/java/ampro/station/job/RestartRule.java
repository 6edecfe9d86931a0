package ampro.station.job;

import ampro.firmware.wire.Counters;
import ampro.firmware.wire.LeaseState;

/// What a restart decides about the card that may be in the printer: the table of custody, read
/// from the top, the first row that fits; evidence that fits no row is a question to people. It
/// decides after every start and after every order to the printer that was not answered as it
/// should be. Nothing here ever feeds a second blank.
final class RestartRule {

    enum Decision {
        /// Another printer, or counters that ran backwards: two people must look.
        LOCK,
        /// It is as it was.
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
            boolean countersProven) {

        boolean proven() {
            return countersProven && !now.reset();
        }
    }

    private RestartRule() {}

    static Decision decide(Case c) {
        Observation now = c.now();
        boolean equal = now.counters().equals(c.before());
        boolean inside = now.cardInside();
        if (!now.serial().equals(c.serial()) || now.counters().isBelow(c.before())) {
            return Decision.LOCK;
        }
        if (now.counters().fedSince(c.before()) >= 2) {
            return c.state() == LeaseState.LOCKED ? Decision.LOCK : Decision.ASK;
        }
        return switch (c.state()) {
            case HELD -> equal && !inside ? Decision.STAY : Decision.ASK;
            case INTENT, BOUND -> {
                if (inside) {
                    yield c.proven() ? Decision.REJECT_AND_SPOIL : Decision.REJECT_AND_ASK;
                }
                yield equal && c.proven() && c.state() == LeaseState.INTENT
                        ? Decision.NOT_FED
                        : Decision.ASK;
            }
            case MADE -> equal ? inside ? Decision.EJECT : Decision.EJECTED : Decision.ASK;
            case EJECTED, UNKNOWN -> equal && !inside ? Decision.STAY : Decision.ASK;
            case LOCKED -> Decision.LOCK; // until two people have looked
            case GOOD, SPOILED, RELEASED, FENCED -> Decision.STAY;
        };
    }
}
