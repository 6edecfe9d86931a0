package ampro.hub.staff;

import ampro.hub.staff.Staff.SignedIn;
import ampro.hub.web.Actor;
import ampro.hub.web.Call;
import ampro.hub.web.Credentials;
import ampro.hub.web.FormView;
import ampro.hub.web.Frame;
import ampro.hub.web.Layout;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import ampro.hub.web.Routes;
import io.helidon.http.Method;
import io.helidon.http.SetCookie;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Signing in and out. The session is a cookie that scripts cannot read and other sites cannot
/// send.
public final class SignInPages {
    private static final String PAGE = "/sign-in";
    private static final String NEXT = "next";

    /// Addresses of ours are shorter.
    private static final int NEXT_MAX = 500;

    private final Staff staff;

    public SignInPages(Staff staff) {
        this.staff = staff;
    }

    public void add(Routes routes) {
        routes.get(PAGE, Permission.PUBLIC, SignInPages::page)
                .post(PAGE, Permission.PUBLIC, this::signIn)
                .post("/sign-out", Permission.VIEW, this::signOut);
    }

    /// Sends a browser that is not signed in to the sign-in page, and from there to where it
    /// wanted.
    public static void ask(Call call) {
        boolean isPage = call.request().prologue().method().equals(Method.GET);
        String query = call.request().query().rawValue();
        String wanted = call.request().path().path() + (query.isEmpty() ? "" : "?" + query);
        String ended = call.credentials().session().isPresent() ? "&refusal=expired" : "";
        call.seeOther(PAGE + "?next=" + Frame.encoded(isPage ? wanted : "/") + ended);
    }

    private static void page(Call call) {
        boolean ended = call.query("refusal").filter("expired"::equals).isPresent();
        show(call, 200, "", call.query(NEXT).orElse("/"), ended ? "expired" : null);
    }

    private void signIn(Call call) {
        String name = call.field("name");
        switch (staff.signIn(name, call.secret("password"))) {
            case Outcome.Done<SignedIn>(SignedIn in) -> {
                call.credentials().session().ifPresent(staff::signOut);
                call.response().headers().addCookie(cookie(in.key()).build());
                String next = call.field(NEXT);
                call.seeOther(isOurs(next) && !next.equals("/") ? next : landing(in.actor()));
            }
            case Outcome.Refused<SignedIn> refused ->
                    show(call, 401, name, call.field(NEXT), "wrong");
        }
    }

    private void signOut(Call call) {
        call.credentials().session().ifPresent(staff::signOut);
        call.response().headers().addCookie(cookie("").maxAge(Duration.ZERO).build());
        call.seeOther(PAGE);
    }

    private static void show(
            Call call, int status, String name, String next, @Nullable String refusal) {
        String wanted = isOurs(next) ? next : "/";
        String self = PAGE + "?next=" + Frame.encoded(wanted);
        Layout layout = call.layout(null, call.words().say("sign-in.title"), self, null);
        FormView form = new FormView(PAGE, "", "");
        call.show(status, "staff/sign-in.jte", new SignInView(layout, form, name, wanted, refusal));
    }

    /// A path of this hub, never another host: `//host` and `/\host` are read as hosts by browsers.
    private static boolean isOurs(String next) {
        return next.length() <= NEXT_MAX
                && next.matches("/([^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]*)?");
    }

    /// What this role works with; everybody else begins with what is wrong.
    private static String landing(Actor actor) {
        return switch (Role.of(actor.role()).orElse(Role.VIEWER)) {
            case OFFICER -> "/applications";
            case SHIPPING -> "/parcels";
            case COLLECTION -> "/hand-over";
            case TECHNICIAN -> "/stations";
            case ADMIN, MANAGER, OPERATOR, AUDITOR, VIEWER -> "/";
        };
    }

    private static SetCookie.Builder cookie(String key) {
        return SetCookie.builder(Credentials.COOKIE, key)
                .path("/")
                .httpOnly(true)
                .sameSite(SetCookie.SameSite.STRICT);
    }
}
