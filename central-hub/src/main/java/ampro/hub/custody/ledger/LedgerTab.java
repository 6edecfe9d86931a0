package ampro.hub.custody.ledger;

import ampro.hub.web.Actor;
import ampro.hub.web.Permission;
import ampro.hub.web.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The pages of the book; a word is `blanks.tab.<code>`.
public enum LedgerTab {
    OVERVIEW("", Permission.VIEW_BLANKS),
    BLANK("/blank", Permission.VIEW),
    RECEIVE("/receive", Permission.BOOK_BLANKS),
    TRANSFERS("/transfers", Permission.VIEW),
    STATION("/station", Permission.HANDLE_BLANKS),
    COUNT("/count", Permission.VIEW),
    WITNESS("/witness", Permission.VIEW);

    private final String path;
    private final Permission permission;

    LedgerTab(String path, Permission permission) {
        this.path = path;
        this.permission = permission;
    }

    public String address() {
        return Place.BLANKS.address() + path;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Permission permission() {
        return permission;
    }

    static List<LedgerTab> of(Actor reader) {
        return Arrays.stream(values()).filter(tab -> reader.may(tab.permission)).toList();
    }
}
