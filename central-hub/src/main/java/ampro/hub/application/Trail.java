package ampro.hub.application;

import ampro.hub.web.ChainView;
import ampro.hub.web.TimelineView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the capabilities above know about an application's card.
///
/// @param licence its number as it is printed, in groups; null before there is one
/// @param priority of its print job, 1 where there is none
/// @param ticks null until a print job exists
/// @param pictures of its sides
/// @param entries of the timeline that the application's own history does not tell
/// @param cancellable the print job waits and can be taken out of the queue
public record Trail(
        @Nullable String licence,
        int priority,
        ApplicationView.@Nullable Ticks ticks,
        ApplicationView.Pictures pictures,
        ChainView chain,
        List<TimelineView.Entry> entries,
        boolean cancellable) {}
