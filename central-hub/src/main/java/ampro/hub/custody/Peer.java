package ampro.hub.custody;

import ampro.firmware.wire.EventChain;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The other end of the protocol as the hub knows it: one incarnation of a station, the boot that
/// was welcomed last, how far the hub has its journal, from where it was asked to send again, and
/// the last term in which it has reported.
public record Peer(
        State state,
        @Nullable String boot,
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

    /// When another boot took over, the last times that count. A power cut is one; two boxes with
    /// one identity take over from each other for ever.
    public record Takeovers(List<Instant> at) {
        static final Takeovers NONE = new Takeovers(List.of());
        static final int MAX = 3;
        static final Duration WITHIN = Duration.ofSeconds(60);

        public Takeovers {
            at = List.copyOf(at);
        }

        /// What a clock that was set back since would place in the future counts no more.
        Takeovers another(Instant now) {
            return new Takeovers(
                    Stream.concat(
                                    at.stream()
                                            .filter(then -> !then.isAfter(now))
                                            .filter(then -> !now.isAfter(then.plus(WITHIN))),
                                    Stream.of(now))
                            .toList());
        }

        boolean areTooMany() {
            return at.size() > MAX;
        }
    }

    Peer quarantined() {
        return new Peer(State.QUARANTINED, boot, takeovers, acked, askedFrom, reportedTerm);
    }

    Peer retired() {
        return new Peer(State.RETIRED, boot, takeovers, acked, askedFrom, reportedTerm);
    }

    Peer saidHello(@Nullable String now) {
        return new Peer(State.OPEN, now, takeovers, acked, askedFrom, reportedTerm);
    }

    Peer takenOver(Instant now) {
        return new Peer(state, boot, takeovers.another(now), acked, askedFrom, reportedTerm);
    }

    Peer acked(Head now) {
        return new Peer(state, boot, takeovers, now, askedFrom, reportedTerm);
    }

    Peer asked(long from) {
        return new Peer(state, boot, takeovers, acked, from, reportedTerm);
    }

    Peer reported(long term) {
        return new Peer(state, boot, takeovers, acked, askedFrom, term);
    }
}
