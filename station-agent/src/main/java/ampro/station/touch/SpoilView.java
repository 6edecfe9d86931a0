package ampro.station.touch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why is the card spoiled? The form sends `reason` and, where the printer could not read it,
/// `blank`, or `unread` where nobody can.
///
/// @param back address to change one's mind
/// @param blankAsked its blank has to be scanned, or said to be unreadable
/// @param refusal code of `check.refusal.<code>`
public record SpoilView(
        FrameView frame,
        CardView card,
        FormView form,
        String back,
        boolean blankAsked,
        Evidence evidence,
        @Nullable String scannedBlank,
        @Nullable String refusal)
        implements ScreenView {
    /// Address of this screen for a card whose number cannot be read.
    public String unread() {
        return form.action() + "?unread=yes";
    }

    /// Codes of `spoil.<code>`, each with a picture; six fill the screen.
    public static final List<String> REASONS =
            List.of("colour", "smeared", "incomplete", "wrong-data", "damaged", "other");
}
