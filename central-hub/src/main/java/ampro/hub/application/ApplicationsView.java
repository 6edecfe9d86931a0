package ampro.hub.application;

import ampro.firmware.wire.Sensitive;
import ampro.hub.web.Layout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The list. Query fields: `state`, `q`.
///
/// @param state the filter, null for all
/// @param counts by state code; those that are shown as filters, in this order
/// @param total how many there are under this filter
/// @param next address of the next page
public record ApplicationsView(
        Layout layout,
        @Nullable String state,
        Map<String, Long> counts,
        List<Row> rows,
        long total,
        @Nullable String next) {

    /// One application.
    ///
    /// @param type code of `application.type.<code>`
    /// @param todo the one obvious next step, code of `action.<code>`; null where nobody need act
    public record Row(
            String number,
            String address,
            Sensitive<String> holder,
            String type,
            List<String> categories,
            String state,
            Duration age,
            String site,
            @Nullable String todo) {}
}
