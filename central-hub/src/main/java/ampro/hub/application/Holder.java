package ampro.hub.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The person a licence is for. Personal data: kept wrapped as `Sensitive`. Dates are ISO 8601,
/// `sex` is `M`, `F` or `X`, `restrictions` are codes such as `01`.
public record Holder(
        String surname,
        String givenNames,
        String birthDate,
        @Nullable String birthPlace,
        @Nullable String sex,
        List<String> address,
        List<String> restrictions) {

    public String name() {
        return surname + ", " + givenNames;
    }
}
