package ampro.hub.custody.ledger;

import ampro.hub.web.Call;
import ampro.hub.web.Permission;
import ampro.hub.web.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The API of the blanks.
public final class BlankRoutes {
    private final Blanks blanks;

    public BlankRoutes(Blanks blanks) {
        this.blanks = blanks;
    }

    public void add(Routes routes) {
        routes.post("/api/v1/blanks", Permission.BOOK_BLANKS, this::loadBlanks)
                .get("/api/v1/blanks", Permission.VIEW, this::sums);
    }

    /// Blanks with these serials were loaded at this station.
    record Loading(String station, List<String> serials) {}

    private void loadBlanks(Call call) {
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
}
