package ampro.hub.web;

import java.util.Locale;

/// How a state is shown: always a shape and a word, never colour alone.
public enum Mark {
    PLAIN(""),
    GOOD("●"),
    LOOK("▲"),
    STOP("■"),
    ASK("?");

    private final String shape;

    Mark(String shape) {
        this.shape = shape;
    }

    public String shape() {
        return shape;
    }

    /// The class in style.css.
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Of any state code on the wire or in a store. An unknown one, from a newer station say, is
    /// plain: shown, not guessed at.
    public static Mark of(String state) {
        return switch (state) {
            case "ready",
                    "printing",
                    "completed",
                    "delivered",
                    "printed",
                    "active",
                    "closed",
                    "confirmed" ->
                    GOOD;
            case "degraded",
                    "paused",
                    "held",
                    "differs",
                    "pending_documents",
                    "pending_payment",
                    "returned",
                    "disconnected" ->
                    LOOK;
            case "silent",
                    "missing",
                    "lost",
                    "failed",
                    "rejected",
                    "locked",
                    "quarantined",
                    "recovery",
                    "revoked" ->
                    STOP;
            case "in_doubt", "unknown", "waiting" -> ASK;
            default -> PLAIN;
        };
    }
}
