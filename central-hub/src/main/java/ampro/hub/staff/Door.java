package ampro.hub.staff;

import ampro.hub.web.Actor;
import ampro.hub.web.Credentials;
import ampro.hub.web.Outcome;
import ampro.hub.web.Routes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Who calls: a browser by its session's cookie, a program by its bearer token (RFC 6750), a
/// station by its credential (RFC 7617). Never by anything else in the request.
public final class Door implements Routes.Gate {
    private final Staff staff;
    private final BiFunction<String, String, Optional<Actor>> stations;

    /// `stations` knows a station by its id and secret.
    public Door(Staff staff, BiFunction<String, String, Optional<Actor>> stations) {
        this.staff = staff;
        this.stations = stations;
    }

    @Override
    public Outcome<Actor> identify(Credentials shown, Routes.Use use) {
        String header = shown.authorization().orElse("");
        if (header.startsWith("Bearer ")) {
            return staff.byToken(header.substring("Bearer ".length()));
        }
        if (header.startsWith("Basic ")) {
            return station(header.substring("Basic ".length()));
        }
        return shown.session()
                .map(key ->
                        switch (use) {
                            case ACTS -> staff.bySession(key);
                            case WATCHES -> staff.watching(key);
                        })
                .orElseGet(() -> unauthenticated("Nobody is signed in. Sign in."));
    }

    private Outcome<Actor> station(String base64) {
        String[] pair;
        try {
            pair =
                    new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8)
                            .split(":", 2);
        } catch (IllegalArgumentException e) {
            return unauthenticated("The credential is not readable.");
        }
        return (pair.length == 2 ? stations.apply(pair[0], pair[1]) : Optional.<Actor>empty())
                .<Outcome<Actor>>map(Outcome::done)
                .orElseGet(() -> unauthenticated("The credential is not known here."));
    }

    private static Outcome<Actor> unauthenticated(String detail) {
        return new Outcome.Refused<>(
                Outcome.Reason.UNAUTHENTICATED, "unauthenticated", detail, List.of());
    }
}
