package ampro.hub.station;

import ampro.hub.web.Layout;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fleet. What was not measured is null and shown as a dash.
public record StationsView(Layout layout, List<Row> stations) {

    /// One station.
    ///
    /// @param state a station's own state, or silent, printing, in_doubt, paused as the hub derives
    /// @param since how long it has been so
    /// @param now what it does, in words: a job number, "ribbon ends"
    /// @param simulated its hardware is
    /// @param blanks cards left; likewise ribbon and labels
    /// @param lastCard age of its last card
    public record Row(
            String station,
            String site,
            String state,
            @Nullable Duration since,
            @Nullable String now,
            boolean simulated,
            long queued,
            @Nullable Long blanks,
            @Nullable Long ribbon,
            @Nullable Long labels,
            @Nullable Duration lastCard,
            @Nullable String version) {
        /// Fewer than this many cards left deserve a look: about half an hour's work.
        private static final long LOW = 15;

        public static boolean low(@Nullable Long left) {
            return left != null && left < LOW;
        }
    }
}
