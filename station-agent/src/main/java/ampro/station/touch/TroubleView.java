package ampro.station.touch;

import ampro.firmware.problem.Problem;
import org.jspecify.annotations.Nullable;

/// What happened, what to do, what happens to this card.
///
/// @param printer the one that has it, null where it is not a printer's
/// @param card null where no card is concerned
/// @param changed address of the [ChangedView], where that may end it
public record TroubleView(
        FrameView frame,
        Problem problem,
        @Nullable String printer,
        @Nullable CardView card,
        @Nullable String changed)
        implements ScreenView {
    public boolean stops() {
        return switch (problem.severity()) {
            case STOP -> true;
            case LOOK -> false;
        };
    }
}
