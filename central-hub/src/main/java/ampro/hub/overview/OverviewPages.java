package ampro.hub.overview;

import ampro.hub.web.Call;
import ampro.hub.web.Layout;
import ampro.hub.web.Live;
import ampro.hub.web.Permission;
import ampro.hub.web.Place;
import ampro.hub.web.Routes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// The front page.
public final class OverviewPages {
    private static final String EVENTS = "/live/overview";

    private final Board board;
    private final Live live;

    public OverviewPages(Board board, Live live) {
        this.board = board;
        this.live = live;
    }

    public void add(Routes routes) {
        routes.get("/", Permission.VIEW, this::page).live(EVENTS, Permission.VIEW, this::events);
    }

    private void page(Call call) {
        Layout layout =
                call.layout(Place.OVERVIEW, call.words().say("place.overview"), "/", EVENTS);
        call.show("overview/board.jte", board.view(layout, call.actor()));
    }

    private void events(Call call) {
        live.stream(call, () -> fragments(call));
    }

    private SequencedMap<String, String> fragments(Call call) {
        BoardView view = board.view(call.bare(), call.actor());
        return new LinkedHashMap<>(Map.of("page", call.fragment("overview/live.jte", view)));
    }
}
