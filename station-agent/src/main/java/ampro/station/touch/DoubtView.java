package ampro.station.touch;

import ampro.station.job.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one question.
///
/// @param printer its name; it waits
/// @param cause code of `doubt.cause.<code>`: power, printer-silent, counters, rejected, unknown
/// @param possible what can be answered
/// @param answers address of the [DecideView]; `?answer=<code>` is appended
/// @param counter cards the printer says it fed since, null where it cannot be trusted
/// @param answered what one person found already; null while nobody has answered
/// @param code for the phone call
public record DoubtView(
        FrameView frame,
        CardView card,
        String printer,
        String cause,
        List<Decision> possible,
        String answers,
        @Nullable Integer counter,
        @Nullable Answered answered,
        String code)
        implements ScreenView {
    public DoubtView {
        possible = List.copyOf(possible);
    }

    /// `what` is a code of `doubt.answer.<code>`, `who` a staff id.
    public record Answered(String what, String who) {}
}
