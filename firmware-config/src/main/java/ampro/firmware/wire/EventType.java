package ampro.firmware.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a station records about a lease, one for each durable step of a card; of a label, and of
/// its printer.
public enum EventType {
    HELD,
    INTENT,
    BOUND,
    MADE,
    EJECTED,
    GOOD,
    SPOILED,
    UNKNOWN,
    NOT_FED,
    /// The first person's answer to the one question, until a second one confirms it at the hub.
    ANSWERED,
    ADJUDICATED,
    RELEASED,
    FENCED,
    LOCKED,
    /// A grant that was refused before anything was held: below the promise, or artwork that fails.
    REFUSED,
    /// Two people say that the printer, or its board, was changed: what it is now counts from here.
    REBASELINED,
    LABEL;

    /// Whether others act on it, so that no restored disk image may take it back: it is counted by
    /// the guard counter before it is published or acted on. A label's token guards itself.
    public boolean isClaim() {
        return switch (this) {
            case INTENT, MADE, GOOD, SPOILED, NOT_FED, ADJUDICATED, RELEASED, FENCED, REFUSED ->
                    true;
            case HELD, BOUND, EJECTED, UNKNOWN, ANSWERED, LOCKED, REBASELINED, LABEL -> false;
        };
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
