package ampro.hub.store;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Every place where a proof may cut the power. Armed by `-Dampro.crash=<name>`, or `<name>:<n>`
/// for the n-th pass; a program that is not armed pays one comparison.
public enum CrashPoint {
    HUB_BEFORE_COMMIT,
    HUB_AFTER_COMMIT,
    HUB_BEFORE_PUBLISH,
    HUB_AFTER_PUBLISH;

    private static final @Nullable CrashPoint ARMED;
    private static int passesLeft;

    static {
        String[] order = System.getProperty("ampro.crash", "").split(":", 2);
        ARMED = order[0].isEmpty() ? null : valueOf(order[0].toUpperCase(Locale.ROOT));
        passesLeft = order.length < 2 ? 1 : Integer.parseInt(order[1]);
    }

    public void pass() {
        if (this == ARMED) {
            halt();
        }
    }

    private static synchronized void halt() {
        if (--passesLeft <= 0) {
            Runtime.getRuntime().halt(137);
        }
    }
}
