package ampro.hub.custody.acts;

import ampro.hub.custody.AlertStore;
import ampro.hub.web.ActionView;
import ampro.hub.web.Layout;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One station and its box's way out of service.
///
/// @param state its own at the hub: enrolled, open, quarantined, retired
/// @param offline code of `box.offline.<code>`: it prints without hub and guard
/// @param heard since when nothing was heard of it
public record BoxView(
        Layout layout,
        String station,
        String site,
        String state,
        @Nullable String offline,
        @Nullable Duration heard,
        List<Step> steps,
        List<OpenJob> jobs,
        List<Blanks> blanks,
        List<AlertStore.Row> alerts,
        List<AskingRow> askings,
        List<ActionView> actions,
        @Nullable String refusal) {

    /// One line of the checklist; texts are `retire.<code>`.
    public record Step(String code, boolean done) {}

    /// A job whose end nobody knows, with what people may say of it.
    public record OpenJob(
            String job, String state, Duration age, String address, List<ActionView> actions) {}

    /// What is still booked here; `account` of `account.<code>`.
    public record Blanks(String account, long count) {}
}
