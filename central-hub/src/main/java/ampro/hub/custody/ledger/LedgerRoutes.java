package ampro.hub.custody.ledger;

import ampro.hub.custody.ledger.BlindCount.Sheet;
import ampro.hub.web.Call;
import ampro.hub.web.Permission;
import ampro.hub.web.Routes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The API of what takes more than one person: transfers, what needs a witness, blind counts.
public final class LedgerRoutes {
    private static final int LIST_MAX = 200;

    private static final List<Act> WITNESSED = List.of(Act.DESTROY, Act.LOSE, Act.FIND);

    private final Transfers transfers;
    private final Witnessing witnessing;
    private final Shifts shifts;

    public LedgerRoutes(Transfers transfers, Witnessing witnessing, Shifts shifts) {
        this.transfers = transfers;
        this.witnessing = witnessing;
        this.shifts = shifts;
    }

    public void add(Routes routes) {
        routes.post("/api/v1/transfers", BlankRoutes.mayDo(Act.SEND), this::send)
                .get("/api/v1/transfers", Permission.VIEW, this::transfers)
                .get("/api/v1/transfers/{id}", Permission.VIEW, this::transfer)
                .post("/api/v1/transfers/{id}/arrival", BlankRoutes.mayDo(Act.ARRIVE), this::arrive)
                .get("/api/v1/ledger/requests", Permission.VIEW, this::requests)
                .post("/api/v1/ledger/requests/{id}/confirm", Permission.BOOK_BLANKS, this::confirm)
                .post("/api/v1/ledger/requests/{id}/refuse", Permission.BOOK_BLANKS, this::refuse)
                .post("/api/v1/ledger/counts", Permission.COUNT_BLANKS, this::count)
                .get("/api/v1/ledger/counts", Permission.VIEW_BLANKS, this::counts)
                .post(
                        "/api/v1/ledger/counts/{id}/accept",
                        BlankRoutes.mayDo(Act.COUNT),
                        this::accept);
        for (Act act : WITNESSED) {
            routes.post(
                    "/api/v1/ledger/" + act.code(), BlankRoutes.mayDo(act), call -> ask(call, act));
        }
    }

    record Sending(String from, String to, List<String> serials, @Nullable String reason) {}

    /// Missing and unexpected blanks may be left out where there are none.
    record Arrival(
            int counted, @Nullable List<String> missing, @Nullable List<String> unexpected) {}

    record Asking(String place, List<String> serials, String reason) {}

    record Refusing(String answer) {}

    record Counting(String station, int hopper, int tray, int rejectBox, int shelf) {}

    record Accepting(String reason) {}

    private void send(Call call) {
        call.json(
                call.body(Sending.class)
                        .then(s ->
                                transfers.send(
                                        s.serials(), s.from(), s.to(), s.reason(), call.actor())),
                LedgerRoutes::shown);
    }

    private void transfers(Call call) {
        call.json(transfers.newest(LIST_MAX).stream().map(LedgerRoutes::shown).toList());
    }

    private void transfer(Call call) {
        call.json(transfers.find(call.path("id")), LedgerRoutes::shown);
    }

    private void arrive(Call call) {
        call.json(
                call.body(Arrival.class)
                        .then(a ->
                                transfers.arrive(
                                        call.path("id"),
                                        a.counted(),
                                        orNone(a.missing()),
                                        orNone(a.unexpected()),
                                        call.actor())),
                LedgerRoutes::shown);
    }

    private static List<String> orNone(@Nullable List<String> serials) {
        return serials == null ? List.of() : serials;
    }

    private void ask(Call call, Act act) {
        call.json(
                call.body(Asking.class)
                        .then(a ->
                                witnessing.ask(
                                        act, a.serials(), a.place(), a.reason(), call.actor())),
                LedgerRoutes::shown);
    }

    private void requests(Call call) {
        call.json(witnessing.waiting().stream().map(LedgerRoutes::shown).toList());
    }

    private void confirm(Call call) {
        call.json(witnessing.confirm(call.path("id"), call.actor()), LedgerRoutes::shown);
    }

    private void refuse(Call call) {
        call.json(
                call.body(Refusing.class)
                        .then(r -> witnessing.refuse(call.path("id"), r.answer(), call.actor())),
                LedgerRoutes::shown);
    }

    /// Who counts hears whether it agrees, and no figure of the book.
    private void count(Call call) {
        call.json(
                call.body(Counting.class)
                        .then(c ->
                                shifts.count(
                                        c.station(),
                                        new Sheet(c.hopper(), c.tray(), c.rejectBox(), c.shelf()),
                                        call.actor())),
                row ->
                        Map.of(
                                "id", row.id(),
                                "station", row.station(),
                                "state", row.state(),
                                "counted", row.counted()));
    }

    private void counts(Call call) {
        call.json(shifts.newest(LIST_MAX).stream().map(LedgerRoutes::shown).toList());
    }

    private void accept(Call call) {
        call.json(
                call.body(Accepting.class)
                        .then(a -> shifts.accept(call.path("id"), a.reason(), call.actor())),
                LedgerRoutes::shown);
    }

    private static Map<String, Object> shown(Transfers.File file) {
        TransferStore.Row row = file.row();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", row.id());
        shown.put("from", row.fromPlace());
        shown.put("to", row.toPlace());
        shown.put("blanks", row.blanks());
        shown.put("state", file.state());
        shown.put("onItsWay", file.onItsWay());
        shown.put("sentBy", row.sentBy());
        shown.put("sentAt", at(row.sentAt()));
        put(shown, "reason", row.reason());
        put(shown, "receivedBy", row.receivedBy());
        put(shown, "receivedAt", row.receivedAt() == null ? null : at(row.receivedAt()));
        put(shown, "counted", row.counted());
        shown.put("missing", file.missing());
        shown.put("unexpected", file.unexpected());
        return shown;
    }

    private static Map<String, Object> shown(Witnessing.File file) {
        RequestStore.Row row = file.row();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", row.id());
        shown.put("act", row.act());
        shown.put("place", row.place());
        shown.put("serials", file.serials());
        shown.put("reason", row.reason());
        shown.put("askedBy", row.askedBy());
        shown.put("askedAt", at(row.askedAt()));
        shown.put("state", row.state());
        put(shown, "decidedBy", row.decidedBy());
        put(shown, "decidedAt", row.decidedAt() == null ? null : at(row.decidedAt()));
        put(shown, "answer", row.answer());
        return shown;
    }

    private static Map<String, Object> shown(CountStore.Row row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", row.id());
        shown.put("station", row.station());
        shown.put("state", row.state());
        shown.put("counted", row.counted());
        shown.put("expected", row.expected());
        shown.put("unsettled", row.unsettled());
        shown.put("countedBy", row.countedBy());
        shown.put("countedAt", at(row.countedAt()));
        put(shown, "settledBy", row.settledBy());
        put(shown, "settledAt", row.settledAt() == null ? null : at(row.settledAt()));
        put(shown, "reason", row.reason());
        return shown;
    }

    private static void put(Map<String, Object> shown, String name, @Nullable Object value) {
        if (value != null) {
            shown.put(name, value);
        }
    }

    private static String at(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
