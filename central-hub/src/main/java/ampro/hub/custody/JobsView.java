package ampro.hub.custody;

import ampro.hub.web.Layout;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The print queue: urgent first, then first in first out. Query field: `state`.
public record JobsView(
        Layout layout, @Nullable String state, Map<String, Long> counts, List<Row> rows) {

    /// One job.
    ///
    /// @param state code of `job.state.<code>`
    /// @param priority 1 normal, 2 high, 3 urgent
    /// @param ticks how many of sent, received, started, finished are done
    public record Row(
            String job,
            String application,
            String address,
            String state,
            int priority,
            String site,
            @Nullable String station,
            int ticks,
            Duration age) {}
}
