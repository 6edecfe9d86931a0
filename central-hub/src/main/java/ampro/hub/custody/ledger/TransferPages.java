package ampro.hub.custody.ledger;

import ampro.hub.staff.Staff;
import ampro.hub.store.Database;
import ampro.hub.web.Call;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import ampro.hub.web.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Transfers: sending, and taking in what has come.
public final class TransferPages {
    private static final int LIST_MAX = 200;

    private final LedgerDesk desk;
    private final Transfers transfers;

    public TransferPages(Database database, Staff staff, Transfers transfers) {
        this.desk = new LedgerDesk(database, staff);
        this.transfers = transfers;
    }

    public void add(Routes routes) {
        routes.get("/blanks/transfers", Permission.VIEW, call -> list(call, 200, null))
                .post("/blanks/transfers", BlankRoutes.mayDo(Act.SEND), this::send)
                .get("/blanks/transfers/{id}", Permission.VIEW, call -> page(call, 200, null))
                .post("/blanks/transfers/{id}", BlankRoutes.mayDo(Act.ARRIVE), this::arrive);
    }

    private void send(Call call) {
        LedgerDesk.follow(
                call,
                () ->
                        transfers
                                .send(
                                        LedgerDesk.lines(call, "serials"),
                                        call.field("from"),
                                        call.field("to"),
                                        call.field("reason"),
                                        call.actor())
                                .map(TransferPages::address),
                (status, refusal) -> list(call, status, refusal));
    }

    private void arrive(Call call) {
        String id = call.path("id");
        LedgerDesk.follow(
                call,
                () ->
                        transfers
                                .arrive(
                                        id,
                                        LedgerDesk.number(call, "counted"),
                                        LedgerDesk.lines(call, "missing"),
                                        LedgerDesk.lines(call, "unexpected"),
                                        call.actor())
                                .map(TransferPages::address),
                (status, refusal) -> page(call, status, refusal));
    }

    private void list(Call call, int status, @Nullable String refusal) {
        LedgerFrame frame = desk.frame(call, LedgerTab.TRANSFERS, refusal);
        boolean sends = call.actor().may(BlankRoutes.mayDo(Act.SEND));
        Map<String, String> names = desk.names();
        List<TransfersView.Row> rows =
                transfers.newest(LIST_MAX).stream().map(file -> row(file, names)).toList();
        call.show(
                status,
                "custody/ledger/transfers.jte",
                desk.database()
                        .<TransfersView>read(handle ->
                                new TransfersView(
                                        frame,
                                        rows,
                                        sends ? vault(handle) : TransfersView.Vault.UNSEEN,
                                        sends
                                                ? new LedgerFrame.Form(
                                                        call.form(LedgerTab.TRANSFERS.address()),
                                                        LedgerDesk.places(handle, call.actor()))
                                                : null)));
    }

    private static TransfersView.Vault vault(Handle handle) {
        Spot vault = new Spot(BlankAccount.VAULT, Spot.CENTRAL);
        List<String> first = LedgerListStore.serialsAt(handle, vault, SerialList.BLANKS_MAX);
        return new TransfersView.Vault(
                SerialList.ranges(first),
                LedgerStore.balance(handle, vault).named() - first.size());
    }

    private void page(Call call, int status, @Nullable String refusal) {
        switch (transfers.find(call.path("id"))) {
            case Outcome.Done<Transfers.File>(Transfers.File file) ->
                    show(call, status, file, refusal);
            case Outcome.Refused<Transfers.File> absent -> call.refuse(absent);
        }
    }

    private void show(Call call, int status, Transfers.File file, @Nullable String refusal) {
        TransferStore.Row row = file.row();
        LedgerFrame frame = desk.frame(call, LedgerTab.TRANSFERS, refusal);
        Map<String, String> names = desk.names();
        call.show(
                status,
                "custody/ledger/transfer.jte",
                desk.database()
                        .<TransferView>read(handle -> {
                            boolean takesIn =
                                    file.onItsWay() > 0
                                            && call.actor().may(BlankRoutes.mayDo(Act.ARRIVE))
                                            && LedgerDesk.places(handle, call.actor())
                                                    .contains(Transfers.destination(handle, row));
                            return new TransferView(
                                    frame,
                                    row(file, names),
                                    SerialList.ranges(
                                            LedgerListStore.serialsAt(
                                                    handle, row.spot(), SerialList.BLANKS_MAX)),
                                    SerialList.ranges(file.missing()),
                                    SerialList.ranges(file.unexpected()),
                                    row.counted(),
                                    row.receivedAt() == null
                                            ? null
                                            : Instant.ofEpochMilli(row.receivedAt()),
                                    LedgerDesk.name(names, row.receivedBy()),
                                    row.reason(),
                                    takesIn ? call.form(address(file)) : null);
                        }));
    }

    private static String address(Transfers.File file) {
        return LedgerTab.TRANSFERS.address() + "/" + file.row().id();
    }

    private static TransfersView.Row row(Transfers.File file, Map<String, String> names) {
        TransferStore.Row row = file.row();
        return new TransfersView.Row(
                row.id(),
                row.fromPlace(),
                row.toPlace(),
                row.blanks(),
                file.onItsWay(),
                file.state(),
                Instant.ofEpochMilli(row.sentAt()),
                names.getOrDefault(row.sentBy(), row.sentBy()));
    }
}
