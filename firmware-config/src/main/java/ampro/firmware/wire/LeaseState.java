package ampro.firmware.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a lease stands at its station; see the table in ARCHITECTURE.md.
public enum LeaseState {
    HELD,
    INTENT,
    BOUND,
    MADE,
    EJECTED,
    GOOD,
    SPOILED,
    UNKNOWN,
    RELEASED,
    FENCED,
    LOCKED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Nothing more will happen to the lease.
    public boolean isFinal() {
        return switch (this) {
            case GOOD, SPOILED, RELEASED, FENCED -> true;
            case HELD, INTENT, BOUND, MADE, EJECTED, UNKNOWN, LOCKED -> false;
        };
    }

    /// The lease has its printer to itself: nothing else is fed until it is settled.
    public boolean ownsPrinter() {
        return switch (this) {
            case INTENT, BOUND, MADE, EJECTED, UNKNOWN, LOCKED -> true;
            case HELD, GOOD, SPOILED, RELEASED, FENCED -> false;
        };
    }
}
