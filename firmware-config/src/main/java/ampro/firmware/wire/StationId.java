package ampro.firmware.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A print station: site and number in lower case, such as `tnr-01`. It stands in topics and client
/// ids, so it holds no `/ + # . *`; `all` is the broadcast address and never a station.
public record StationId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]{1,15}-[0-9]{2,3}");

    @JsonCreator
    public StationId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a station id looks like tnr-01, not " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
