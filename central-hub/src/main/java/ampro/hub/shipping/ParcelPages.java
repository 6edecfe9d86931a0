package ampro.hub.shipping;

import ampro.firmware.wire.LabelCode;
import ampro.firmware.wire.StationId;
import ampro.hub.shipping.ParcelStore.Row;
import ampro.hub.staff.Staff;
import ampro.hub.store.Database;
import ampro.hub.web.Call;
import ampro.hub.web.Layout;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import ampro.hub.web.Place;
import ampro.hub.web.Routes;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Parcels: packing, labelling, dispatching, and receiving by scan.
public final class ParcelPages {
    private static final String LIST = Place.PARCELS.address();

    /// The longest symbol on a card of ours, with room to spare.
    private static final int SCAN_CHARACTERS_MAX = 100;

    private final Parcels parcels;
    private final Labels labels;
    private final ParcelViews views;

    public ParcelPages(Database database, Parcels parcels, Labels labels, Staff staff) {
        this.parcels = parcels;
        this.labels = labels;
        views = new ParcelViews(database, staff);
    }

    public void add(Routes routes) {
        routes.get("/parcels", Permission.VIEW, call -> list(call, 200, null))
                .post("/parcels", Permission.SHIP, this::pack)
                .get("/parcels/{sscc}", Permission.VIEW, this::page)
                .post("/parcels/{sscc}/label", Permission.SHIP, this::label)
                .post("/parcels/{sscc}/dispatch", Permission.SHIP, this::dispatch)
                .post("/parcels/{sscc}/receive", Permission.RECEIVE, this::receive);
    }

    private void list(Call call, int status, @Nullable String refusal) {
        Layout layout = call.layout(Place.PARCELS, call.words().say("place.parcels"), LIST, null);
        call.show(status, "shipping/parcels.jte", views.list(call, layout, refusal));
    }

    private void pack(Call call) {
        Outcome<String> packed =
                call.once(() ->
                        parcels.pack(call.field("site"), call.actor())
                                .map(parcel -> address(parcel.sscc())));
        switch (packed) {
            case Outcome.Done<String>(String address) -> call.seeOther(address);
            case Outcome.Refused<String> refused ->
                    list(call, refused.reason().status(), refused.detail());
        }
    }

    private void page(Call call) {
        switch (parcels.find(call.path("sscc"))) {
            case Outcome.Done<Row>(Row parcel) -> show(call, 200, parcel, null);
            case Outcome.Refused<Row> refused -> call.refuse(refused);
        }
    }

    private void show(Call call, int status, Row parcel, @Nullable String refusal) {
        Layout layout = call.layout(Place.PARCELS, parcel.sscc(), address(parcel.sscc()), null);
        call.show(status, "shipping/parcel.jte", views.file(call, layout, parcel, refusal));
    }

    private void label(Call call) {
        act(
                call,
                "no state shows it",
                () ->
                        station(call.field("station"))
                                .then(s -> labels.ask(call.path("sscc"), s, call.actor()))
                                .map(label -> address(label.parcel())));
    }

    private void dispatch(Call call) {
        act(
                call,
                "in_transit",
                () ->
                        parcels.dispatch(call.path("sscc"), call.actor())
                                .map(parcel -> address(parcel.sscc())));
    }

    private void receive(Call call) {
        String sscc = call.path("sscc");
        List<String> lines =
                call.field("scanned").lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        List<LabelCode> codes =
                lines.stream().flatMap(line -> LabelCode.parse(line).stream()).toList();
        List<String> cards =
                lines.stream().filter(line -> LabelCode.parse(line).isEmpty()).toList();
        if (codes.size() != 1 || !codes.getFirst().sscc().equals(sscc)) {
            refuse(call, Outcome.invalid("scanned", "holds the scan of this parcel's label, once"));
        } else if (cards.size() > Parcels.CARDS_MAX
                || cards.stream().anyMatch(ParcelPages::isTooLong)) {
            refuse(call, Outcome.invalid("scanned", "holds one scan of a card on each line"));
        } else {
            act(
                    call,
                    "delivered",
                    () ->
                            parcels.receive(codes.getFirst().text(), cards, call.actor())
                                    .map(difference -> address(sscc)));
        }
    }

    private static boolean isTooLong(String scan) {
        return scan.length() > SCAN_CHARACTERS_MAX;
    }

    private void act(Call call, String wish, Supplier<Outcome<String>> command) {
        switch (call.once(command)) {
            case Outcome.Done<String>(String address) -> call.seeOther(address);
            case Outcome.Refused<String> refused -> {
                boolean isDone =
                        parcels.find(call.path("sscc"))
                                .asOptional()
                                .filter(parcel -> parcel.status().equals(wish))
                                .isPresent();
                if (isDone) {
                    call.seeOther(address(call.path("sscc")));
                } else {
                    refuse(call, refused);
                }
            }
        }
    }

    private void refuse(Call call, Outcome.Refused<?> refused) {
        switch (parcels.find(call.path("sscc"))) {
            case Outcome.Done<Row>(Row parcel) ->
                    show(call, refused.reason().status(), parcel, refused.detail());
            case Outcome.Refused<Row> absent -> call.refuse(absent);
        }
    }

    private static Outcome<StationId> station(String id) {
        try {
            return Outcome.done(new StationId(id));
        } catch (IllegalArgumentException e) {
            return Outcome.invalid("station", String.valueOf(e.getMessage()));
        }
    }

    static String address(String sscc) {
        return LIST + "/" + sscc;
    }
}
