package ampro.firmware.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Personal data: it can be read where it is needed and never printed by accident.
public record Sensitive<T>(@JsonValue T value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sensitive {}

    @Override
    public String toString() {
        return "***";
    }
}
