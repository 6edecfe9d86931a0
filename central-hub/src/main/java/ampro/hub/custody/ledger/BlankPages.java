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
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The book of blanks at a glance, and one blank's whole history.
public final class BlankPages {
    private static final int MOVEMENTS_MAX = 40;
    private static final int TRANSFERS_MAX = 200;

    private final LedgerDesk desk;
    private final Blanks blanks;
    private final Transfers transfers;

    public BlankPages(Database database, Staff staff, Blanks blanks, Transfers transfers) {
        this.desk = new LedgerDesk(database, staff);
        this.blanks = blanks;
        this.transfers = transfers;
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
        List<BlanksView.UnderWay> underWay =
                transfers.newest(TRANSFERS_MAX).stream()
                        .filter(file -> file.onItsWay() > 0)
                        .map(file ->
                                new BlanksView.UnderWay(
                                        file.row().id(),
                                        file.row().fromPlace(),
                                        file.row().toPlace(),
                                        file.onItsWay(),
                                        Instant.ofEpochMilli(file.row().sentAt())))
                        .toList();
        LedgerFrame frame = desk.frame(call, LedgerTab.OVERVIEW, null);
        Map<String, String> names = desk.names();
        call.show(
                "custody/ledger/blanks.jte",
                desk.database()
                        .<BlanksView>read(handle -> overview(handle, frame, underWay, names)));
    }

    private static BlanksView overview(
            Handle handle,
            LedgerFrame frame,
            List<BlanksView.UnderWay> underWay,
            Map<String, String> names) {
        List<Holding> lying =
                LedgerListStore.holdings(handle).stream()
                        .filter(holding -> !holding.account().equals("in_transit"))
                        .toList();
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
                underWay,
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
