package ampro.hub.custody.ledger;

import ampro.hub.web.Outcome;
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

    /// The account that people name.
    static Outcome<BlankAccount> parse(String code) {
        return holding().stream()
                .filter(account -> account.code().equals(code))
                .findFirst()
                .<Outcome<BlankAccount>>map(Outcome::done)
                .orElseGet(() -> Outcome.invalid("account", code + " is no account of blanks"));
    }

    static BlankAccount of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
