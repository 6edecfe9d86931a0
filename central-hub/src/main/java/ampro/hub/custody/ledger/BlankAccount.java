package ampro.hub.custody.ledger;

import java.util.Locale;

/// Where a blank is, in the book-keeper's sense: every blank is in exactly one of these.
public enum BlankAccount {
    RECEIVED,
    VAULT,
    IN_TRANSIT,
    AT_STATION,
    LOADED,
    IN_PRINTER,
    OUT_TRAY,
    IN_DOUBT,
    ISSUED,
    SPOILED,
    TEST,
    LOST,
    DESTROYED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
