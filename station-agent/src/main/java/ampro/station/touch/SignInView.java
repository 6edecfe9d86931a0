package ampro.station.touch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is at the box? The form sends `id` and `pin`.
///
/// @param id what was typed or read from the badge before
/// @param refusal code of `sign-in.refusal.<code>`: wrong, locked, not-here
public record SignInView(
        FrameView frame,
        FormView form,
        String id,
        @Nullable String refusal,
        List<Language> languages)
        implements ScreenView {

    /// A link that shows the screen in another language.
    public record Language(String code, String address, boolean here) {}
}
