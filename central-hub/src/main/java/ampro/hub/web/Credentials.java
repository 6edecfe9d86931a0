package ampro.hub.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/// What a request shows of its caller, and nothing else of it.
///
/// @param authorization the header of this name (RFC 9110, 11.6.2)
/// @param session the session's key from a browser's cookie
public record Credentials(Optional<String> authorization, Optional<String> session) {
    /// Name of the session's cookie.
    public static final String COOKIE = "hub";

    static Credentials of(ServerRequest request) {
        return new Credentials(
                request.headers().first(HeaderNames.AUTHORIZATION),
                request.headers()
                        .cookies()
                        .first(COOKIE)
                        .asOptional()
                        .filter(key -> !key.isEmpty()));
    }

    @Override
    public String toString() {
        return "***";
    }
}
