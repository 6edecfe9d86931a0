package ampro.hub.station;

import ampro.hub.web.Actor;
import ampro.hub.web.Layout;
import ampro.hub.web.Permission;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fleet. What was not measured is null and shown as a dash.
public record StationsView(Layout layout, List<Row> stations) {

    /// The fleet as this reader may see it.
    public static List<Row> seenBy(Actor reader, List<Row> rows) {
        return reader.may(Permission.VIEW_BLANKS)
                ? rows
                : rows.stream().map(Row::withoutBlanks).toList();
    }

    /// One station.
    ///
    /// @param state a station's own state, or silent, printing, in_doubt, paused as the hub derives
    /// @param since how long it has been so
    /// @param now what it does, in words: a job number, "ribbon ends"
    /// @param simulated its hardware is
    /// @param unguarded it prints without hub and guard, as two people accepted
    /// @param blanks cards left; likewise ribbon and labels
    /// @param lastCard age of its last card
    public record Row(
            String station,
            String site,
            String state,
            @Nullable Duration since,
            @Nullable String now,
            boolean simulated,
            boolean unguarded,
            long queued,
            @Nullable Long blanks,
            @Nullable Long ribbon,
            @Nullable Long labels,
            @Nullable Duration lastCard,
            @Nullable String version) {
        /// Fewer than this many cards left deserve a look: about half an hour's work.
        private static final long LOW = 15;

        /// For who counts the blanks: without how many the book says are left.
        Row withoutBlanks() {
            return new Row(
                    station, site, state, since, now, simulated, unguarded, queued, null, ribbon,
                    labels, lastCard, version);
        }

        public static boolean low(@Nullable Long left) {
            return left != null && left < LOW;
        }
    }
}
