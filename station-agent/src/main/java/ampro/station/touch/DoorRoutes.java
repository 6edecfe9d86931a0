package ampro.station.touch;

import static ampro.station.touch.TouchPages.field;
import static ampro.station.touch.TouchPages.language;

import ampro.firmware.wire.LeaseState;
import ampro.station.job.Lease;
import ampro.station.job.PrintState;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.SetCookie;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Who is at the box: signing in and out, and whose request this is.
final class DoorRoutes {
    private static final String COOKIE = "touch";

    private final Screens screens;
    private final Operators operators;
    private final TouchSessions sessions;

    DoorRoutes(Screens screens, Operators operators, TouchSessions sessions) {
        this.screens = screens;
        this.operators = operators;
        this.sessions = sessions;
    }

    /// A form and who sent it from a page of ours.
    record Submitted(TouchSessions.Session who, Parameters form) {

        String field(String name) {
            return TouchPages.field(form, name);
        }

        /// The lease that the form is about, if it still waits for this.
        Optional<Lease> lease(PrintState state, LeaseState waiting) {
            return state.atPrinter()
                    .filter(lease -> lease.state() == waiting)
                    .filter(lease -> lease.token().toString().equals(field("idempotency")));
        }
    }

    void signInScreen(ServerRequest request, ServerResponse response) {
        TouchPages.show(response, screens.signIn(language(request), "", null));
    }

    void signIn(ServerRequest request, ServerResponse response) {
        Parameters form = request.content().as(Parameters.class);
        String id = field(form, "id");
        Operators.Check check = operators.check(id, field(form, "pin"));
        if (check.account().isEmpty()) {
            String refusal = check.refusal().name().toLowerCase(Locale.ROOT);
            TouchPages.show(response, screens.signIn(language(request), id, refusal));
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
        TouchPages.home(response);
    }

    void signOut(ServerRequest request, ServerResponse response) {
        submitted(request, response)
                .ifPresent(form -> {
                    sessions.close(form.who().key());
                    TouchPages.home(response);
                });
    }

    /// Why nobody signs this form as its second person, a code of `decide.refusal.<code>`; empty
    /// where somebody does.
    Optional<String> secondRefusal(Submitted form) {
        return secondRefusal(form, second -> true);
    }

    /// As [#secondRefusal], where one of the two has to be a supervisor.
    Optional<String> supervisedRefusal(Submitted form) {
        return secondRefusal(
                form, second -> form.who().account().isSupervisor() || second.isSupervisor());
    }

    private Optional<String> secondRefusal(Submitted form, Predicate<Operators.Account> isEnough) {
        String second = form.field("second");
        if (second.equals(form.who().account().id())) {
            return Optional.of("same-person");
        }
        Operators.Check check = operators.check(second, form.field("pin"));
        if (check.account().isPresent()) {
            return check.account().filter(isEnough).isPresent()
                    ? Optional.empty()
                    : Optional.of("no-supervisor");
        }
        return Optional.of(
                switch (check.refusal()) {
                    case LOCKED -> "locked";
                    case WRONG -> "wrong-pin";
                });
    }

    /// Whose screen this is; it may renew itself without anybody there.
    Optional<TouchSessions.Session> looks(ServerRequest request) {
        return key(request).flatMap(sessions::look);
    }

    /// Who has tapped.
    Optional<TouchSessions.Session> touches(ServerRequest request) {
        return key(request).flatMap(sessions::touch);
    }

    boolean isStillIn(TouchSessions.Session who) {
        return sessions.look(who.key()).isPresent();
    }

    /// The form, if its sender is signed in and it is from a page of ours; else he is answered.
    Optional<Submitted> submitted(ServerRequest request, ServerResponse response) {
        Optional<TouchSessions.Session> who = touches(request);
        Parameters form = request.content().as(Parameters.class);
        if (who.isPresent() && TouchSessions.isOf(who.get(), field(form, "token"))) {
            return Optional.of(new Submitted(who.get(), form));
        }
        TouchPages.show(response, screens.signIn(language(request), "", "not-here"));
        return Optional.empty();
    }

    private static Optional<String> key(ServerRequest request) {
        return request.headers().cookies().first(COOKIE).asOptional();
    }
}
