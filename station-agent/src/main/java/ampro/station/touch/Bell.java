package ampro.station.touch;

import java.time.Duration;

/// Rings when something may have changed, so that open screens look again.
public final class Bell {
    /// An open screen says something at least this often; a gone one shows by then.
    private static final Duration QUIET_MAX = Duration.ofSeconds(5);

    private long rung;

    public synchronized void ring() {
        rung++;
        notifyAll();
    }

    /// Returns how often it has rung, as soon as that is not `known` any more.
    synchronized long await(long known) throws InterruptedException {
        if (rung == known) {
            wait(QUIET_MAX.toMillis());
        }
        return rung;
    }
}
