package ampro.hub.custody.ledger;

import ampro.hub.web.Call;
import ampro.hub.web.Permission;
import ampro.hub.web.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The API of the blanks: what the book says, and what one person books in it. Serials are named
/// singly or by ranges `B0000001..B0000500`.
public final class BlankRoutes {
    /// Acts of one person with blanks at one place; each is a route.
    private static final List<Act> SIMPLE =
            List.of(Act.STORE, Act.LOAD, Act.UNLOAD, Act.TEST, Act.SPOIL);

    private final Blanks blanks;

    public BlankRoutes(Blanks blanks) {
        this.blanks = blanks;
    }

    public void add(Routes routes) {
        routes.post("/api/v1/blanks", Permission.BOOK_BLANKS, this::loadNew)
                .get("/api/v1/blanks", Permission.VIEW_BLANKS, this::sums)
                .get("/api/v1/blanks/{serial}", Permission.VIEW, this::show)
                .get("/api/v1/ledger/holdings", Permission.VIEW_BLANKS, this::holdings)
                .get("/api/v1/ledger/audit", Permission.VIEW_BLANKS, this::audit)
                .post("/api/v1/ledger/receive", mayDo(Act.RECEIVE), this::receive)
                .post("/api/v1/ledger/identify", mayDo(Act.IDENTIFY), this::identify);
        for (Act act : SIMPLE) {
            routes.post("/api/v1/ledger/" + act.code(), mayDo(act), call -> book(call, act));
        }
    }

    static Permission mayDo(Act act) {
        return LedgerRules.permission(act).orElseThrow();
    }

    /// Blanks with these serials were loaded at this station.
    record Loading(String station, List<String> serials) {}

    record Receiving(List<String> serials, String note) {}

    /// Blanks at one place; the reason may be left out where the act says it all.
    record Handling(String place, List<String> serials, @Nullable String reason) {}

    record Identifying(String serial, String account, String place, String reason) {}

    private void loadNew(Call call) {
        call.json(
                call.body(Loading.class)
                        .then(l -> blanks.load(l.serials(), l.station(), call.actor())),
                count -> Map.of("loaded", count));
    }

    private void sums(Call call) {
        Map<String, Long> sums = new LinkedHashMap<>();
        blanks.sums().forEach((account, sum) -> sums.put(account.code(), sum));
        call.json(sums);
    }

    private void show(Call call) {
        call.json(blanks.file(call.path("serial")), BlankRoutes::shown);
    }

    private void holdings(Call call) {
        call.json(blanks.holdings());
    }

    private void audit(Call call) {
        List<String> differences = blanks.audit();
        call.json(Map.of("right", differences.isEmpty(), "differences", differences));
    }

    private void receive(Call call) {
        call.json(
                call.body(Receiving.class)
                        .then(r -> blanks.receive(r.serials(), r.note(), call.actor())),
                BlankRoutes::moved);
    }

    private void book(Call call, Act act) {
        call.json(
                call.body(Handling.class)
                        .then(h ->
                                blanks.book(act, h.serials(), h.place(), h.reason(), call.actor())),
                BlankRoutes::moved);
    }

    private void identify(Call call) {
        call.json(
                call.body(Identifying.class)
                        .then(i ->
                                BlankAccount.parse(i.account())
                                        .then(account ->
                                                blanks.identify(
                                                        i.serial(),
                                                        new Spot(account, i.place()),
                                                        i.reason(),
                                                        call.actor()))
                                        .then(spot -> blanks.file(i.serial()))),
                BlankRoutes::shown);
    }

    static Map<String, Object> moved(int blanks) {
        return Map.of("blanks", blanks);
    }

    private static Map<String, Object> shown(Blanks.File file) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("serial", file.serial());
        shown.put("account", file.spot().account().code());
        shown.put("place", file.spot().place());
        shown.put("history", file.history().stream().map(BlankRoutes::shown).toList());
        return shown;
    }

    private static Map<String, Object> shown(LedgerListStore.Row row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("movement", row.n());
        shown.put("act", row.act());
        shown.put("from", spot(row.fromAccount(), row.fromPlace()));
        shown.put("to", spot(row.toAccount(), row.toPlace()));
        shown.put("blanks", row.blanks());
        shown.put("named", row.firstSerial() != null);
        shown.put("at", row.when().toString());
        shown.put("by", row.actor());
        if (row.job() != null) {
            shown.put("job", row.job());
        }
        if (row.reason() != null) {
            shown.put("reason", row.reason());
        }
        return shown;
    }

    private static Map<String, String> spot(String account, String place) {
        return Map.of("account", account, "place", place);
    }
}
