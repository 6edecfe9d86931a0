package ampro.station;

import ampro.firmware.problem.Problem;
import ampro.firmware.settings.Settings;
import ampro.firmware.wire.FeedingRule;
import ampro.station.touch.StoppedRoutes;
import ampro.station.touch.Touchscreen;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A station that must not work: nothing but a screen that says why and what to do.
final class StoppedStation implements AutoCloseable {
    /// A disk gets room or becomes writable again while people wait in front of it.
    private static final long LOOK_AGAIN_SECONDS = 5;

    private final WebServer web;

    StoppedStation(Settings settings, Problem problem) {
        Touchscreen.Box box =
                new Touchscreen.Box(
                        settings.text("id"),
                        settings.text("site"),
                        settings.simulatedHardware("hardware"),
                        FeedingRule.ACKNOWLEDGED,
                        settings.text("card-printer"));
        web =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(settings.port("port"))
                        .shutdownHook(false)
                        .routing(
                                HttpRouting.builder()
                                        .register(
                                                "/",
                                                new StoppedRoutes(
                                                        box, problem, InstantSource.system())))
                        .build()
                        .start();
        System.err.println(
                "station: stopped, %s; the screen at http://127.0.0.1:%d says what to do"
                        .formatted(problem.code(), web.port()));
    }

    /// Until the next look at the disk, or the end of the program.
    void await(boolean mayPass) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        while (!end.await(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS)) {
            if (mayPass) {
                return;
            }
        }
    }

    @Override
    public void close() {
        web.stop();
    }
}
