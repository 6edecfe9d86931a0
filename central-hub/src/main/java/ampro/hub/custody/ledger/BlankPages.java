package ampro.hub.custody.ledger;

import ampro.hub.custody.ledger.LedgerListStore.Holding;
import ampro.hub.staff.Staff;
import ampro.hub.store.Database;
import ampro.hub.web.Call;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import ampro.hub.web.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The book of blanks at a glance, and one blank's whole history.
public final class BlankPages {
    private static final int MOVEMENTS_MAX = 40;

    private final LedgerDesk desk;
    private final Blanks blanks;

    public BlankPages(Database database, Staff staff, Blanks blanks) {
        this.desk = new LedgerDesk(database, staff);
        this.blanks = blanks;
    }

    public void add(Routes routes) {
        routes.get("/blanks", Permission.VIEW, this::overview)
                .get("/blanks/blank", Permission.VIEW, this::blank);
    }

    /// Who counts is led to the count: the figures are for others.
    private void overview(Call call) {
        if (!call.actor().may(Permission.VIEW_BLANKS)) {
            call.seeOther(LedgerTab.COUNT.address());
            return;
        }
        LedgerFrame frame = desk.frame(call, LedgerTab.OVERVIEW, null);
        Map<String, String> names = desk.names();
        call.show(
                "custody/ledger/blanks.jte",
                desk.database().<BlanksView>read(handle -> overview(handle, frame, names)));
    }

    private static BlanksView overview(
            Handle handle, LedgerFrame frame, Map<String, String> names) {
        Map<Boolean, List<Holding>> holdings =
                LedgerListStore.holdings(handle).stream()
                        .collect(
                                Collectors.partitioningBy(
                                        holding -> holding.account().equals("in_transit")));
        List<Holding> lying = Objects.requireNonNull(holdings.get(false));
        List<String> columns =
                BlankAccount.holding().stream()
                        .map(BlankAccount::code)
                        .filter(code -> lying.stream().anyMatch(h -> h.account().equals(code)))
                        .toList();
        return new BlanksView(
                frame,
                LedgerStore.received(handle),
                LedgerStore.sums(handle).entrySet().stream()
                        .map(sum -> new BlanksView.Account(sum.getKey().code(), sum.getValue()))
                        .toList(),
                columns,
                places(lying, columns),
                Objects.requireNonNull(holdings.get(true)).stream()
                        .map(moving -> underWay(handle, moving))
                        .toList(),
                CountStore.differing(handle).stream()
                        .map(count ->
                                new BlanksView.Differing(
                                        count.id(),
                                        count.station(),
                                        Instant.ofEpochMilli(count.countedAt()),
                                        names.getOrDefault(count.countedBy(), count.countedBy())))
                        .toList(),
                LedgerDesk.shown(LedgerListStore.newest(handle, MOVEMENTS_MAX), names));
    }

    private static BlanksView.UnderWay underWay(Handle handle, Holding moving) {
        TransferStore.Row row = TransferStore.find(handle, moving.place()).orElseThrow();
        return new BlanksView.UnderWay(
                row.id(),
                row.fromPlace(),
                row.toPlace(),
                moving.blanks(),
                Instant.ofEpochMilli(row.sentAt()));
    }

    private static List<BlanksView.Row> places(List<Holding> lying, List<String> columns) {
        Map<String, List<Holding>> places =
                lying.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Holding::place, TreeMap::new, Collectors.toList()));
        return places.entrySet().stream()
                .map(place ->
                        new BlanksView.Row(
                                place.getKey(),
                                columns.stream()
                                        .map(column -> cell(place.getValue(), column))
                                        .toList()))
                .toList();
    }

    private static BlanksView.Cell cell(List<Holding> place, String column) {
        return place.stream()
                .filter(holding -> holding.account().equals(column))
                .findFirst()
                .map(holding ->
                        new BlanksView.Cell(
                                holding.blanks(), Math.max(0, holding.blanks() - holding.named())))
                .orElse(new BlanksView.Cell(0, 0));
    }

    private void blank(Call call) {
        String serial = call.query("serial").map(String::strip).orElse("");
        if (serial.isEmpty()) {
            show(call, 200, "", null, null);
            return;
        }
        switch (blanks.file(serial)) {
            case Outcome.Done<Blanks.File>(Blanks.File file) -> show(call, 200, serial, file, null);
            case Outcome.Refused<Blanks.File> refused ->
                    show(call, refused.reason().status(), serial, null, refused.detail());
        }
    }

    private void show(
            Call call,
            int status,
            String serial,
            Blanks.@Nullable File file,
            @Nullable String refusal) {
        call.show(
                status,
                "custody/ledger/blank.jte",
                new BlankView(
                        desk.frame(call, LedgerTab.BLANK, refusal),
                        serial,
                        file == null ? null : file.spot().account().code(),
                        file == null ? null : file.spot().place(),
                        file == null ? List.of() : LedgerDesk.shown(file.history(), desk.names())));
    }
}
