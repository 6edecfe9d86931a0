package ampro.firmware.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The claims a station makes about a lease, one for each durable step of a card, and of a label.
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
    ADJUDICATED,
    RELEASED,
    FENCED,
    LOCKED,
    /// A grant that was refused before anything was held: below the promise, or artwork that fails.
    REFUSED,
    LABEL;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
