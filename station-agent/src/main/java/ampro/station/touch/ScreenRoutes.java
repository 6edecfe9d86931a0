package ampro.station.touch;

import static ampro.station.touch.TouchPages.language;

import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.Wire;
import ampro.station.job.CardFaces;
import ampro.station.job.Lease;
import ampro.station.job.Runner;
import ampro.station.raster.Preview;
import io.helidon.http.HttpMediaType;
import io.helidon.http.Status;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What is shown now: as a page, as it changes, for programs, and the card's picture. Nothing here
/// is a touch: an open screen locks itself like a closed one.
final class ScreenRoutes {
    private final DoorRoutes door;
    private final Screens screens;
    private final Runner runner;
    private final CardFaces faces;
    private final Bell bell;

    ScreenRoutes(DoorRoutes door, Screens screens, Runner runner, CardFaces faces, Bell bell) {
        this.door = door;
        this.screens = screens;
        this.runner = runner;
        this.faces = faces;
        this.bell = bell;
    }

    void screen(ServerRequest request, ServerResponse response) {
        TouchPages.show(
                response,
                door.looks(request)
                        .<ScreenView>map(who -> screens.now(language(request), who, null))
                        .orElseGet(() -> screens.signIn(language(request), "", null)));
    }

    /// The screen as it changes, as server-sent events named `screen`.
    void live(ServerRequest request, ServerResponse response) throws InterruptedException {
        Optional<TouchSessions.Session> who = door.looks(request);
        if (who.isEmpty()) {
            response.status(Status.UNAUTHORIZED_401).send();
            return;
        }
        try (SseSink sink = response.sink(SseSink.TYPE)) {
            String last = "";
            long rung = 0;
            while (door.isStillIn(who.get())) {
                String screen = TouchPages.live(screens.now(language(request), who.get(), null));
                sink.emit(
                        screen.equals(last)
                                ? SseEvent.builder().comment("still here").data("").build()
                                : SseEvent.builder().name("screen").data(screen).build());
                last = screen;
                rung = bell.await(rung);
            }
        }
    }

    /// The screen, the card, the token its forms must carry.
    void now(ServerRequest request, ServerResponse response) {
        Optional<TouchSessions.Session> who = door.looks(request);
        if (who.isEmpty()) {
            response.status(Status.UNAUTHORIZED_401).send();
            return;
        }
        Map<String, Object> now = new LinkedHashMap<>();
        now.put("screen", screens.now(language(request), who.get(), null).css());
        runner.state()
                .atPrinter()
                .ifPresent(lease -> {
                    now.put("job", lease.job());
                    now.put("lease", lease.token().toString());
                    now.put("state", lease.state().word());
                    now.put("reason", String.valueOf(lease.reason()));
                });
        now.put("token", who.get().csrf());
        TouchPages.secure(response);
        response.headers().contentType(HttpMediaType.create("application/json"));
        response.send(Wire.writeBody(now));
    }

    void picture(ServerRequest request, ServerResponse response) {
        Optional<Artwork> artwork =
                door.looks(request)
                        .flatMap(who -> lease(path(request, "token")))
                        .flatMap(faces::of);
        if (artwork.isEmpty()) {
            response.status(Status.NOT_FOUND_404).send();
            return;
        }
        String pdf =
                path(request, "side").equals("back") ? artwork.get().back() : artwork.get().front();
        TouchPages.secure(response);
        response.headers().contentType(HttpMediaType.create("image/png"));
        response.send(Preview.png(Base64.getDecoder().decode(pdf)));
    }

    private Optional<Lease> lease(String token) {
        return runner.state().leases().stream()
                .filter(lease -> lease.token().toString().equals(token))
                .findFirst();
    }

    private static String path(ServerRequest request, String name) {
        return request.path().pathParameters().get(name);
    }
}
