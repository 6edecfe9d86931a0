package ampro.hub.custody.acts;

import ampro.hub.custody.AlertStore;
import ampro.hub.web.ActionView;
import ampro.hub.web.Layout;
import ampro.hub.web.TimelineView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One print job.
///
/// @param state code of `job.state.<code>`
/// @param replaces the job whose card this one's replaces, and `replaced` the other way round
/// @param reprint code of `reprint.<code>`: what a new card rests on, or what is missing for it;
///   null where nobody would think of one
public record JobView(
        Layout layout,
        String job,
        String application,
        String state,
        @Nullable String reason,
        List<Line> lines,
        @Nullable String replaces,
        @Nullable String replaced,
        @Nullable String reprint,
        boolean reprintable,
        TimelineView timeline,
        List<AlertStore.Row> alerts,
        List<AskingRow> askings,
        List<ActionView> actions,
        @Nullable String refusal) {

    /// One thing known of it; the label is `job.<name>`.
    public record Line(String name, String value, @Nullable String state) {}
}
