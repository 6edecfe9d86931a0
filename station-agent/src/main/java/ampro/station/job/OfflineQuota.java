package ampro.station.job;

import ampro.firmware.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// How long a station goes on that hears nothing of the hub. Its leases are bounded by the hub;
/// this bounds what it may have done that nobody knows of. Disk is bounded by the journal's
/// ballast.
public final class OfflineQuota {
    /// Events that the hub has not acknowledged: about 1,500 cards.
    static final long UNACKNOWLEDGED_MAX = 10_000;

    /// Since the hub's last welcome counted, by a clock that nobody sets; a start begins anew.
    static final Duration ALONE_MAX = Duration.ofDays(3);

    private final EventStore events;
    private final LongSupplier nanos;
    private volatile boolean isWelcomed;
    private volatile long lastWelcomed;

    /// `nanos` is monotonic, as [System#nanoTime].
    public OfflineQuota(EventStore events, LongSupplier nanos) {
        this.events = events;
        this.nanos = nanos;
        lastWelcomed = nanos.getAsLong();
    }

    /// Told after every change.
    public void follow(PrintState state) {
        if (isWelcomed || state.welcomed()) {
            lastWelcomed = nanos.getAsLong();
        }
        isWelcomed = state.welcomed();
    }

    /// Why no card may be begun, if the quota is spent.
    public Optional<Problem> spent() {
        EventStore.Head head = events.head();
        long alone = isWelcomed ? 0 : nanos.getAsLong() - lastWelcomed;
        return head.seq() - head.ackedSeq() >= UNACKNOWLEDGED_MAX || alone >= ALONE_MAX.toNanos()
                ? Optional.of(Problem.QUOTA_SPENT)
                : Optional.empty();
    }
}
