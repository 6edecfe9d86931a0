package ampro.hub.shipping;

import ampro.firmware.wire.Sensitive;
import ampro.hub.web.ActionView;
import ampro.hub.web.FormView;
import ampro.hub.web.Layout;
import ampro.hub.web.TimelineView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One parcel. Receiving sends field `scanned`: one card code a line.
///
/// @param sscc 18 digits
/// @param label code of `label.state.<code>`
/// @param actions dispatch, print the label again
/// @param receive null unless it can be received by the reader
/// @param difference null until it was received
public record ParcelView(
        Layout layout,
        String sscc,
        String from,
        String to,
        String state,
        String label,
        List<Card> cards,
        TimelineView timeline,
        List<ActionView> actions,
        @Nullable FormView receive,
        @Nullable Difference difference,
        @Nullable String refusal) {

    public record Card(
            String licence,
            Sensitive<String> holder,
            String blank,
            String address,
            boolean received) {}

    /// What the scan and the manifest do not have in common, as card codes.
    public record Difference(List<String> missing, List<String> unexpected) {
        public boolean none() {
            return missing.isEmpty() && unexpected.isEmpty();
        }
    }

    /// As people read it aloud: `3 0614141 999999999 7` grouped by four is enough.
    public String spoken() {
        return sscc.replaceAll("(.{4})(?=.)", "$1 ");
    }
}
