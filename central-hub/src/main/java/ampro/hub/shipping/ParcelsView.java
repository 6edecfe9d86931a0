package ampro.hub.shipping;

import ampro.hub.web.ActionView;
import ampro.hub.web.Layout;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parcels, those on their way first.
///
/// @param toPack printed cards that are in no parcel, for readers who may pack them
/// @param refusal why the last command was refused, in words
public record ParcelsView(
        Layout layout, List<ToPack> toPack, List<Row> rows, @Nullable String refusal) {

    /// What waits for one site.
    public record ToPack(String site, long cards, ActionView action) {}

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
