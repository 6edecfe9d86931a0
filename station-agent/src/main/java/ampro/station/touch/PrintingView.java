package ampro.station.touch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A card is being made.
///
/// @param state code of `printing.<code>`: preparing, printing, finishing
/// @param at the step that is going on
/// @param secondsLeft null where it cannot be said
/// @param number this is card `number` `of` those that are here
public record PrintingView(
        FrameView frame,
        CardView card,
        String state,
        Step at,
        @Nullable Integer secondsLeft,
        @Nullable Integer number,
        @Nullable Integer of)
        implements ScreenView {

    /// Texts are `step.<code>`.
    public enum Step {
        BLANK,
        FRONT,
        BACK,
        VARNISH,
        EJECT,
        CHECK;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Progress {
        DONE,
        NOW,
        LATER
    }

    public Progress progress(Step step) {
        int order = step.compareTo(at);
        return order < 0 ? Progress.DONE : order == 0 ? Progress.NOW : Progress.LATER;
    }

    /// `0:24`
    public static String clock(int seconds) {
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }
}
