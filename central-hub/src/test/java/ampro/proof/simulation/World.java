package ampro.proof.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Time, chance and the record of a run: what happens next is what was due first, and among those
/// what was asked for first.
final class World {
    private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");

    private record Due(long at, long order, Runnable what) {}

    final Random random;
    private final Consumer<String> told;
    private final MessageDigest trace = sha256();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final Map<String, Long> counts = new TreeMap<>();
    private long now;
    private long asked;
    private long lines;

    /// `told` gets every line of the trace.
    World(long seed, Consumer<String> told) {
        random = new Random(seed);
        this.told = told;
    }

    /// Milliseconds since the run began.
    long now() {
        return now;
    }

    Instant instant() {
        return START.plusMillis(now);
    }

    /// So long after the beginning.
    static Instant at(Duration since) {
        return START.plus(since);
    }

    void after(Duration delay, Runnable what) {
        due.add(new Due(now + delay.toMillis(), asked++, what));
    }

    /// Between these two, evenly.
    Duration between(Duration least, Duration most) {
        return least.plusMillis((long) (random.nextDouble() * most.minus(least).toMillis()));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /// Lets everything happen that is due until then.
    void runUntil(Duration end) {
        while (!due.isEmpty() && due.peek().at() <= end.toMillis()) {
            Due next = due.remove();
            now = next.at();
            next.what().run();
        }
        now = end.toMillis();
    }

    void tell(String who, String what) {
        String line = now + " " + who + " " + what;
        trace.update(line.getBytes(StandardCharsets.UTF_8));
        lines++;
        told.accept(line);
    }

    /// Counts what is seen often, for the coverage of the run.
    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    Map<String, Long> counts() {
        return counts;
    }

    String traceHash() {
        try {
            MessageDigest copy = (MessageDigest) trace.clone();
            return HexFormat.of().formatHex(copy.digest()).substring(0, 16) + "/" + lines;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
