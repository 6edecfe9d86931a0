package ampro.hub.custody.ledger;

import ampro.hub.web.FormView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One transfer: what is still on its way, what differed, and the form that takes it in.
///
/// @param onItsWay by ranges
/// @param arrive null unless the reader can take it in
public record TransferView(
        LedgerFrame frame,
        TransfersView.Row row,
        List<String> onItsWay,
        List<String> missing,
        List<String> unexpected,
        @Nullable Long counted,
        @Nullable Instant received,
        @Nullable String receivedBy,
        @Nullable String reason,
        @Nullable FormView arrive) {}
