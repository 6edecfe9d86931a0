package ampro.station.store;

import ampro.firmware.wire.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Every place where a proof may cut the power: before and after the commit of each kind of claim,
/// and between the acts around them. Armed by `-Dampro.crash=<name>`, or `<name>:<n>` for the n-th
/// pass; a program that is not armed pays one comparison.
public final class CrashPoint {
    public static final String BEFORE_FEED = "before-feed";
    public static final String BETWEEN_PANELS = "between-panels";
    public static final String BEFORE_EJECT = "before-eject";
    public static final String BEFORE_PUBLISH = "before-publish";
    public static final String AFTER_PUBLISH = "after-publish";
    public static final String BEFORE_LABEL = "before-label";

    private static final List<String> NAMES =
            Stream.concat(
                            Stream.of(
                                    BEFORE_FEED,
                                    BETWEEN_PANELS,
                                    BEFORE_EJECT,
                                    BEFORE_PUBLISH,
                                    AFTER_PUBLISH,
                                    BEFORE_LABEL),
                            Arrays.stream(EventType.values())
                                    .flatMap(type -> Stream.of(before(type), after(type))))
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

    private CrashPoint() {}

    public static List<String> names() {
        return NAMES;
    }

    public static String before(EventType type) {
        return "before-" + type.word();
    }

    public static String after(EventType type) {
        return "after-" + type.word();
    }

    public static void pass(String name) {
        if (ARMED.equals(name)) {
            halt();
        }
    }

    private static synchronized void halt() {
        if (--passesLeft <= 0) {
            Runtime.getRuntime().halt(137);
        }
    }
}
