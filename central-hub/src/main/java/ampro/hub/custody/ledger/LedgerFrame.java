package ampro.hub.custody.ledger;

import ampro.hub.web.FormView;
import ampro.hub.web.Layout;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What every page of the book has around what it shows.
///
/// @param entered what was typed into a form that was refused, to be shown again
/// @param refusal why, in words
public record LedgerFrame(
        Layout layout,
        LedgerTab here,
        List<LedgerTab> tabs,
        Map<String, String> entered,
        @Nullable String refusal) {

    public String entered(String field) {
        return entered.getOrDefault(field, "");
    }

    /// A form with the places it may name.
    ///
    /// @param places central, and stations' ids
    public record Form(FormView form, List<String> places) {}
}
