package ampro.hub.card;

import java.time.LocalDate;
import java.util.List;

/// One row of the table on the back: fields 9, 10, 11 and 12.
public record Entitlement(
        Category category, LocalDate firstIssue, LocalDate expiry, List<String> restrictions) {
    public Entitlement {
        restrictions = List.copyOf(restrictions);
    }
}
