package ampro.station.touch;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Rings when something may have changed, so that open screens look again.
public final class Bell {
    /// An open screen says something at least this often; a gone one shows by then.
    private static final Duration QUIET_MAX = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hasRung = lock.newCondition();
    private long rung;

    public void ring() {
        lock.lock();
        try {
            rung++;
            hasRung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Returns how often it has rung, as soon as that is not `known` any more.
    long await(long known) throws InterruptedException {
        lock.lock();
        try {
            long left = QUIET_MAX.toNanos();
            while (rung == known && left > 0) {
                left = hasRung.awaitNanos(left);
            }
            return rung;
        } finally {
            lock.unlock();
        }
    }
}
