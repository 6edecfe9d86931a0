package ampro.hub.collection;

import ampro.firmware.wire.Sensitive;
import ampro.hub.web.FormView;
import ampro.hub.web.Layout;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Scan a card, compare person, picture and paper, hand over. Query field: `scan`. The form sends
/// `document`, `document_number`, `compared`.
///
/// @param point the collection point the reader works at
/// @param scan what was scanned
/// @param card null until a card of this point was found
/// @param documents codes of `document.<code>`
/// @param refusal in words: unknown card, wrong point, not ready
/// @param done number of the application that was just completed
public record HandOverView(
        Layout layout,
        String point,
        String scan,
        @Nullable Card card,
        List<String> documents,
        long ready,
        @Nullable String refusal,
        @Nullable String done) {

    public record Card(
            FormView form,
            String application,
            String address,
            String licence,
            Sensitive<String> holder,
            Sensitive<LocalDate> born,
            List<String> categories,
            String front) {}
}
