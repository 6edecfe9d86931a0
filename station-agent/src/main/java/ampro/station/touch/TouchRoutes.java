package ampro.station.touch;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/// The touchscreen's addresses. Everything but signing in asks for a session; every form carries
/// the session's token and the lease it is about, so a double or late tap finds nothing to do.
public final class TouchRoutes implements HttpService {
    private final DoorRoutes door;
    private final ScreenRoutes screen;
    private final CheckRoutes check;
    private final DoubtRoutes doubt;
    private final ChangedRoutes changed;

    TouchRoutes(
            DoorRoutes door,
            ScreenRoutes screen,
            CheckRoutes check,
            DoubtRoutes doubt,
            ChangedRoutes changed) {
        this.door = door;
        this.screen = screen;
        this.check = check;
        this.doubt = doubt;
        this.changed = changed;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", screen::screen)
                .get("/live", screen::live)
                .get("/now", screen::now)
                .get("/card/{token}/{side}.png", screen::picture)
                .get("/sign-in", door::signInScreen)
                .post("/sign-in", door::signIn)
                .post("/sign-out", door::signOut)
                .post("/good", check::good)
                .get("/spoil", check::spoilScreen)
                .post("/spoil", check::spoil)
                .get("/decide", doubt::decideScreen)
                .post("/decide", doubt::decide)
                .get("/changed", changed::screen)
                .post("/changed", changed::confirm)
                .get("/static/{file}", StaticRoutes::serve);
    }
}
