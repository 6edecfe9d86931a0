package ampro.hub.web;

import ampro.firmware.text.Texts;
import ampro.hub.web.Outcome.Done;
import ampro.hub.web.Outcome.Refused;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.BadRequestException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.HttpMediaType;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request with its caller, and the few ways to answer it.
public record Call(ServerRequest request, ServerResponse response, Actor actor, Frame frame) {
    /// Name of the cookie and of the query field that choose a language.
    static final String LANGUAGE = "lang";

    private static final byte[] NOTHING = {};
    private static final HttpMediaType HTML = HttpMediaType.create("text/html; charset=utf-8");

    /// More is no browser's wish.
    private static final int ACCEPT_LANGUAGE_MAX = 200;

    public String path(String name) {
        return request.path().pathParameters().get(name);
    }

    public Credentials credentials() {
        return Credentials.of(request);
    }

    public Optional<String> query(String name) {
        return request.query().first(name).asOptional().filter(value -> !value.isBlank());
    }

    /// A field of the submitted form, empty where it was left out.
    public String field(String name) {
        return secret(name).strip();
    }

    /// A field that is taken as it was typed.
    public String secret(String name) {
        return form().first(name).asOptional().orElse("");
    }

    /// The fields of a submitted form; the gate has checked its token. A body can be read once, so
    /// it is kept.
    Parameters form() {
        return request.context()
                .get(Call.class, Parameters.class)
                .orElseGet(() -> {
                    Parameters form = isForm() ? sent(Parameters.class) : Parameters.empty("form");
                    request.context().register(Call.class, form);
                    return form;
                });
    }

    private boolean isForm() {
        return request.content().hasEntity()
                && request.headers()
                        .contentType()
                        .filter(type -> type.test(MediaTypes.APPLICATION_FORM_URLENCODED))
                        .isPresent();
    }

    public <T> Outcome<T> body(Class<T> type) {
        return Json.read(type, entity());
    }

    /// The body, or this where there is none.
    public <T> Outcome<T> bodyOr(Class<T> type, T absent) {
        byte[] text = entity();
        return text.length == 0 ? Outcome.done(absent) : Json.read(type, text);
    }

    private byte[] entity() {
        return request.content().hasEntity() ? sent(byte[].class) : NOTHING;
    }

    /// What cannot be read as it was announced is the caller's mistake.
    private <T> T sent(Class<T> type) {
        try {
            return request.content().as(type);
        } catch (HttpException e) {
            throw e; // too large, and the like
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            throw new BadRequestException("the body cannot be read", e);
        }
    }

    /// Runs the command of a submitted form once, however often it is submitted; the command
    /// answers where to go next.
    public Outcome<String> once(Supplier<Outcome<String>> command) {
        String key = field("idempotency");
        return key.isEmpty()
                ? command.get()
                : frame.once().carryOut(actor.id() + " " + actor.csrf() + " " + key, command);
    }

    /// Chosen on a page, else as the browser prefers, else English.
    public Locale language() {
        return query(LANGUAGE)
                .or(() -> request.headers().cookies().first(LANGUAGE).asOptional())
                .flatMap(Call::spoken)
                .orElseGet(this::preferred);
    }

    static Optional<Locale> spoken(String code) {
        return Texts.LANGUAGES.stream().filter(each -> each.getLanguage().equals(code)).findFirst();
    }

    private Locale preferred() {
        String accepted = request.headers().first(HeaderNames.ACCEPT_LANGUAGE).orElse("");
        if (accepted.isBlank() || accepted.length() > ACCEPT_LANGUAGE_MAX) {
            return Locale.ENGLISH;
        }
        try {
            List<Locale.LanguageRange> wished = Locale.LanguageRange.parse(accepted);
            return Optional.ofNullable(Locale.lookup(wished, Texts.LANGUAGES))
                    .orElse(Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
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

    /// The frame for a page of this place. `self` is the page's own address, `live` that of its
    /// events.
    public Layout layout(@Nullable Place here, String title, String self, @Nullable String live) {
        return frame.layout(this, here, title, self, live);
    }

    /// The frame for a fragment, of which only the words are shown.
    public Layout bare() {
        return frame.bare(this);
    }

    public Words words() {
        return frame.words(language());
    }

    /// What a form of this page carries.
    public FormView form(String action) {
        return new FormView(action, actor.csrf() == null ? "" : actor.csrf(), frame.key());
    }

    public void show(String template, Object view) {
        show(200, template, view);
    }

    public void show(int status, String template, Object view) {
        response.status(Status.create(status));
        response.headers().contentType(HTML);
        response.send(frame.templates().render(template, view));
    }

    /// Part of a page, for its events.
    public String fragment(String template, Object view) {
        return frame.templates().fragment(template, view);
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

    /// The result of a form's command: the next page, or what is done with the refusal.
    public void follow(Outcome<String> outcome) {
        switch (outcome) {
            case Done<String>(String address) -> seeOther(address);
            case Refused<String> refused -> refuse(refused);
        }
    }

    /// A page for browsers, else problem+json.
    public void refuse(Refused<?> refused) {
        Problems.answer(this, refused);
    }

    /// Whether the caller is a browser that wants a page rather than JSON.
    public boolean wantsPage() {
        return request.headers().first(HeaderNames.ACCEPT).orElse("").contains("text/html");
    }
}
