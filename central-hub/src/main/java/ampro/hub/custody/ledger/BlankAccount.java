package ampro.hub.custody.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Where a blank is, in the book-keeper's sense: every blank is in exactly one of these.
public enum BlankAccount {
    /// Outside the book: what left it is what was received. No blank is ever in it.
    SUPPLIER,
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

    /// Those that hold blanks.
    public static List<BlankAccount> holding() {
        return Arrays.stream(values()).filter(account -> account != SUPPLIER).toList();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BlankAccount of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
