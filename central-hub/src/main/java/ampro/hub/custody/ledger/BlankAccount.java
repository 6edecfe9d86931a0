package ampro.hub.custody.ledger;

import ampro.hub.web.Outcome;
import java.util.Arrays;
import java.util.EnumSet;
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

    /// Whether no blank comes out of it back into a printer.
    boolean isUsedUp() {
        return EnumSet.of(ISSUED, SPOILED, TEST, DESTROYED).contains(this);
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As people say it in a sentence.
    String words() {
        return switch (this) {
            case SUPPLIER -> "with the supplier";
            case RECEIVED -> "received";
            case VAULT -> "in the vault";
            case IN_TRANSIT -> "on its way";
            case AT_STATION -> "on the shelf";
            case LOADED -> "in the hopper";
            case IN_PRINTER -> "in the printer";
            case OUT_TRAY -> "in the output tray";
            case IN_DOUBT -> "in doubt";
            case ISSUED -> "issued";
            case SPOILED -> "spoiled";
            case TEST -> "taken for tests";
            case LOST -> "lost";
            case DESTROYED -> "destroyed";
        };
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
