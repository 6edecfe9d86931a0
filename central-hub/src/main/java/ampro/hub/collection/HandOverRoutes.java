package ampro.hub.collection;

import ampro.hub.web.Call;
import ampro.hub.web.Permission;
import ampro.hub.web.Routes;
import java.util.Map;

/// The API of hand-overs.
public final class HandOverRoutes {
    private final HandOvers handOvers;

    public HandOverRoutes(HandOvers handOvers) {
        this.handOvers = handOvers;
    }

    public void add(Routes routes) {
        routes.post("/api/v1/hand-overs", Permission.HAND_OVER, this::handOver);
    }

    /// The scan of the card and the kind of identity document that was seen.
    record HandingOver(String card, String document) {}

    private void handOver(Call call) {
        call.json(
                call.body(HandingOver.class)
                        .then(h -> handOvers.handOver(h.card(), h.document(), call.actor())),
                done -> Map.of("application", done.id(), "status", done.status().code()));
    }
}
