package ampro.station.store;

import ampro.firmware.wire.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Every place where a proof may cut the power: before and after every commit of the journal, and
/// between the acts around them. Armed by `-Dampro.crash=<name>`, or `<name>:<n>` for the n-th
/// pass; a program that is not armed pays one comparison.
public final class CrashPoint {
    /// How a program ends at its point, in both programs: nothing else ends it so, no `kill`
    /// either.
    public static final int HALTED = 86;

    public static final String BEFORE_FEED = "before-feed";
    public static final String BETWEEN_PANELS = "between-panels";
    public static final String BEFORE_EJECT = "before-eject";
    public static final String BEFORE_REJECT = "before-reject";
    public static final String BEFORE_COUNT = "before-count";
    public static final String AFTER_COUNT = "after-count";
    public static final String BEFORE_PUBLISH = "before-publish";
    public static final String AFTER_PUBLISH = "after-publish";

    private static final List<String> ACTS =
            List.of(
                    BEFORE_FEED,
                    BETWEEN_PANELS,
                    BEFORE_EJECT,
                    BEFORE_REJECT,
                    BEFORE_COUNT,
                    AFTER_COUNT,
                    BEFORE_PUBLISH,
                    AFTER_PUBLISH);

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

    /// What a commit of the journal is about. [Database#write] asks for one, so that no write is
    /// without its two crash points.
    public enum Commit {
        HELD,
        ARTWORK,
        /// A state of the machine without a lease: the promise, the printer and its counters.
        STATE,
        INTENT,
        BOUND,
        MADE,
        EJECTED,
        GOOD,
        SPOILED,
        UNKNOWN,
        ANSWERED,
        ADJUDICATED,
        NOT_FED,
        RELEASED,
        FENCED,
        LOCKED,
        REFUSED,
        LABEL_ASKED,
        LABEL_BEGUN,
        LABEL;

        final String before = "before-" + word();
        final String after = "after-" + word();

        public static Commit of(EventType claim) {
            return claim == EventType.REBASELINED ? STATE : valueOf(claim.name());
        }

        /// A card that is not begun yet waits for room on the disk.
        boolean mayBeRefused() {
            return this == INTENT;
        }

        /// Would eat the room that is kept for outcomes, and can be fetched again.
        boolean isBig() {
            return this == ARTWORK;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
