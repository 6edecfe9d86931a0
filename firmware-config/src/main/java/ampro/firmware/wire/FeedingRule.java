package ampro.firmware.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a station waits for between the commit of an INTENT and the first feeding command.
public enum FeedingRule {
    /// The hub's acknowledgement of that INTENT: no chip, so no printing without the hub.
    ACKNOWLEDGED,
    /// The guard counter's next count: a restored disk image would be found out.
    GUARDED,
    /// Nothing, by a risk that two people of the site accepted: there is no chip.
    OFFLINE_WITHOUT_GUARD;

    public boolean waitsForHub() {
        return this == ACKNOWLEDGED;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
