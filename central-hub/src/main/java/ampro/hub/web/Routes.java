package ampro.hub.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.SetCookie;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The only way to add a route: method, path, the permission it needs, what it does. Everything
/// else is refused by default. Keeps the table, so that tests can compare it with the API's
/// description.
public final class Routes {

    /// Finds out who calls.
    @FunctionalInterface
    public interface Gate {
        Outcome<Actor> identify(Credentials shown, Use use);
    }

    /// Whether the caller does something, or an open page only watches: watching keeps no session
    /// alive.
    public enum Use {
        ACTS,
        WATCHES
    }

    @FunctionalInterface
    public interface Handler {
        void answer(Call call) throws Exception;
    }

    public record Route(Method method, String path, Permission permission) {}

    private static final Set<Method> CHANGING =
            Set.of(Method.POST, Method.PUT, Method.PATCH, Method.DELETE);

    /// A chosen language holds as long as browsers keep a cookie.
    private static final Duration LANGUAGE_KEPT = Duration.ofDays(400);

    private final HttpRouting.Builder routing;
    private final Gate gate;
    private final Frame frame;
    private final Handler signInPage;
    private final List<Route> table = new ArrayList<>();

    /// `signInPage` answers a browser that is not signed in.
    public Routes(HttpRouting.Builder routing, Gate gate, Frame frame, Handler signInPage) {
        this.routing = routing;
        this.gate = gate;
        this.frame = frame;
        this.signInPage = signInPage;
    }

    public Routes get(String path, Permission permission, Handler handler) {
        return add(Method.GET, path, permission, Use.ACTS, handler);
    }

    /// A page's events.
    public Routes live(String path, Permission permission, Handler handler) {
        return add(Method.GET, path, permission, Use.WATCHES, handler);
    }

    public Routes post(String path, Permission permission, Handler handler) {
        return add(Method.POST, path, permission, Use.ACTS, handler);
    }

    public List<Route> table() {
        return List.copyOf(table);
    }

    /// After the last route: everything else does not exist, and what fails is told without detail.
    public void close() {
        routing.any((request, response) -> anybody(request, response).refuse(nothing()));
        routing.error(
                HttpException.class,
                (request, response, problem) ->
                        Problems.answer(anybody(request, response), problem));
        routing.error(
                Throwable.class,
                (request, response, failure) -> Problems.fail(anybody(request, response), failure));
    }

    private static Outcome.Refused<Object> nothing() {
        return Outcome.notFound("this page");
    }

    private Routes add(
            Method method, String path, Permission permission, Use use, Handler handler) {
        Route route = new Route(method, path, permission);
        if (table.stream().anyMatch(r -> r.method().equals(method) && r.path().equals(path))) {
            throw new IllegalStateException(method + " " + path + " is there already");
        }
        table.add(route);
        routing.route(
                method, path, (request, response) -> guard(route, use, handler, request, response));
        return this;
    }

    private void guard(
            Route route, Use use, Handler handler, ServerRequest request, ServerResponse response)
            throws Exception {
        Headers.secure(response.headers());
        if (isForeign(route, request)) {
            anybody(request, response)
                    .refuse(Outcome.forbidden("the request comes from another site"));
            return;
        }
        keepLanguage(request, response);
        if (route.permission() == Permission.PUBLIC) {
            handler.answer(new Call(request, response, Actor.HUB, frame));
            return;
        }
        switch (gate.identify(Credentials.of(request), use)) {
            case Outcome.Refused<Actor> refused -> {
                Call call = new Call(request, response, Actor.HUB, frame);
                if (call.wantsPage()) {
                    signInPage.answer(call);
                } else {
                    call.refuse(refused);
                }
            }
            case Outcome.Done<Actor>(Actor actor) -> {
                Call call = new Call(request, response, actor, frame);
                if (!actor.may(route.permission())) {
                    call.refuse(
                            Outcome.forbidden(
                                    "%s (%s) may not do this: it needs %s"
                                            .formatted(
                                                    actor.name(),
                                                    actor.role(),
                                                    route.permission())));
                } else if (isForged(route, call)) {
                    call.refuse(Outcome.forbidden("the form is not from this page: reload it"));
                } else {
                    handler.answer(call);
                }
            }
        }
    }

    /// Whoever calls, for an answer that is for everybody: signed in or not, nobody is kept signed
    /// in by it.
    private Call anybody(ServerRequest request, ServerResponse response) {
        Headers.secure(response.headers());
        Actor actor =
                switch (gate.identify(Credentials.of(request), Use.WATCHES)) {
                    case Outcome.Done<Actor>(Actor known) -> known;
                    case Outcome.Refused<Actor> refused -> Actor.HUB;
                };
        return new Call(request, response, actor, frame);
    }

    /// Browsers say where a request comes from; other programs say nothing.
    private static boolean isForeign(Route route, ServerRequest request) {
        return CHANGING.contains(route.method())
                && !request.headers()
                        .first(HeaderNames.create("Sec-Fetch-Site"))
                        .orElse("same-origin")
                        .equals("same-origin");
    }

    /// A browser's changing request must carry its session's token.
    private static boolean isForged(Route route, Call call) {
        String csrf = call.actor().csrf();
        return csrf != null
                && CHANGING.contains(route.method())
                && !csrf.equals(call.field("token"));
    }

    private static void keepLanguage(ServerRequest request, ServerResponse response) {
        Optional<Locale> chosen =
                request.query().first(Call.LANGUAGE).asOptional().flatMap(Call::spoken);
        chosen.ifPresent(language ->
                response.headers()
                        .addCookie(
                                SetCookie.builder(Call.LANGUAGE, language.getLanguage())
                                        .path("/")
                                        .maxAge(LANGUAGE_KEPT)
                                        .sameSite(SetCookie.SameSite.STRICT)
                                        .httpOnly(true)
                                        .build()));
    }
}
