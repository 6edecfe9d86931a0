package ampro.station.touch;

import org.jspecify.annotations.Nullable;

/// The one question.
///
/// @param printer its name; it waits
/// @param cause code of `doubt.cause.<code>`: power, printer-silent, counters, unknown
/// @param answers address of the [DecideView]; `?answer=<code>` is appended
/// @param counter cards the printer says it fed since, null where it cannot be trusted
/// @param code for the phone call
public record DoubtView(
        FrameView frame,
        CardView card,
        String printer,
        String cause,
        String answers,
        @Nullable Integer counter,
        String code)
        implements ScreenView {}
