package ampro.hub.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The only way to add a route: method, path, the permission it needs, what it does. Everything
/// else is refused by default. Keeps the table, so that tests can compare it with the API's
/// description.
public final class Routes {

    /// Finds out who calls.
    @FunctionalInterface
    public interface Gate {
        Outcome<Actor> identify(ServerRequest request);
    }

    @FunctionalInterface
    public interface Handler {
        void answer(Call call) throws Exception;
    }

    public record Route(Method method, String path, Permission permission) {}

    private static final Set<Method> CHANGING =
            Set.of(Method.POST, Method.PUT, Method.PATCH, Method.DELETE);

    private final HttpRouting.Builder routing;
    private final Gate gate;
    private final Handler signInPage;
    private final List<Route> table = new ArrayList<>();

    /// `signInPage` answers a browser that is not signed in.
    public Routes(HttpRouting.Builder routing, Gate gate, Handler signInPage) {
        this.routing = routing;
        this.gate = gate;
        this.signInPage = signInPage;
    }

    public Routes get(String path, Permission permission, Handler handler) {
        return add(Method.GET, path, permission, handler);
    }

    public Routes post(String path, Permission permission, Handler handler) {
        return add(Method.POST, path, permission, handler);
    }

    public List<Route> table() {
        return List.copyOf(table);
    }

    private Routes add(Method method, String path, Permission permission, Handler handler) {
        Route route = new Route(method, path, permission);
        if (table.stream().anyMatch(r -> r.method().equals(method) && r.path().equals(path))) {
            throw new IllegalStateException(method + " " + path + " is there already");
        }
        table.add(route);
        routing.route(
                method, path, (request, response) -> guard(route, handler, request, response));
        return this;
    }

    private void guard(Route route, Handler handler, ServerRequest request, ServerResponse response)
            throws Exception {
        Headers.secure(response);
        if (route.permission() == Permission.PUBLIC) {
            handler.answer(new Call(request, response, Actor.HUB));
            return;
        }
        switch (gate.identify(request)) {
            case Outcome.Refused<Actor> refused -> {
                Call call = new Call(request, response, Actor.HUB);
                if (call.wantsPage()) {
                    signInPage.answer(call);
                } else {
                    call.refuse(refused);
                }
            }
            case Outcome.Done<Actor>(Actor actor) -> {
                Call call = new Call(request, response, actor);
                if (!actor.may(route.permission())) {
                    call.refuse(
                            Outcome.forbidden(
                                    "%s (%s) may not do this: it needs %s"
                                            .formatted(
                                                    actor.name(),
                                                    actor.role(),
                                                    route.permission())));
                } else if (isForeignForm(route, call)) {
                    call.refuse(Outcome.forbidden("the form is not from this page: reload it"));
                } else {
                    handler.answer(call);
                }
            }
        }
    }

    /// A browser's changing request must carry its session's token and come from our own page.
    private static boolean isForeignForm(Route route, Call call) {
        String csrf = call.actor().csrf();
        if (csrf == null || !CHANGING.contains(route.method())) {
            return false;
        }
        String site =
                call.request()
                        .headers()
                        .first(HeaderNames.create("Sec-Fetch-Site"))
                        .orElse("same-origin");
        return !site.equals("same-origin")
                || !csrf.equals(call.form().first("token").asOptional().orElse(""));
    }
}
