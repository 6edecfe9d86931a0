package ampro.station.touch;

import ampro.station.job.Decision;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Locale;

/// How every answer of the touchscreen looks on the line: pages with their security headers, and
/// the way home after a tap.
final class TouchPages {
    private static final String CSP =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self';"
                    + " frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    private static final Templates TEMPLATES = new Templates();

    private TouchPages() {}

    static void show(ServerResponse response, ScreenView view) {
        secure(response);
        response.headers().contentType(HttpMediaType.create("text/html; charset=utf-8"));
        response.send(TEMPLATES.render("screen.jte", view));
    }

    /// The screen without its page, on one line.
    static String live(ScreenView view) {
        return TEMPLATES.fragment("live.jte", view);
    }

    static void home(ServerResponse response) {
        response.status(Status.SEE_OTHER_303);
        response.headers().set(HeaderNames.LOCATION, "/");
        response.send();
    }

    static void secure(ServerResponse response) {
        response.headers().set(HeaderNames.create("Content-Security-Policy"), CSP);
        response.headers().set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        response.headers().set(HeaderNames.create("Referrer-Policy"), "no-referrer");
        response.headers().set(HeaderNames.CACHE_CONTROL, "no-store");
    }

    static Locale language(ServerRequest request) {
        return request.headers().first(HeaderNames.ACCEPT_LANGUAGE).orElse("").startsWith("fr")
                ? Locale.FRENCH
                : Locale.ENGLISH;
    }

    static String field(Parameters form, String name) {
        return form.first(name).orElse("").strip();
    }

    /// Of a screen's address or its form. Nobody has a good card whose number cannot be read, and
    /// where none came out there is none.
    static Evidence evidence(Parameters sent, Decision answer) {
        return new Evidence(
                switch (answer) {
                    case SPOILED -> isSaid(sent, "unread");
                    case GOOD, NOT_FED -> false;
                },
                isSaid(sent, "two"));
    }

    private static boolean isSaid(Parameters sent, String name) {
        return field(sent, name).equals("yes");
    }
}
