package ampro.hub.custody;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;

/// What can happen to a print job.
public sealed interface JobEvent {
    /// The hub gives a station the right to print; token and card identity are fresh.
    record Assigned(Lease lease) implements JobEvent {}

    /// The station claims a step of the lease it holds under this token.
    record Claimed(String station, EventType type, Token token, Facts facts) implements JobEvent {

        /// The same of a card that is good to look at and must not be a licence: it is spoiled.
        Claimed ofNoLicence() {
            return type == EventType.ADJUDICATED
                    ? new Claimed(station, type, token, facts.decidedAs("spoiled", NO_LICENCE))
                    : new Claimed(
                            station,
                            EventType.SPOILED,
                            token,
                            facts.decidedAs(facts.decision(), NO_LICENCE));
        }
    }

    /// Why a card that was checked as good is destroyed all the same.
    String NO_LICENCE = "card-revoked";

    /// The station has answered a fence: its lease stands so.
    record Reported(String station, Token token, LeaseState state) implements JobEvent {}

    /// The hub has a new term: what it knows of this job may be of yesterday.
    record TermBegan() implements JobEvent {}

    /// Every station in service has reported in this term.
    record AllReported() implements JobEvent {}

    /// Its station is lost with everything in it: a card that turns up is no licence.
    record BoxLost(String reason) implements JobEvent {}

    /// With the box in custody two people found its card, or that nothing was fed.
    record Settled(Facts found) implements JobEvent {}

    /// The blank of its spoiled card, which nobody could read, is this one.
    record BlankNamed(String serial) implements JobEvent {}

    /// The finished card was lost on its way, or the spoiled one before it was destroyed.
    record CardLost(String reason) implements JobEvent {}

    record Cancelled(String reason) implements JobEvent {}

    /// Its card cannot be drawn: people must look at its application.
    record NotDrawn(String reason) implements JobEvent {}

    /// What held it is mended, people say.
    record Resumed() implements JobEvent {}
}
