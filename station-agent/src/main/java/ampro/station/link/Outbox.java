package ampro.station.link;

/// How much of the journal this connection has carried: events are sent once in their order, from
/// the first the hub does not have, and again from where it asks. The sender reads it, the receiver
/// turns it back.
final class Outbox {
    private long sent;
    private long acked;

    /// The hub has everything up to here.
    synchronized void startAfter(long seq) {
        sent = seq;
        acked = seq;
    }

    synchronized void acked(long seq) {
        acked = Math.max(acked, seq);
    }

    synchronized void resendFrom(long seq) {
        sent = Math.min(sent, seq - 1);
    }

    /// No acknowledgement came for a while: either the hub is away or something was lost.
    synchronized void resendUnacked() {
        sent = Math.min(sent, acked);
    }

    synchronized boolean isAllAcked() {
        return acked >= sent;
    }

    synchronized long sent() {
        return sent;
    }

    /// This one has left; false if it was not the next one any more.
    synchronized boolean carried(long seq) {
        if (seq != sent + 1) {
            return false;
        }
        sent = seq;
        return true;
    }
}
