package ampro.hub.custody.acts;

import ampro.hub.web.Layout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What waits for a second person, and what was decided.
public record ActsView(
        Layout layout,
        List<AskingRow> waiting,
        List<AskingRow> decided,
        @Nullable String refusal) {}
