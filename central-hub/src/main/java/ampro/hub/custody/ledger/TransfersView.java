package ampro.hub.custody.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Blanks on their way, and the form that sends some.
///
/// @param send null for who may not
public record TransfersView(
        LedgerFrame frame, List<Row> rows, Vault vault, LedgerFrame.@Nullable Form send) {

    /// What the vault holds.
    ///
    /// @param ranges the first of its serials; none for who may not send
    /// @param more than those
    public record Vault(List<String> ranges, long more) {
        static final Vault UNSEEN = new Vault(List.of(), 0);
    }

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
