package ampro.station.touch;

import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.CardCode;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.LeaseState;
import ampro.station.job.CardFaces;
import ampro.station.job.Lease;
import ampro.station.job.PrintEvent;
import ampro.station.job.Runner;
import ampro.station.raster.Preview;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.http.SetCookie;
import io.helidon.http.Status;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The touchscreen's addresses. Everything but signing in asks for a session; every form carries
/// the session's token and the lease it is about, so a double or late tap finds nothing to do.
public final class TouchRoutes implements HttpService {
    private static final String COOKIE = "touch";
    private static final String CSP =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self';"
                    + " frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    private final Runner runner;
    private final CardFaces faces;
    private final Screens screens;
    private final Operators operators;
    private final TouchSessions sessions;
    private final Bell bell;
    private final Templates templates = new Templates();

    TouchRoutes(
            Runner runner,
            CardFaces faces,
            Screens screens,
            Operators operators,
            TouchSessions sessions,
            Bell bell) {
        this.runner = runner;
        this.faces = faces;
        this.screens = screens;
        this.operators = operators;
        this.sessions = sessions;
        this.bell = bell;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::screen)
                .get("/live", this::live)
                .get("/now", this::now)
                .get("/sign-in", this::signInScreen)
                .post("/sign-in", this::signIn)
                .post("/sign-out", this::signOut)
                .post("/good", this::good)
                .get("/spoil", this::spoilScreen)
                .post("/spoil", this::spoil)
                .get("/decide", this::decideScreen)
                .post("/decide", this::decide)
                .get("/card/{token}/{side}.png", this::picture)
                .get("/static/{file}", StaticFiles::serve);
    }

    private void screen(ServerRequest request, ServerResponse response) {
        Optional<TouchSessions.Session> who = session(request);
        show(
                response,
                who.isEmpty()
                        ? screens.signIn(language(request), "", null)
                        : screens.now(language(request), who.get(), null));
    }

    /// The screen as it changes, as server-sent events named `screen`.
    private void live(ServerRequest request, ServerResponse response) throws InterruptedException {
        Optional<TouchSessions.Session> who = session(request);
        if (who.isEmpty()) {
            response.status(Status.UNAUTHORIZED_401).send();
            return;
        }
        try (SseSink sink = response.sink(SseSink.TYPE)) {
            String last = "";
            long rung = 0;
            while (sessions.find(who.get().key()).isPresent()) {
                String screen =
                        templates.fragment(
                                "live.jte", screens.now(language(request), who.get(), null));
                sink.emit(
                        screen.equals(last)
                                ? SseEvent.builder().comment("still here").data("").build()
                                : SseEvent.builder().name("screen").data(screen).build());
                last = screen;
                rung = bell.await(rung);
            }
        }
    }

    /// What is shown now, for programs: the screen, the card, the token its forms must carry.
    private void now(ServerRequest request, ServerResponse response) {
        Optional<TouchSessions.Session> who = session(request);
        if (who.isEmpty()) {
            response.status(Status.UNAUTHORIZED_401).send();
            return;
        }
        ScreenView view = screens.now(language(request), who.get(), null);
        Map<String, Object> now = new LinkedHashMap<>();
        now.put("screen", view.css());
        runner.state()
                .atPrinter()
                .ifPresent(lease -> {
                    now.put("job", lease.job());
                    now.put("lease", lease.token().toString());
                    now.put("state", lease.state().word());
                    now.put("reason", String.valueOf(lease.reason()));
                });
        now.put("token", who.get().csrf());
        response.headers().contentType(HttpMediaType.create("application/json"));
        response.send(ampro.firmware.wire.Wire.writeBody(now));
    }

    private void signInScreen(ServerRequest request, ServerResponse response) {
        show(response, screens.signIn(language(request), "", null));
    }

    private void signIn(ServerRequest request, ServerResponse response) {
        Parameters form = request.content().as(Parameters.class);
        String id = field(form, "id");
        Operators.Check check = operators.check(id, field(form, "pin"));
        if (check.account().isEmpty()) {
            show(
                    response,
                    screens.signIn(
                            language(request),
                            id,
                            check.refusal().name().toLowerCase(Locale.ROOT)));
            return;
        }
        TouchSessions.Session session = sessions.open(check.account().get());
        response.headers()
                .addCookie(
                        SetCookie.builder(COOKIE, session.key())
                                .httpOnly(true)
                                .sameSite(SetCookie.SameSite.STRICT)
                                .path("/")
                                .build());
        home(response);
    }

    private void signOut(ServerRequest request, ServerResponse response) {
        whoMay(request, response).ifPresent(form -> sessions.close(form.who().key()));
        home(response);
    }

    /// The card and its blank were scanned and the photo compared.
    private void good(ServerRequest request, ServerResponse response) {
        Optional<Submitted> submitted = whoMay(request, response);
        if (submitted.isEmpty()) {
            return;
        }
        Optional<Lease> lease = asked(submitted.get(), LeaseState.EJECTED);
        if (lease.isPresent()) {
            String blank = field(submitted.get().form(), "blank");
            Optional<String> refusal =
                    refusal(lease.get(), field(submitted.get().form(), "card"), blank);
            if (refusal.isPresent()) {
                show(
                        response,
                        screens.now(language(request), submitted.get().who(), refusal.get()));
                return;
            }
            runner.tell(
                    new PrintEvent.FoundGood(
                            lease.get().token(), blank, submitted.get().who().account().id()));
        }
        home(response);
    }

    private void spoilScreen(ServerRequest request, ServerResponse response) {
        Optional<TouchSessions.Session> who = session(request);
        Optional<Lease> lease = runner.state().atPrinter();
        if (who.isEmpty() || lease.isEmpty() || lease.get().state() != LeaseState.EJECTED) {
            home(response);
            return;
        }
        show(response, screens.spoil(language(request), who.get(), lease.get(), null));
    }

    private void spoil(ServerRequest request, ServerResponse response) {
        Optional<Submitted> submitted = whoMay(request, response);
        if (submitted.isEmpty()) {
            return;
        }
        Optional<Lease> lease = asked(submitted.get(), LeaseState.EJECTED);
        if (lease.isPresent()) {
            String blank = field(submitted.get().form(), "blank");
            String reason = field(submitted.get().form(), "reason");
            if (!isBlank(blank) || !SpoilView.REASONS.contains(reason)) {
                show(
                        response,
                        screens.spoil(
                                language(request),
                                submitted.get().who(),
                                lease.get(),
                                "wrong-blank"));
                return;
            }
            runner.tell(
                    new PrintEvent.FoundSpoiled(
                            lease.get().token(),
                            blank,
                            reason,
                            submitted.get().who().account().id()));
        }
        home(response);
    }

    private void decideScreen(ServerRequest request, ServerResponse response) {
        Optional<TouchSessions.Session> who = session(request);
        Optional<Lease> lease = runner.state().atPrinter();
        Optional<DoubtView.Answer> answer = answer(request.query().first("answer").orElse(""));
        if (who.isEmpty()
                || lease.isEmpty()
                || answer.isEmpty()
                || lease.get().state() != LeaseState.UNKNOWN) {
            home(response);
            return;
        }
        show(
                response,
                screens.decide(language(request), who.get(), lease.get(), answer.get(), null));
    }

    /// Two people answer the one question; the second gives id and PIN here.
    private void decide(ServerRequest request, ServerResponse response) {
        Optional<Submitted> submitted = whoMay(request, response);
        if (submitted.isEmpty()) {
            return;
        }
        Parameters form = submitted.get().form();
        Optional<Lease> lease = asked(submitted.get(), LeaseState.UNKNOWN);
        Optional<DoubtView.Answer> answer = answer(field(form, "answer"));
        if (lease.isPresent() && answer.isPresent()) {
            Optional<String> refusal =
                    decideRefusal(lease.get(), answer.get(), submitted.get().who(), form);
            if (refusal.isPresent()) {
                show(
                        response,
                        screens.decide(
                                language(request),
                                submitted.get().who(),
                                lease.get(),
                                answer.get(),
                                refusal.get()));
                return;
            }
            boolean notFed = answer.get() == DoubtView.Answer.NOT_FED;
            runner.tell(
                    new PrintEvent.Adjudicated(
                            lease.get().token(),
                            new PrintEvent.Answer(
                                    answer.get().code(),
                                    notFed ? null : field(form, "blank"),
                                    notFed
                                            ? "hopper-counted-" + field(form, "hopper")
                                            : "seen-by-two"),
                            submitted.get().who().account().id(),
                            field(form, "second")));
        }
        home(response);
    }

    private Optional<String> decideRefusal(
            Lease lease, DoubtView.Answer answer, TouchSessions.Session who, Parameters form) {
        String second = field(form, "second");
        if (second.equals(who.account().id())) {
            return Optional.of("same-person");
        }
        Operators.Check check = operators.check(second, field(form, "pin"));
        if (check.account().isEmpty()) {
            return Optional.of(
                    check.refusal() == Operators.Refusal.LOCKED ? "locked" : "wrong-pin");
        }
        return switch (answer) {
            case GOOD -> refusal(lease, field(form, "card"), field(form, "blank"));
            case SPOILED ->
                    isBlank(field(form, "blank")) ? Optional.empty() : Optional.of("wrong-blank");
            case NOT_FED ->
                    field(form, "hopper").matches("[0-9]{1,3}")
                            ? Optional.empty()
                            : Optional.of("counted-wrong");
        };
    }

    private void picture(ServerRequest request, ServerResponse response) {
        Optional<Artwork> artwork =
                session(request).isEmpty()
                        ? Optional.empty()
                        : runner.state().leases().stream()
                                .filter(l -> l.token().toString().equals(path(request, "token")))
                                .findFirst()
                                .flatMap(faces::of);
        if (artwork.isEmpty()) {
            response.status(Status.NOT_FOUND_404).send();
            return;
        }
        String pdf =
                path(request, "side").equals("back") ? artwork.get().back() : artwork.get().front();
        secure(response);
        response.headers().contentType(HttpMediaType.create("image/png"));
        response.send(Preview.png(Base64.getDecoder().decode(pdf)));
    }

    /// Why this scan is not the card that was printed or not a blank, if so.
    private static Optional<String> refusal(Lease lease, String card, String blank) {
        Optional<CardCode> scanned = CardCode.parse(card);
        if (scanned.isEmpty()) {
            return Optional.of("unreadable");
        }
        if (!EventChain.sha256(scanned.get().text()).equals(lease.code())) {
            return Optional.of("wrong-card");
        }
        return isBlank(blank) ? Optional.empty() : Optional.of("wrong-blank");
    }

    private static boolean isBlank(String serial) {
        return serial.matches("[A-Z][A-Z0-9]{3,19}");
    }

    private record Submitted(TouchSessions.Session who, Parameters form) {}

    /// The form's fields, if its sender is signed in and the form is from our own page.
    private Optional<Submitted> whoMay(ServerRequest request, ServerResponse response) {
        Optional<TouchSessions.Session> who = session(request);
        Parameters form = request.content().as(Parameters.class);
        if (who.isPresent() && TouchSessions.isOf(who.get(), field(form, "token"))) {
            return Optional.of(new Submitted(who.get(), form));
        }
        show(response, screens.signIn(language(request), "", "not-here"));
        return Optional.empty();
    }

    /// The lease that the form is about, if it still waits for this.
    private Optional<Lease> asked(Submitted submitted, LeaseState state) {
        String token = field(submitted.form(), "idempotency");
        return runner.state()
                .atPrinter()
                .filter(lease -> lease.state() == state)
                .filter(lease -> lease.token().toString().equals(token));
    }

    private Optional<TouchSessions.Session> session(ServerRequest request) {
        return request.headers().cookies().first(COOKIE).asOptional().flatMap(sessions::find);
    }

    private static Optional<DoubtView.Answer> answer(String code) {
        for (DoubtView.Answer answer : DoubtView.Answer.values()) {
            if (answer.code().equals(code)) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    private static Locale language(ServerRequest request) {
        return request.headers().first(HeaderNames.ACCEPT_LANGUAGE).orElse("").startsWith("fr")
                ? Locale.FRENCH
                : Locale.ENGLISH;
    }

    private void show(ServerResponse response, ScreenView view) {
        secure(response);
        response.headers().contentType(HttpMediaType.create("text/html; charset=utf-8"));
        response.send(templates.render("screen.jte", view));
    }

    private static void home(ServerResponse response) {
        if (!response.isSent()) {
            response.status(Status.SEE_OTHER_303);
            response.headers().set(HeaderNames.LOCATION, "/");
            response.send();
        }
    }

    private static void secure(ServerResponse response) {
        response.headers().set(HeaderNames.create("Content-Security-Policy"), CSP);
        response.headers().set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        response.headers().set(HeaderNames.create("Referrer-Policy"), "no-referrer");
        response.headers().set(HeaderNames.CACHE_CONTROL, "no-store");
    }

    private static String field(Parameters form, String name) {
        @Nullable String value = form.first(name).asOptional().orElse(null);
        return value == null ? "" : value.strip();
    }

    private static String path(ServerRequest request, String name) {
        return request.path().pathParameters().get(name);
    }
}
