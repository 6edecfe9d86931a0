package ampro.station.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/// When the next connect may be tried. Full jitter that doubles, so that a thousand stations do not
/// return in one moment; and never more than ten tries a minute, whatever the line does: one that
/// flaps each second would else make a storm.
final class Patience {
    /// Longest pause before the next try; the first tries come sooner.
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final Duration FIRST = Duration.ofSeconds(1);

    /// A connection that stood for this long was none that flaps.
    private static final Duration STOOD = Duration.ofSeconds(10);

    private static final int TRIES_MAX = 10;
    private static final Duration TRIES_WITHIN = Duration.ofMinutes(1);

    private final RandomGenerator random;

    /// Nanoseconds of the last tries, the oldest first.
    private final Deque<Long> tries = new ArrayDeque<>(TRIES_MAX);

    private Duration most = Duration.ZERO;
    private long connectedSince;
    private boolean connected;

    Patience(RandomGenerator random) {
        this.random = random;
    }

    /// The pause before the next try, which then counts; the very first comes at once.
    ///
    /// @param now nanoseconds of a clock that never jumps
    Duration beforeNext(long now) {
        if (connected && now - connectedSince >= STOOD.toNanos()) {
            most = FIRST;
        }
        connected = false;
        long pause = most.isZero() ? 0 : random.nextLong(most.toNanos());
        most = most.isZero() ? FIRST : shorter(most.multipliedBy(2));
        if (tries.size() == TRIES_MAX) {
            pause = Math.max(pause, tries.removeFirst() + TRIES_WITHIN.toNanos() - now);
        }
        tries.addLast(now + pause);
        return Duration.ofNanos(pause);
    }

    void connected(long now) {
        connected = true;
        connectedSince = now;
    }

    private static Duration shorter(Duration pause) {
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
