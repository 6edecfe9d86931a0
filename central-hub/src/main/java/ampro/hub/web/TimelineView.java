package ampro.hub.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened, newest first.
public record TimelineView(List<Entry> entries) {

    /// One change.
    ///
    /// @param family the first part of the state's key, like `application.state`
    /// @param state the code that was entered
    /// @param who a person's name or a station
    /// @param reason in words
    public record Entry(
            Instant at, String family, String state, String who, @Nullable String reason) {
        public Entry by(String name) {
            return new Entry(at, family, state, name, reason);
        }
    }

    /// In order, whoever tells them.
    public static TimelineView of(List<Entry> entries) {
        return new TimelineView(
                entries.stream().sorted(Comparator.comparing(Entry::at).reversed()).toList());
    }
}
