package ampro.hub.link;

import ampro.hub.store.Numbers;
import java.time.Instant;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;

/// Messages that could not be read. They are kept for people and never stop the ones behind them.
final class DeadLetterStore {
    /// Enough to see a pattern; the oldest go first.
    private static final int LETTERS_MAX = 1_000;

    /// A poison message may be large; its beginning says what it is.
    private static final int PAYLOAD_BYTES_KEPT = 4_096;

    private DeadLetterStore() {}

    static void put(Handle handle, String topic, String why, byte[] payload, Instant now) {
        long n = Numbers.next(handle, "dead_letter");
        handle.execute(
                "insert into dead_letter (n, topic, why, payload, received_at)"
                        + " values (?, ?, ?, ?, ?)",
                n,
                topic,
                why,
                Arrays.copyOf(payload, Math.min(payload.length, PAYLOAD_BYTES_KEPT)),
                now.toEpochMilli());
        handle.execute("delete from dead_letter where n <= ?", n - LETTERS_MAX);
    }
}
