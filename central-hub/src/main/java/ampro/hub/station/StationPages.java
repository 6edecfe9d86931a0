package ampro.hub.station;

import ampro.hub.web.Call;
import ampro.hub.web.Layout;
import ampro.hub.web.Live;
import ampro.hub.web.Permission;
import ampro.hub.web.Place;
import ampro.hub.web.Routes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/// The fleet.
public final class StationPages {
    private static final String EVENTS = "/live/stations";

    private final Function<Instant, List<StationsView.Row>> fleet;
    private final Live live;

    /// `fleet` says what every station does at this moment, which other capabilities know.
    public StationPages(Function<Instant, List<StationsView.Row>> fleet, Live live) {
        this.fleet = fleet;
        this.live = live;
    }

    public void add(Routes routes) {
        routes.get("/stations", Permission.VIEW, this::page)
                .live(EVENTS, Permission.VIEW, this::events);
    }

    private void page(Call call) {
        Layout layout =
                call.layout(
                        Place.STATIONS, call.words().say("place.stations"), "/stations", EVENTS);
        call.show("station/stations.jte", view(call, layout));
    }

    private void events(Call call) {
        live.stream(
                call,
                () -> {
                    SequencedMap<String, String> fragments = new LinkedHashMap<>();
                    fragments.put(
                            "page", call.fragment("station/live.jte", view(call, call.bare())));
                    return fragments;
                });
    }

    private StationsView view(Call call, Layout layout) {
        return new StationsView(
                layout, StationsView.seenBy(call.actor(), fleet.apply(layout.asOf())));
    }
}
