package ampro.hub.custody.ledger;

import ampro.hub.staff.Staff;
import ampro.hub.station.StationStore;
import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Call;
import ampro.hub.web.Outcome;
import ampro.hub.web.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What the pages of the book share.
final class LedgerDesk {
    /// Movements that are looked through for the reader's own, and those shown.
    private static final int LOOKED = 500;

    private static final int MINE_MAX = 8;

    private final Database database;
    private final Staff staff;

    LedgerDesk(Database database, Staff staff) {
        this.database = database;
        this.staff = staff;
    }

    Database database() {
        return database;
    }

    /// By account; read before the page's own reading begins.
    Map<String, String> names() {
        return staff.names();
    }

    static @Nullable String name(Map<String, String> names, @Nullable String account) {
        return account == null ? null : names.getOrDefault(account, account);
    }

    LedgerFrame frame(Call call, LedgerTab here, @Nullable String refusal) {
        String title = call.words().say("blanks.tab." + here.code());
        return new LedgerFrame(
                call.layout(Place.BLANKS, title, here.address(), null),
                here,
                LedgerTab.of(call.actor()),
                refusal == null ? chosen(call) : entered(call),
                refusal);
    }

    /// What a form that was carried out has the next one begin with.
    private static Map<String, String> chosen(Call call) {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (String field : List.of("act", "place")) {
            call.query(field).ifPresent(value -> chosen.put(field, value));
        }
        return chosen;
    }

    private static Map<String, String> entered(Call call) {
        Map<String, String> entered = new LinkedHashMap<>();
        for (String field :
                List.of(
                        "serials",
                        "first",
                        "last",
                        "note",
                        "act",
                        "place",
                        "from",
                        "to",
                        "reason",
                        "counted",
                        "missing",
                        "unexpected",
                        "station")) {
            entered.put(field, call.field(field));
        }
        return entered;
    }

    /// Where this reader works: at the stations of one site, or everywhere.
    static List<String> places(Handle handle, Actor reader) {
        List<String> places = new ArrayList<>(stations(handle, reader));
        if (reader.site() == null) {
            places.addFirst(Spot.CENTRAL);
        }
        return places;
    }

    static List<String> stations(Handle handle, Actor reader) {
        return StationStore.all(handle).stream()
                .filter(station -> !station.state().equals("retired"))
                .filter(station -> reader.site() == null || reader.site().equals(station.site()))
                .map(StationStore.Row::id)
                .toList();
    }

    static List<MovementView> mine(Handle handle, Actor reader, Map<String, String> names) {
        return shown(
                LedgerListStore.newest(handle, LOOKED).stream()
                        .filter(row -> row.actor().equals(reader.id()))
                        .limit(MINE_MAX)
                        .toList(),
                names);
    }

    static List<MovementView> shown(List<LedgerListStore.Row> rows, Map<String, String> names) {
        return rows.stream().map(row -> MovementView.of(row, names)).toList();
    }

    /// The lines of a field, as people type or scan them.
    static List<String> lines(Call call, String field) {
        return call.field(field)
                .lines()
                .flatMap(line -> List.of(line.split("[,;]", -1)).stream())
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /// A whole number that was typed; what is none is refused by the verb.
    static int number(Call call, String field) {
        String text = call.field(field);
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    /// Runs the form's command and goes on, or shows the page again with the reason.
    static void follow(Call call, Supplier<Outcome<String>> command, Again again) {
        switch (call.once(command)) {
            case Outcome.Done<String>(String address) -> call.seeOther(address);
            case Outcome.Refused<String> refused ->
                    again.show(refused.reason().status(), refused.detail());
        }
    }

    /// The page of a form that was refused.
    @FunctionalInterface
    interface Again {
        void show(int status, String refusal);
    }
}
