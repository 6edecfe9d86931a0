package ampro.station.link;

/// How much of the journal this connection has carried: events are sent once in their order, from
/// the first the hub does not have, and again from where it asks. No more than a window of them is
/// on the way; a hub that does not answer is asked with a single one, so that a thousand unsent
/// claims do not become a storm. The sender reads it, the receiver turns it back.
final class Outbox {
    private static final long WINDOW_MAX = 100;

    private long sent;
    private long acked;
    private long window = WINDOW_MAX;

    /// The hub has everything up to here.
    synchronized void startAfter(long seq) {
        sent = seq;
        acked = seq;
        window = WINDOW_MAX;
    }

    synchronized void acked(long seq) {
        if (seq > acked) {
            acked = seq;
            sent = Math.max(sent, seq);
            window = Math.min(WINDOW_MAX, 2 * window);
        }
    }

    synchronized void resendFrom(long seq) {
        sent = Math.min(sent, seq - 1);
    }

    /// No acknowledgement came for a while: either the hub is away or something was lost.
    synchronized void resendUnacked() {
        if (acked < sent) {
            sent = acked;
            window = 1;
        }
    }

    synchronized boolean isAllAcked() {
        return acked >= sent;
    }

    synchronized long sent() {
        return sent;
    }

    /// Whether this event may leave before more are acknowledged.
    synchronized boolean hasRoomFor(long seq) {
        return seq <= acked + window;
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
