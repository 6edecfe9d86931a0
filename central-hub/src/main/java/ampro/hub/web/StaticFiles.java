package ampro.hub.web;

import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// Style, fonts, scripts and the API's description from the program's own resources, by plain name
/// only.
public final class StaticFiles {
    private static final Map<String, String> TYPES =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "woff2", "font/woff2");

    private static final Map<String, String> LIBRARIES =
            Map.of(
                    "htmx.min.js",
                    "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js",
                    "sse.js",
                    "/META-INF/resources/webjars/htmx-ext-sse/2.2.2/sse.js");

    private StaticFiles() {}

    public static void add(Routes routes) {
        routes.get("/static/{file}", Permission.PUBLIC, call -> serve(call, call.path("file")))
                .get(
                        "/openapi.json",
                        Permission.PUBLIC,
                        call -> send(call, "/ampro/hub/web/openapi.json", "json"));
    }

    private static void serve(Call call, String name) throws IOException {
        String type = name.substring(name.lastIndexOf('.') + 1);
        if (!name.matches("[a-z0-9_.-]+") || !TYPES.containsKey(type) || type.equals("json")) {
            call.refuse(Outcome.notFound("the file"));
            return;
        }
        call.response().headers().set(HeaderNames.CACHE_CONTROL, "max-age=3600");
        send(call, LIBRARIES.getOrDefault(name, "/ampro/hub/static/" + name), type);
    }

    private static void send(Call call, String resource, String type) throws IOException {
        try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                call.refuse(Outcome.notFound("the file"));
                return;
            }
            call.bytes(String.valueOf(TYPES.get(type)), in.readAllBytes());
        }
    }
}
