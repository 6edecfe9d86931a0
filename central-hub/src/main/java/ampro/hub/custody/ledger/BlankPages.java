package ampro.hub.custody.ledger;

import ampro.hub.staff.Staff;
import ampro.hub.store.Database;
import ampro.hub.web.Call;
import ampro.hub.web.Layout;
import ampro.hub.web.Permission;
import ampro.hub.web.Place;
import ampro.hub.web.Routes;
import java.util.Map;

/// The book of blanks.
public final class BlankPages {
    private static final int MOVEMENTS_MAX = 40;

    private final Database database;
    private final Staff staff;

    public BlankPages(Database database, Staff staff) {
        this.database = database;
        this.staff = staff;
    }

    public void add(Routes routes) {
        routes.get("/blanks", Permission.VIEW, this::blanks);
    }

    private void blanks(Call call) {
        Layout layout =
                call.layout(Place.BLANKS, call.words().say("place.blanks"), "/blanks", null);
        Map<String, String> names = staff.names();
        call.show(
                "custody/ledger/blanks.jte",
                database.<BlanksView>read(handle ->
                        new BlanksView(
                                layout,
                                LedgerStore.received(handle),
                                LedgerStore.sums(handle).entrySet().stream()
                                        .map(sum ->
                                                new BlanksView.Account(
                                                        sum.getKey().code(), sum.getValue()))
                                        .toList(),
                                LedgerListStore.newest(handle, MOVEMENTS_MAX).stream()
                                        .map(moved -> movement(moved, names))
                                        .toList())));
    }

    private static BlanksView.Movement movement(
            LedgerListStore.Row moved, Map<String, String> names) {
        return new BlanksView.Movement(
                moved.when(),
                blanks(moved),
                moved.fromAccount(),
                moved.toAccount(),
                names.getOrDefault(moved.actor(), moved.actor()),
                moved.reason());
    }

    /// The serials, or how many where nobody knows yet which they are.
    private static String blanks(LedgerListStore.Row moved) {
        if (moved.firstSerial() == null) {
            return moved.blanks() + " × " + moved.toPlace();
        }
        return moved.blanks() == 1
                ? moved.firstSerial()
                : moved.firstSerial() + "–" + moved.lastSerial() + " (" + moved.blanks() + ")";
    }
}
