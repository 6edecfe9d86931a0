package ampro.hub.custody.ledger;

import ampro.hub.web.ActionView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What waits for a second person, what was decided, and the form that asks.
///
/// @param ask null for who may not
/// @param acts codes of `act.<code>`
public record WitnessView(
        LedgerFrame frame,
        List<Row> waiting,
        List<Row> decided,
        LedgerFrame.@Nullable Form ask,
        List<String> acts) {

    /// One request.
    ///
    /// @param serials by ranges
    /// @param actions empty for who asked, and for who may not
    public record Row(
            String id,
            String act,
            String place,
            long blanks,
            List<String> serials,
            String reason,
            String askedBy,
            Instant askedAt,
            String state,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String answer,
            List<ActionView> actions) {}
}
