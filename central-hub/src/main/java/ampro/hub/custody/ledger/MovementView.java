package ampro.hub.custody.ledger;

import ampro.hub.web.Frame;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One movement in a table.
///
/// @param blanks which, or null where nobody knows yet
/// @param address of the one blank, else null
public record MovementView(
        Instant at,
        String act,
        @Nullable String blanks,
        long count,
        @Nullable String address,
        String fromAccount,
        String fromPlace,
        String toAccount,
        String toPlace,
        String who,
        @Nullable String job,
        @Nullable String why) {

    static MovementView of(LedgerListStore.Row row, Map<String, String> names) {
        return new MovementView(
                row.when(),
                row.act(),
                blanks(row),
                row.blanks(),
                row.firstSerial() != null && row.blanks() == 1 ? address(row.firstSerial()) : null,
                row.fromAccount(),
                row.fromPlace(),
                row.toAccount(),
                row.toPlace(),
                names.getOrDefault(row.actor(), row.actor()),
                row.job(),
                row.reason());
    }

    /// Where a blank's page is.
    public static String address(String serial) {
        return LedgerTab.BLANK.address() + "?serial=" + Frame.encoded(serial);
    }

    private static @Nullable String blanks(LedgerListStore.Row row) {
        return row.firstSerial() == null || row.blanks() == 1
                ? row.firstSerial()
                : row.firstSerial() + "–" + row.lastSerial();
    }
}
