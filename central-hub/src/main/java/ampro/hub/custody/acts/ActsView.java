package ampro.hub.custody.acts;

import ampro.hub.custody.AlertStore;
import ampro.hub.web.Layout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What waits for a second person, what no rule settles, and what was decided.
public record ActsView(
        Layout layout,
        List<AskingRow> waiting,
        List<AlertStore.Row> alerts,
        List<AskingRow> decided,
        @Nullable String refusal) {}
