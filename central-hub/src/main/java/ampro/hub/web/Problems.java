package ampro.hub.web;

import ampro.hub.web.Outcome.Refused;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.HttpMediaType;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Refusals and failures as a page for browsers and as problem+json (RFC 9457) for programs.
public final class Problems {
    private static final Logger LOG = System.getLogger(Problems.class.getName());
    private static final HttpMediaType JSON = HttpMediaType.create("application/problem+json");

    /// Characters of a failure's code: enough to find it in the log of a day.
    private static final int CODE_LENGTH = 6;

    private Problems() {}

    static void answer(Call call, Refused<?> refused) {
        int status = refused.reason().status();
        if (call.wantsPage()) {
            page(call, status, refused.detail());
            return;
        }
        Map<String, Object> problem = problem(refused.code(), status, refused.detail());
        if (!refused.fields().isEmpty()) {
            problem.put("fields", refused.fields());
        }
        json(call, status, problem);
    }

    /// What Helidon found wrong with a request that had reached a route.
    static void answer(Call call, HttpException problem) {
        int status = problem.status().code();
        if (call.wantsPage()) {
            page(call, status, null);
        } else {
            json(call, status, problem(codeOf(status), status, problem.status().reasonPhrase()));
        }
    }

    /// Our own failure: told without detail, kept in the log under the code that is shown.
    static void fail(Call call, Throwable failure) {
        String code = "R-" + call.frame().key().substring(0, CODE_LENGTH);
        LOG.log(
                Level.ERROR,
                "%s: %s failed".formatted(code, call.request().prologue().method()),
                failure);
        if (call.wantsPage()) {
            // without the menu, whose figures may be what failed
            boolean again = call.request().prologue().method().equals(Method.GET);
            String back = again ? call.request().path().path() : "/";
            show(call, new ProblemView(call.bare(), 500, null, code, back));
        } else {
            Map<String, Object> problem = problem("failed", 500, "The hub failed. Try again.");
            problem.put("instance", code);
            json(call, 500, problem);
        }
    }

    private static void page(Call call, int status, @Nullable String detail) {
        Layout layout = call.layout(null, String.valueOf(status), "/", null);
        String back = status == 401 ? "/sign-in" : "/";
        show(call, new ProblemView(layout, status, detail, null, back));
    }

    private static void show(Call call, ProblemView view) {
        call.show(view.status(), "problem.jte", view);
    }

    private static void json(Call call, int status, Map<String, Object> problem) {
        call.response().status(Status.create(status));
        call.response().headers().contentType(JSON);
        call.response().send(Json.write(problem));
    }

    private static Map<String, Object> problem(String code, int status, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:ampro:problem:" + code);
        problem.put("title", code);
        problem.put("status", status);
        problem.put("detail", detail);
        return problem;
    }

    private static String codeOf(int status) {
        return switch (status) {
            case 404 -> "not-found";
            case 413 -> "too-large";
            default -> status < 500 ? "bad-request" : "failed";
        };
    }

    /// Answers to what is wrong before any route is known: unreadable or too large requests.
    public static DirectHandlers beforeRoutes() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, Problems::direct);
        }
        return handlers.build();
    }

    private static DirectHandler.TransportResponse direct(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType event,
            Status status,
            io.helidon.http.ServerResponseHeaders headers,
            String message) {
        Headers.secure(headers);
        headers.set(HeaderNames.CONTENT_TYPE, JSON.text());
        String code = codeOf(status.code());
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(event.keepAlive())
                .entity(
                        Json.write(problem(code, status.code(), status.reasonPhrase()))
                                .getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
