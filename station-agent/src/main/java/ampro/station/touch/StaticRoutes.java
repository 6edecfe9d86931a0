package ampro.station.touch;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// Style, fonts and scripts from the program's own resources, by plain name only.
final class StaticRoutes {
    private static final Map<String, String> TYPES =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "woff2", "font/woff2");

    private static final Map<String, String> LIBRARIES =
            Map.of(
                    "htmx.min.js",
                    "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js",
                    "sse.js",
                    "/META-INF/resources/webjars/htmx-ext-sse/2.2.2/sse.js");

    private StaticRoutes() {}

    static void serve(ServerRequest request, ServerResponse response) throws IOException {
        String name = request.path().pathParameters().get("file");
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !name.matches("[a-z0-9_.-]+")) {
            response.status(Status.NOT_FOUND_404).send();
            return;
        }
        String resource = LIBRARIES.getOrDefault(name, "/ampro/station/static/" + name);
        try (InputStream in = StaticRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                response.status(Status.NOT_FOUND_404).send();
                return;
            }
            response.headers().contentType(HttpMediaType.create(type));
            response.headers().set(HeaderNames.CACHE_CONTROL, "max-age=3600");
            response.headers().set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
            response.send(in.readAllBytes());
        }
    }
}
