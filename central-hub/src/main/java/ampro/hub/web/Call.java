package ampro.hub.web;

import ampro.hub.web.Outcome.Done;
import ampro.hub.web.Outcome.Refused;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One request with its caller, and the few ways to answer it.
public record Call(ServerRequest request, ServerResponse response, Actor actor) {
    private static final HttpMediaType PROBLEM_JSON =
            HttpMediaType.create("application/problem+json");
    private static final byte[] NOTHING = {};
    private static final HttpMediaType HTML = HttpMediaType.create("text/html; charset=utf-8");

    public String path(String name) {
        return request.path().pathParameters().get(name);
    }

    public Optional<String> query(String name) {
        return request.query().first(name).asOptional().filter(value -> !value.isBlank());
    }

    /// The fields of a submitted form; the gate has checked its token.
    public Parameters form() {
        return request.content().as(Parameters.class);
    }

    public <T> Outcome<T> body(Class<T> type) {
        return Json.read(type, request.content().as(byte[].class));
    }

    /// The body, or this where there is none.
    public <T> Outcome<T> bodyOr(Class<T> type, T absent) {
        byte[] text = request.content().hasEntity() ? request.content().as(byte[].class) : NOTHING;
        return text.length == 0 ? Outcome.done(absent) : Json.read(type, text);
    }

    public Locale language() {
        return request.headers().first(HeaderNames.ACCEPT_LANGUAGE).orElse("").startsWith("fr")
                ? Locale.FRENCH
                : Locale.ENGLISH;
    }

    public void json(Object value) {
        json(200, value);
    }

    public void json(int status, Object value) {
        response.status(Status.create(status));
        response.headers().contentType(HttpMediaType.create("application/json"));
        response.send(Json.write(value));
    }

    /// The result as JSON, or the refusal as problem+json (RFC 9457).
    public <T> void json(Outcome<T> outcome, Function<T, Object> view) {
        switch (outcome) {
            case Done<T>(T result) -> json(view.apply(result));
            case Refused<T> refused -> refuse(refused);
        }
    }

    /// JSON that is kept as text, byte for byte.
    public void text(Outcome<String> outcome) {
        switch (outcome) {
            case Done<String>(String text) ->
                    bytes("application/json", text.getBytes(StandardCharsets.UTF_8));
            case Refused<String> refused -> refuse(refused);
        }
    }

    public void page(String html) {
        page(200, html);
    }

    public void page(int status, String html) {
        response.status(Status.create(status));
        response.headers().contentType(HTML);
        response.send(html);
    }

    public void bytes(String mediaType, byte[] bytes) {
        response.headers().contentType(HttpMediaType.create(mediaType));
        response.send(bytes);
    }

    /// After a form: the browser fetches the page anew, so that reloading repeats nothing.
    public void seeOther(String address) {
        response.status(Status.SEE_OTHER_303);
        response.headers().set(HeaderNames.LOCATION, address);
        response.send();
    }

    public void refuse(Refused<?> refused) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:ampro:problem:" + refused.code());
        problem.put("title", refused.code());
        problem.put("status", refused.reason().status());
        problem.put("detail", refused.detail());
        if (!refused.fields().isEmpty()) {
            problem.put("fields", refused.fields());
        }
        response.status(Status.create(refused.reason().status()));
        response.headers().contentType(PROBLEM_JSON);
        response.send(Json.write(problem));
    }

    /// Whether the caller is a browser that wants a page rather than JSON.
    public boolean wantsPage() {
        return request.headers().first(HeaderNames.ACCEPT).orElse("").contains("text/html");
    }
}
