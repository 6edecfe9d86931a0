package ampro.hub.custody.ledger;

import ampro.hub.web.ActionView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts at the end of shifts. Who counts sees the form and whether the counts agreed; the book's
/// figures are for others.
///
/// @param form null for who does not count
/// @param heaps codes of `heap.<code>`, which are the form's fields
public record CountView(
        LedgerFrame frame, LedgerFrame.@Nullable Form form, List<String> heaps, List<Row> rows) {

    /// One count.
    ///
    /// @param cells one a heap
    /// @param accept null unless the reader can accept the difference
    public record Row(
            String id,
            String station,
            Instant at,
            String by,
            String state,
            List<Cell> cells,
            long unsettled,
            @Nullable String settledBy,
            @Nullable String reason,
            @Nullable ActionView accept) {}

    /// What was counted of one heap.
    ///
    /// @param expected null for who counts
    public record Cell(long counted, @Nullable Long expected) {
        public boolean differs() {
            return expected != null && expected != counted;
        }
    }
}
