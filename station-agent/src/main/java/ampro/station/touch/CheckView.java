package ampro.station.touch;

import org.jspecify.annotations.Nullable;

/// Compare the card with its file and scan it and its blank. The form sends `card` and `blank`.
///
/// @param form for good
/// @param spoiled address of the [SpoilView]
/// @param scannedCard what was read, null until then; likewise scannedBlank
/// @param refusal code of `check.refusal.<code>`: wrong-card, wrong-blank, unreadable
public record CheckView(
        FrameView frame,
        CardView card,
        FormView form,
        String spoiled,
        @Nullable String scannedCard,
        @Nullable String scannedBlank,
        @Nullable String refusal)
        implements ScreenView {}
