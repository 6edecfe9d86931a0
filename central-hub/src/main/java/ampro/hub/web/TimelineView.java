package ampro.hub.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened, newest first.
///
/// @param family the first part of the state codes' keys, like `application.state`
public record TimelineView(String family, List<Entry> entries) {

    /// One change.
    ///
    /// @param state the code that was entered
    /// @param who a person's name or a station
    /// @param reason in words
    public record Entry(Instant at, String state, String who, @Nullable String reason) {}
}
