package ampro.hub.overview;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The way from application to hand-over: how many wait in each of the 15 states, and how long.
///
/// @param counts by state code; a state that is missing has none
/// @param bottleneck the state where most time is lost, null where none stands out
/// @param cause of the bottleneck in words: "at TMM, 2 d 3 h"
/// @param median from submission to hand-over, null until there is one
public record FlowView(
        Map<String, Count> counts,
        @Nullable String bottleneck,
        @Nullable String cause,
        @Nullable Duration median) {

    /// Bars have this many steps; style.css has one class for each, `bar-0` to `bar-20`.
    private static final int BAR_STEPS = 20;

    public record Count(long number, @Nullable Duration oldest) {
        static final Count NONE = new Count(0, null);
    }

    /// Neighbours in the picture; the text is `flow.<code>`.
    public record Stage(String code, List<String> states) {}

    public static final List<Stage> STAGES =
            List.of(
                    new Stage(
                            "review",
                            List.of(
                                    "applied",
                                    "submitted",
                                    "under_review",
                                    "pending_documents",
                                    "pending_payment")),
                    new Stage("card", List.of("approved", "license_generated")),
                    new Stage("print", List.of("queued_for_printing", "printing", "printed")),
                    new Stage("ship", List.of("shipped")),
                    new Stage("hand-over", List.of("ready_for_collection")));

    /// Where an application ends: counted, but nothing waits there.
    public static final List<String> ENDS = List.of("completed", "rejected", "cancelled");

    public FlowView {
        counts = Map.copyOf(counts);
    }

    public Count count(String state) {
        return counts.getOrDefault(state, Count.NONE);
    }

    public long open() {
        return STAGES.stream()
                .flatMap(stage -> stage.states().stream())
                .mapToLong(state -> count(state).number())
                .sum();
    }

    public boolean isBottleneck(String state) {
        return state.equals(bottleneck);
    }

    /// Height in steps; one card is already seen.
    public int bar(String state) {
        long most =
                STAGES.stream()
                        .flatMap(stage -> stage.states().stream())
                        .mapToLong(each -> count(each).number())
                        .max()
                        .orElse(0);
        long here = count(state).number();
        return here == 0 ? 0 : (int) Math.max(1, Math.round((double) BAR_STEPS * here / most));
    }
}
