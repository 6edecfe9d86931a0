package ampro.hub.custody;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Up;

/// What follows from a station's message, carried out in order in the transaction that takes it.
sealed interface PeerEffect {
    /// It hears how far its journal is recorded, once this is.
    record Acknowledge() implements PeerEffect {}

    record Send(Down message) implements PeerEffect {}

    /// The hello is the newest of its boot, and what it says of the station is so.
    record Heard(Up.Hello hello) implements PeerEffect {}

    /// The event is kept, whatever it does.
    record Keep(Up.Event event, String hash) implements PeerEffect {}

    /// The event is the next of its journal: what it claims happens now.
    record Apply(Up.Event event) implements PeerEffect {}

    /// The station's answer to the fence says this of a lease that it still has.
    record Settle(Up.OpenLease lease) implements PeerEffect {}

    /// All that the station knows is known here: maybe it was the last that was missing.
    record Reported() implements PeerEffect {}

    /// The grants that the station does not hold are sent again.
    record SendGrants(Up.Hello hello) implements PeerEffect {}

    /// This hub has forgotten what a station remembers: a new term begins.
    record BeginTerm(long highestSeen, String why) implements PeerEffect {}

    record Alert(String code, String detail) implements PeerEffect {}
}
