package ampro.hub.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Every place where a proof may cut the power: before and after every commit, and around what is
/// written or sent beside it. Armed by `-Dampro.crash=<name>`, or `<name>:<n>` for the n-th pass; a
/// program that is not armed pays one comparison.
public final class CrashPoint {
    /// How a program ends at its point, in both programs: nothing else ends it so, no `kill`
    /// either.
    public static final int HALTED = 86;

    public static final String BEFORE_WITNESS = "before-witness";
    public static final String AFTER_WITNESS = "after-witness";
    public static final String WITHIN_RECOVERY = "within-recovery";
    public static final String BEFORE_PUBLISH = "before-publish";
    public static final String AFTER_PUBLISH = "after-publish";

    private static final List<String> ACTS =
            List.of(BEFORE_WITNESS, AFTER_WITNESS, WITHIN_RECOVERY, BEFORE_PUBLISH, AFTER_PUBLISH);

    private static final List<String> NAMES =
            Stream.concat(
                            ACTS.stream(),
                            Arrays.stream(Commit.values())
                                    .flatMap(commit -> Stream.of(commit.before, commit.after)))
                    .toList();

    private static final String ARMED;
    private static int passesLeft;

    static {
        String[] order = System.getProperty("ampro.crash", "").split(":", 2);
        ARMED = order[0];
        passesLeft = order.length < 2 ? 1 : Integer.parseInt(order[1]);
        if (!ARMED.isEmpty() && !NAMES.contains(ARMED)) {
            throw new IllegalArgumentException(ARMED + " is no crash point; there are " + NAMES);
        }
    }

    /// What a command writes. Those that share a commit pass the points of each of them.
    public enum Commit {
        /// Office taken, or a term begun.
        TERM,
        TOKEN,
        GRANT,
        /// What a station said.
        INGEST,
        /// Published, so no longer to be sent.
        SENT,
        /// What people ask for, and programs in their place.
        DESK;

        final String before = "before-" + name().toLowerCase(Locale.ROOT);
        final String after = "after-" + name().toLowerCase(Locale.ROOT);

        /// Whether it may wait for others: a station or the broker waits for it, no person does.
        boolean isPatient() {
            return this == INGEST || this == SENT;
        }
    }

    private CrashPoint() {}

    public static List<String> names() {
        return NAMES;
    }

    public static void pass(String name) {
        if (ARMED.equals(name)) {
            halt();
        }
    }

    private static synchronized void halt() {
        if (--passesLeft <= 0) {
            Runtime.getRuntime().halt(HALTED);
        }
    }
}
