package ampro.hub.custody.ledger;

import ampro.hub.staff.Staff;
import ampro.hub.store.Database;
import ampro.hub.web.Call;
import ampro.hub.web.Frame;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import ampro.hub.web.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where one person books: deliveries, the vault, and what is done at a station.
public final class BookingPages {
    private static final List<Act> AT_STATION = List.of(Act.LOAD, Act.UNLOAD, Act.SPOIL, Act.TEST);

    private final LedgerDesk desk;
    private final Blanks blanks;

    public BookingPages(Database database, Staff staff, Blanks blanks) {
        this.desk = new LedgerDesk(database, staff);
        this.blanks = blanks;
    }

    public void add(Routes routes) {
        routes.get(
                        "/blanks/receive",
                        Permission.BOOK_BLANKS,
                        call -> show(call, LedgerTab.RECEIVE, 200, null))
                .post("/blanks/receive", BlankRoutes.mayDo(Act.RECEIVE), this::receive)
                .post("/blanks/store", BlankRoutes.mayDo(Act.STORE), this::store)
                .get(
                        "/blanks/station",
                        Permission.HANDLE_BLANKS,
                        call -> show(call, LedgerTab.STATION, 200, null))
                .post("/blanks/station", Permission.HANDLE_BLANKS, this::handle);
    }

    private void receive(Call call) {
        String first = call.field("first");
        String last = call.field("last");
        List<String> serials = List.of(last.isEmpty() ? first : first + ".." + last);
        LedgerDesk.follow(
                call,
                () ->
                        blanks.receive(serials, call.field("note"), call.actor())
                                .map(received -> LedgerTab.RECEIVE.address()),
                (status, refusal) -> show(call, LedgerTab.RECEIVE, status, refusal));
    }

    private void store(Call call) {
        LedgerDesk.follow(
                call,
                () ->
                        blanks.book(
                                        Act.STORE,
                                        LedgerDesk.lines(call, "serials"),
                                        Spot.CENTRAL,
                                        null,
                                        call.actor())
                                .map(stored -> LedgerTab.RECEIVE.address()),
                (status, refusal) -> show(call, LedgerTab.RECEIVE, status, refusal));
    }

    private void handle(Call call) {
        LedgerDesk.follow(
                call,
                () ->
                        act(call.field("act"))
                                .then(act ->
                                        blanks.book(
                                                act,
                                                LedgerDesk.lines(call, "serials"),
                                                call.field("place"),
                                                call.field("reason"),
                                                call.actor()))
                                .map(booked -> again(call)),
                (status, refusal) -> show(call, LedgerTab.STATION, status, refusal));
    }

    /// Who books one thing at a station mostly goes on with the same.
    private static String again(Call call) {
        return "%s?act=%s&place=%s"
                .formatted(
                        LedgerTab.STATION.address(),
                        Frame.encoded(call.field("act")),
                        Frame.encoded(call.field("place")));
    }

    private static Outcome<Act> act(String code) {
        Optional<Act> known =
                AT_STATION.stream().filter(act -> act.code().equals(code)).findFirst();
        return known.<Outcome<Act>>map(Outcome::done)
                .orElseGet(() -> Outcome.invalid("act", "is one of " + Arrays.toString(codes())));
    }

    private static String[] codes() {
        return AT_STATION.stream().map(Act::code).toArray(String[]::new);
    }

    private void show(Call call, LedgerTab here, int status, @Nullable String refusal) {
        LedgerFrame frame = desk.frame(call, here, refusal);
        Map<String, String> names = desk.names();
        boolean receives = here == LedgerTab.RECEIVE;
        call.show(
                status,
                receives ? "custody/ledger/receive.jte" : "custody/ledger/station.jte",
                desk.database()
                        .<BookingView>read(handle -> {
                            List<String> waiting =
                                    receives
                                            ? SerialList.ranges(
                                                    LedgerListStore.serialsAt(
                                                            handle,
                                                            LedgerRules.after(
                                                                    Act.RECEIVE, Spot.CENTRAL),
                                                            SerialList.BLANKS_MAX))
                                            : List.of();
                            return new BookingView(
                                    frame,
                                    new LedgerFrame.Form(
                                            call.form(here.address()),
                                            LedgerDesk.stations(handle, call.actor())),
                                    List.of(codes()),
                                    waiting,
                                    waiting.isEmpty()
                                            ? null
                                            : new LedgerFrame.Form(
                                                    call.form("/blanks/store"),
                                                    List.of(Spot.CENTRAL)),
                                    LedgerDesk.mine(handle, call.actor(), names));
                        }));
    }
}
