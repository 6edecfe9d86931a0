package ampro.hub.custody.ledger;

import org.jspecify.annotations.Nullable;

/// What happened to blanks at the printer of one station.
///
/// @param serial of the one blank, null while nobody could read it
/// @param blanks how many: one, or the nameless ones of a feeding that may have taken several
public record PrintMove(
        String job,
        String station,
        BlankAccount from,
        BlankAccount to,
        @Nullable String serial,
        int blanks) {
    public PrintMove {
        if (blanks < 1 || (serial != null && blanks > 1)) {
            throw new IllegalArgumentException(blanks + " blanks are not one named " + serial);
        }
    }
}
