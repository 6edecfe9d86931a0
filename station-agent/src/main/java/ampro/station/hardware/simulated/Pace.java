package ampro.station.hardware.simulated;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// How fast the simulated world runs: a line of `baud` (10 bits a byte on the wire) and mechanical
/// times, both sped up by `factor`.
record Pace(int baud, double factor) {
    /// From here on nothing is throttled at all.
    private static final double UNTHROTTLED = 1000;

    private static final double BITS_A_BYTE = 10;

    /// Bytes are taken off the line in portions of this much line time, so that a long picture is
    /// slowed evenly.
    private static final double PORTION_SECONDS = 0.02;

    private static final int PORTION_BYTES_MAX = 65_536;

    Pace {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("speed factor " + factor + " is not above 0");
        }
    }

    int portionBytes() {
        double bytes = PORTION_SECONDS * baud * factor / BITS_A_BYTE;
        return unthrottled() ? PORTION_BYTES_MAX : (int) Math.clamp(bytes, 1, PORTION_BYTES_MAX);
    }

    /// Returns when the line would have carried `count` bytes.
    void carry(int count) {
        if (!unthrottled()) {
            LockSupport.parkNanos((long) (count * BITS_A_BYTE / (baud * factor) * 1e9));
        }
    }

    Duration scaled(Duration real) {
        return unthrottled() ? Duration.ZERO : Duration.ofNanos((long) (real.toNanos() / factor));
    }

    private boolean unthrottled() {
        return factor >= UNTHROTTLED;
    }
}
