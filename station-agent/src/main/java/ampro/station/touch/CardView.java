package ampro.station.touch;

import ampro.firmware.wire.Sensitive;
import org.jspecify.annotations.Nullable;

/// The card in question.
///
/// @param front address of its front as rendered from the file; likewise back
/// @param blank serial, null until it is known
public record CardView(
        String job,
        Sensitive<String> holder,
        String licence,
        String categories,
        @Nullable String front,
        @Nullable String back,
        @Nullable String blank) {}
