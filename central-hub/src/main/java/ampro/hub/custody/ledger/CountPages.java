package ampro.hub.custody.ledger;

import ampro.hub.custody.ledger.BlindCount.Heap;
import ampro.hub.custody.ledger.BlindCount.Sheet;
import ampro.hub.staff.Staff;
import ampro.hub.store.Database;
import ampro.hub.web.ActionView;
import ampro.hub.web.Call;
import ampro.hub.web.Permission;
import ampro.hub.web.Routes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The blind count at the end of a shift, and what becomes of a difference.
public final class CountPages {
    private static final int LIST_MAX = 50;

    private final LedgerDesk desk;
    private final Shifts shifts;

    public CountPages(Database database, Staff staff, Shifts shifts) {
        this.desk = new LedgerDesk(database, staff);
        this.shifts = shifts;
    }

    public void add(Routes routes) {
        routes.get("/blanks/count", Permission.VIEW, call -> show(call, 200, null))
                .post("/blanks/count", Permission.COUNT_BLANKS, this::count)
                .post("/blanks/count/{id}", BlankRoutes.mayDo(Act.COUNT), this::accept);
    }

    private void count(Call call) {
        Sheet counted =
                new Sheet(
                        LedgerDesk.number(call, Heap.HOPPER.code()),
                        LedgerDesk.number(call, Heap.TRAY.code()),
                        LedgerDesk.number(call, Heap.REJECT_BOX.code()),
                        LedgerDesk.number(call, Heap.SHELF.code()));
        LedgerDesk.follow(
                call,
                () ->
                        shifts.count(call.field("station"), counted, call.actor())
                                .map(row -> LedgerTab.COUNT.address()),
                (status, refusal) -> show(call, status, refusal));
    }

    private void accept(Call call) {
        LedgerDesk.follow(
                call,
                () ->
                        shifts.accept(call.path("id"), call.field("reason"), call.actor())
                                .map(row -> LedgerTab.COUNT.address()),
                (status, refusal) -> show(call, status, refusal));
    }

    private void show(Call call, int status, @Nullable String refusal) {
        LedgerFrame frame = desk.frame(call, LedgerTab.COUNT, refusal);
        Map<String, String> names = desk.names();
        List<String> stations =
                desk.database()
                        .<List<String>>read(handle -> LedgerDesk.stations(handle, call.actor()));
        call.show(
                status,
                "custody/ledger/count.jte",
                new CountView(
                        frame,
                        call.actor().may(Permission.COUNT_BLANKS)
                                ? new LedgerFrame.Form(
                                        call.form(LedgerTab.COUNT.address()), stations)
                                : null,
                        Arrays.stream(Heap.values()).map(Heap::code).toList(),
                        shifts.newest(LIST_MAX).stream()
                                .filter(row -> stations.contains(row.station()))
                                .map(row -> row(call, row, names))
                                .toList()));
    }

    private static CountView.Row row(Call call, CountStore.Row row, Map<String, String> names) {
        boolean sees = call.actor().may(Permission.VIEW_BLANKS);
        return new CountView.Row(
                row.id(),
                row.station(),
                Instant.ofEpochMilli(row.countedAt()),
                names.getOrDefault(row.countedBy(), row.countedBy()),
                row.state(),
                Arrays.stream(Heap.values())
                        .map(heap ->
                                new CountView.Cell(
                                        row.counted().of(heap),
                                        sees ? row.expected().of(heap) : null))
                        .toList(),
                sees ? row.unsettled() : 0,
                LedgerDesk.name(names, row.settledBy()),
                row.reason(),
                accepting(call, row));
    }

    private static @Nullable ActionView accepting(Call call, CountStore.Row row) {
        boolean may =
                row.state().equals("differs")
                        && call.actor().may(BlankRoutes.mayDo(Act.COUNT))
                        && !row.countedBy().equals(call.actor().id());
        return may
                ? new ActionView(
                        "accept_count",
                        call.form(LedgerTab.COUNT.address() + "/" + row.id()),
                        ActionView.Weight.PLAIN,
                        Map.of(),
                        List.of(ActionView.Field.reason()))
                : null;
    }
}
