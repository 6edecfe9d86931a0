package ampro.hub.overview;

import ampro.hub.station.StationsView;
import ampro.hub.web.Layout;
import ampro.hub.web.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The front page: exceptions first, then the flow, the stations, and what waits for the reader.
public record BoardView(
        Layout layout,
        List<Alarm> alarms,
        FlowView flow,
        List<StationsView.Row> stations,
        List<Waiting> waiting) {

    /// One exception.
    ///
    /// @param count null where it is not measured yet: then the page says so
    /// @param oldest age of the oldest case
    /// @param cause in words, like the stations' names
    public record Alarm(
            Kind kind,
            @Nullable Long count,
            @Nullable Duration oldest,
            @Nullable String cause,
            String address) {

        /// Calm unless there is something to see.
        public Mark mark() {
            return count == null || count == 0 ? Mark.PLAIN : kind.mark;
        }
    }

    /// Texts are `alarm.<code>`.
    public enum Kind {
        IN_DOUBT("in-doubt", Mark.ASK),
        LATE("late", Mark.LOOK),
        SILENT("silent", Mark.STOP),
        BLANKS_DIFFER("blanks-differ", Mark.STOP),
        NOT_ARRIVED("not-arrived", Mark.LOOK);

        private final String code;
        private final Mark mark;

        Kind(String code, Mark mark) {
            this.code = code;
            this.mark = mark;
        }

        public String code() {
            return code;
        }
    }

    /// What somebody asks of the reader; `kind` is a code of `waiting.<code>`.
    public record Waiting(
            String kind, String subject, String askedBy, Instant since, String address) {}
}
