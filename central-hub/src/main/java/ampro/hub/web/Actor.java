package ampro.hub.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is calling, as the session, the token or the station's credential says; never the request's
/// own word. `csrf` is set for browsers.
public record Actor(
        String id,
        String name,
        String role,
        Set<Permission> permissions,
        @Nullable String site,
        @Nullable String csrf) {

    /// The hub itself, for what follows from a command without a person.
    public static final Actor HUB = new Actor("hub", "the hub", "hub", Set.of(), null, null);

    /// A station speaking by MQTT.
    public static Actor station(String id) {
        return new Actor(id, id, "station", Set.of(Permission.FETCH_ARTWORK), null, null);
    }

    public boolean may(Permission permission) {
        return permission == Permission.PUBLIC || permissions.contains(permission);
    }
}
