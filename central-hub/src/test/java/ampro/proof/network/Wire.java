package ampro.proof.network;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.demo.PrintingSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A real station at one end, the hub's broker at the other, the proxy between them.
final class Wire implements AutoCloseable {
    /// With the longest pause before a reconnect that a scenario can lead to.
    private static final Duration DONE_MAX = Duration.ofSeconds(150);

    private static final String BEGUN =
            "select job from lease where state in ('intent', 'made', 'ejected')";

    private final PrintingSite site;
    private final FaultProxy proxy;
    private final StationProgram station;
    private final URI screen;
    private final int flaps;

    /// `outside` is the broker; null for the hub's own.
    Wire(Path folder, @Nullable Mosquitto outside, int flaps)
            throws IOException, InterruptedException {
        this.flaps = flaps;
        site = new PrintingSite(folder, outside);
        proxy = new FaultProxy(site.broker());
        station =
                new StationProgram(
                        site.stationFolder(),
                        List.of(
                                "--id",
                                PrintingSite.STATION,
                                "--port",
                                "0",
                                "--settle",
                                "1",
                                "--keep-alive",
                                "2",
                                "--hub",
                                site.hub().toString(),
                                "--broker",
                                proxy.address().toString()));
        station.start();
        screen = station.screen();
        site.loadBlanks();
    }

    PrintingSite site() {
        return site;
    }

    FaultProxy proxy() {
        return proxy;
    }

    int flaps() {
        return flaps;
    }

    /// Jobs whose card is between INTENT and the check.
    List<String> begun() throws SQLException {
        return site.journal(BEGUN);
    }

    void until(String what, PrintingSite.Check check) {
        NetworkScenario.awaitThat(what, DONE_MAX, check);
    }

    /// The operator works on, whatever the line does.
    void workFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        site.workUntil(
                screen, "the time to pass", time.plusSeconds(30), () -> System.nanoTime() > end);
    }

    /// The hub has no INTENT of an open job, so nothing may have moved.
    void assertNothingNewIsFed() throws SQLException {
        workFor(Duration.ofSeconds(2));
        assertThat(site.journal("select job from lease where state in ('made', 'ejected')"))
                .isEmpty();
    }

    /// Every open card is printed, checked and known at the hub.
    void finish() throws SQLException {
        site.workUntil(
                screen,
                "all cards to be completed: " + site.jobs(),
                DONE_MAX,
                () -> site.isAllCompleted() && site.isAllAcknowledged());
    }

    String log() throws IOException {
        return station.log();
    }

    @Override
    public void close() throws IOException {
        station.close();
        proxy.close();
        site.close();
    }
}
