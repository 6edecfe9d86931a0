package ampro.station.touch;

import ampro.firmware.problem.Problem;
import ampro.firmware.text.Texts;
import ampro.firmware.wire.Wire;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The screen of a station that has no journal to work with: one problem, whoever looks.
public final class StoppedRoutes implements HttpService {
    private static final String LOOK_AGAIN_SECONDS = "5";

    private final Touchscreen.Box box;
    private final Problem problem;
    private final InstantSource clock;

    public StoppedRoutes(Touchscreen.Box box, Problem problem, InstantSource clock) {
        this.box = box;
        this.problem = problem;
        this.clock = clock;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", this::screen)
                .get("/now", this::now)
                .get("/static/{file}", StaticRoutes::serve);
    }

    private void screen(ServerRequest request, ServerResponse response) {
        response.headers().set(HeaderNames.create("Refresh"), LOOK_AGAIN_SECONDS);
        TouchPages.show(
                response,
                new TroubleView(frame(TouchPages.language(request)), problem, null, null, null));
    }

    /// The same for programs.
    private void now(ServerRequest request, ServerResponse response) {
        TouchPages.secure(response);
        response.headers().contentType(HttpMediaType.create("application/json"));
        response.send(Wire.writeBody(Map.of("screen", "trouble stop", "problem", problem.code())));
    }

    private FrameView frame(Locale language) {
        return new FrameView(
                Texts.of("ampro.station.pages.messages", language),
                null,
                box.station().toUpperCase(Locale.ROOT),
                box.site(),
                box.simulated(),
                box.unguarded(),
                false,
                null,
                null,
                null,
                LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault()).format(Frames.CLOCK),
                null,
                new FrameView.Supplies(null, null, null),
                List.of(),
                List.of());
    }
}
