package ampro.hub.shipping;

import ampro.firmware.wire.StationId;
import ampro.hub.web.Call;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import ampro.hub.web.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The API of parcels, and the label data that stations fetch.
public final class ParcelRoutes {
    private final Parcels parcels;
    private final Labels labels;

    public ParcelRoutes(Parcels parcels, Labels labels) {
        this.parcels = parcels;
        this.labels = labels;
    }

    public void add(Routes routes) {
        routes.post("/api/v1/parcels", Permission.SHIP, this::pack)
                .get("/api/v1/parcels", Permission.VIEW, this::list)
                .get("/api/v1/parcels/{sscc}", Permission.VIEW, this::show)
                .post("/api/v1/parcels/{sscc}/label", Permission.SHIP, this::label)
                .post("/api/v1/parcels/{sscc}/dispatch", Permission.SHIP, this::dispatch)
                .post("/api/v1/parcels/receive", Permission.RECEIVE, this::receive)
                .get("/api/v1/labels/{token}", Permission.FETCH_ARTWORK, this::labelData);
    }

    record Packing(String site) {}

    record Labelling(String station) {}

    /// The scan of the parcel's label, and of every card inside.
    record Receiving(String label, List<String> cards) {}

    private void pack(Call call) {
        call.json(
                call.body(Packing.class).then(p -> parcels.pack(p.site(), call.actor())),
                this::shown);
    }

    private void list(Call call) {
        call.json(parcels.newest().stream().map(this::shown).toList());
    }

    private void show(Call call) {
        call.json(parcels.find(call.path("sscc")), this::shown);
    }

    private void label(Call call) {
        call.json(
                call.body(Labelling.class)
                        .then(ParcelRoutes::station)
                        .then(s -> labels.ask(call.path("sscc"), s, call.actor())),
                label -> Map.of("label", label.id(), "status", label.status()));
    }

    private void dispatch(Call call) {
        call.json(parcels.dispatch(call.path("sscc"), call.actor()), this::shown);
    }

    private void receive(Call call) {
        call.json(
                call.body(Receiving.class)
                        .then(r -> parcels.receive(r.label(), r.cards(), call.actor())),
                difference -> difference);
    }

    private void labelData(Call call) {
        call.text(labels.data(call.path("token"), call.actor()));
    }

    private static Outcome<StationId> station(Labelling labelling) {
        try {
            return Outcome.done(new StationId(labelling.station()));
        } catch (IllegalArgumentException e) {
            return Outcome.invalid("station", String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> shown(ParcelStore.Row row) {
        Parcels.Contents contents = parcels.contents(row.sscc());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("sscc", row.sscc());
        shown.put("site", row.site());
        shown.put("status", row.status());
        shown.put(
                "label",
                Optional.ofNullable(contents.label())
                        .map(ParcelStore.Label::status)
                        .orElse("none"));
        shown.put("cards", contents.cards());
        return shown;
    }
}
