package ampro.hub.custody;

import ampro.firmware.wire.EventChain;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The other end of the protocol as the hub knows it: one incarnation of a station, its boot and
/// when in it the last hello was said (milliseconds), how far the hub has its journal, from where
/// it was asked to send again, and the last term in which it has reported.
public record Peer(
        State state,
        @Nullable String boot,
        long up,
        Takeovers takeovers,
        Head acked,
        long askedFrom,
        long reportedTerm) {

    public enum State {
        /// Has a credential and has never said hello.
        ENROLLED,
        OPEN,
        /// Two boxes, or a box of yesterday, may speak under this name: what it says is kept and
        /// does nothing, until people retire it.
        QUARANTINED,
        RETIRED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The number of an event in the station's journal, and its hash.
    public record Head(long seq, String hash) {
        static final Head START = new Head(0, EventChain.START);
    }

    /// How often another boot has taken over since then. A power cut is one; two boxes with one
    /// identity take over from each other for ever.
    public record Takeovers(int count, @Nullable Instant since) {
        static final Takeovers NONE = new Takeovers(0, null);
        static final int MAX = 3;
        static final Duration WITHIN = Duration.ofSeconds(60);

        Takeovers another(Instant now) {
            return since == null || now.isAfter(since.plus(WITHIN))
                    ? new Takeovers(1, now)
                    : new Takeovers(count + 1, since);
        }

        boolean areTooMany() {
            return count > MAX;
        }
    }

    Peer quarantined() {
        return new Peer(State.QUARANTINED, boot, up, takeovers, acked, askedFrom, reportedTerm);
    }

    Peer saidHello(@Nullable String now, long at) {
        return new Peer(State.OPEN, now, at, takeovers, acked, askedFrom, reportedTerm);
    }

    Peer takenOver(Instant now) {
        return new Peer(state, boot, up, takeovers.another(now), acked, askedFrom, reportedTerm);
    }

    Peer acked(Head now) {
        return new Peer(state, boot, up, takeovers, now, askedFrom, reportedTerm);
    }

    Peer asked(long from) {
        return new Peer(state, boot, up, takeovers, acked, from, reportedTerm);
    }

    Peer reported(long term) {
        return new Peer(state, boot, up, takeovers, acked, askedFrom, term);
    }
}
