package ampro.hub.custody.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Blanks on their way, and the form that sends some.
///
/// @param vault what the vault holds, by ranges; empty for who may not send
/// @param send null for who may not
public record TransfersView(
        LedgerFrame frame, List<Row> rows, List<String> vault, LedgerFrame.@Nullable Form send) {

    /// One transfer.
    ///
    /// @param state code of `transfer.state.<code>`
    public record Row(
            String id,
            String from,
            String to,
            long blanks,
            long onItsWay,
            String state,
            Instant sent,
            String by) {
        public String address() {
            return LedgerTab.TRANSFERS.address() + "/" + id;
        }
    }
}
