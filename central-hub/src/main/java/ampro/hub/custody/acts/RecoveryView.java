package ampro.hub.custody.acts;

import ampro.hub.web.Layout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a new term has stopped, and who must speak before it goes on.
///
/// @param waiting how many jobs wait for it
public record RecoveryView(
        Layout layout,
        long term,
        boolean whole,
        Instant since,
        @Nullable String why,
        long waiting,
        List<Row> stations) {

    /// A station in service.
    ///
    /// @param state reported or missing
    /// @param heard since when nothing was heard of it
    /// @param jobs that it may have printed
    public record Row(
            String station,
            String site,
            String state,
            @Nullable Duration heard,
            long jobs,
            String address) {}
}
