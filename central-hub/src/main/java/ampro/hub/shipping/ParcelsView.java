package ampro.hub.shipping;

import ampro.hub.web.Layout;
import java.time.Duration;
import java.util.List;

/// Parcels, those on their way first.
public record ParcelsView(Layout layout, List<Row> rows) {

    /// One parcel.
    ///
    /// @param state code of `parcel.state.<code>`; `label` of `label.state.<code>`
    public record Row(
            String sscc,
            String address,
            String from,
            String to,
            int cards,
            String state,
            String label,
            Duration age) {}
}
