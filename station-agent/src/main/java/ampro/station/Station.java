package ampro.station;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.profile.Handshake;
import ampro.firmware.profile.LabelPrinterProfile;
import ampro.firmware.profile.Profiles;
import ampro.firmware.settings.Settings;
import ampro.firmware.wire.FeedingRule;
import ampro.station.diagnostics.Diagnostics;
import ampro.station.hardware.real.TtyPort;
import ampro.station.hardware.simulated.SimulatedBox;
import ampro.station.job.ArtworkWorker;
import ampro.station.job.CardFaces;
import ampro.station.job.CardWorker;
import ampro.station.job.EventStore;
import ampro.station.job.Greeting;
import ampro.station.job.Guard;
import ampro.station.job.LabelStore;
import ampro.station.job.LabelWorker;
import ampro.station.job.Lease;
import ampro.station.job.LeaseStore;
import ampro.station.job.Obedience;
import ampro.station.job.OfflineQuota;
import ampro.station.job.OfflineRule;
import ampro.station.job.PrintMachine;
import ampro.station.job.PrintState;
import ampro.station.job.Runner;
import ampro.station.link.Credential;
import ampro.station.link.Fetcher;
import ampro.station.link.Link;
import ampro.station.store.Database;
import ampro.station.touch.Bell;
import ampro.station.touch.Touchscreen;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The composition root: the only class that news everything. Time, randomness, ids and pauses come
/// from here.
final class Station implements AutoCloseable {
    /// The screen's forms are a few scans and a PIN.
    private static final long FORM_BYTES_MAX = 64 << 10;

    /// Ends the program with this so that it is started again.
    private static final int BROKEN = 70;

    /// Moves on evenly whatever sets the wall clock.
    private static final InstantSource STEADY = () -> Instant.EPOCH.plusNanos(System.nanoTime());

    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final Settings settings;
    private final Path data;
    private final Credential credential;
    private final CardPrinterProfile profile;
    private final Database database;
    private final EventStore events;
    private final LeaseStore leases;
    private final Runner runner;
    private final CardFaces faces;
    private final @Nullable SimulatedBox simulated;
    private final CardWorker cards;
    private final LabelWorker labels;
    private final ArtworkWorker artworks;
    private final Link link;
    private final WebServer web;
    private final Bell bell = new Bell();

    Station(Settings settings, String site) throws IOException {
        this.settings = settings;
        data = settings.path("data").toAbsolutePath();
        Files.createDirectories(data);
        credential = Credential.read(data.resolve("credential.json"), settings.text("id"));
        OfflineRule offline = new OfflineRule(data.resolve("offline-accepted"));
        Guard guard = Boot.guard(settings, data, offline.isAccepted(), Station::pause);
        database = new Database(data.resolve("journal.db"), Database.BALLAST_BYTES);
        events = new EventStore(database, clock, () -> System.nanoTime() / 1e9);
        events.verify();
        leases = new LeaseStore(database, events, guard);
        LabelStore labelStore = new LabelStore(database, events);
        profile = Profiles.load().cardPrinter(settings.text("card-printer"));
        LabelPrinterProfile label = Profiles.load().labelPrinter(settings.text("label-printer"));
        Fetcher fetcher = new Fetcher(settings.address("hub"), credential);
        runner =
                new Runner(
                        new PrintMachine(profile, guard.feeding()), leases, events, Station::stop);
        Greeting greeting =
                new Greeting(
                        profile,
                        events,
                        runner,
                        guard,
                        () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        faces = new CardFaces(leases);
        simulated = settings.simulatedHardware("hardware") ? simulatedBox() : null;
        artworks = new ArtworkWorker(runner, leases, fetcher, Station::stop);
        cards =
                new CardWorker(
                        profile,
                        () -> openPort("card", profile.baud(), profile.handshake()),
                        leases,
                        runner,
                        settings.seconds("settle"),
                        Station::pause,
                        Station::stop);
        link = link(greeting, new Obedience(runner, labelStore, offline::set, this::labelWaits));
        labels =
                new LabelWorker(
                        label,
                        () -> openPort("label", label.baud(), label.handshake()),
                        labelStore,
                        fetcher,
                        link::wake,
                        bell::ring,
                        Station::pause,
                        Station::stop);
        runner.limit(new OfflineQuota(events, System::nanoTime));
        runner.connect(cards::order, artworks::wake, link::wake);
        runner.watch(bell::ring);
        runner.watch(() -> faces.keepOnly(runner.state()));
        web = touchscreen(site, guard.feeding());
    }

    private Link link(Greeting greeting, Obedience obedience) throws IOException {
        return new Link(
                new Link.Voice(
                        credential,
                        Boot.id(settings.text("boot-id"), () -> UUID.randomUUID().toString()),
                        greeting::hello,
                        greeting::report,
                        events::after,
                        () -> runner.state().promise().term(),
                        () -> UUID.randomUUID().toString(),
                        new Diagnostics(credential.station(), this::info)::answer),
                settings.address("broker"),
                settings.seconds("keep-alive"),
                obedience,
                random,
                System::nanoTime,
                Station::stop);
    }

    /// Opens for work: the printer is looked at, the hub is greeted, the screen is on.
    void start() throws IOException {
        web.start();
        if (!web.isRunning()) { // Helidon logs it and goes on
            throw new IOException("port " + settings.port("port") + " cannot be opened");
        }
        cards.start();
        labels.start();
        artworks.start();
        runner.start();
        link.start();
        writeReadyFile();
    }

    int port() {
        return web.port();
    }

    private WebServer touchscreen(String site, FeedingRule feeding) {
        Touchscreen.Box box =
                new Touchscreen.Box(
                        credential.station().value(),
                        site,
                        simulated != null,
                        feeding,
                        settings.text("card-printer"));
        Touchscreen.Hub hub =
                new Touchscreen.Hub(
                        () -> runner.state().welcomed(),
                        () -> {
                            EventStore.Head head = events.head();
                            return Math.toIntExact(head.seq() - head.ackedSeq());
                        });
        return WebServer.builder()
                .host("127.0.0.1")
                .port(settings.port("port"))
                .shutdownHook(false)
                .maxPayloadSize(FORM_BYTES_MAX)
                .routing(
                        HttpRouting.builder()
                                .register(
                                        "/",
                                        Touchscreen.routes(
                                                box,
                                                hub,
                                                runner,
                                                cards,
                                                labels::problem,
                                                faces,
                                                leases::isUsed,
                                                data.resolve("accounts.json"),
                                                bell,
                                                clock,
                                                STEADY,
                                                random)))
                .build();
    }

    private SimulatedBox simulatedBox() throws IOException {
        return new SimulatedBox(
                new SimulatedBox.Plan(
                        data.resolve("simulated"),
                        settings.text("card-printer"),
                        settings.text("label-printer"),
                        settings.factor("speed-factor")),
                Station::pause);
    }

    private TtyPort openPort(String device, int baud, Handshake handshake) throws IOException {
        Path path =
                simulated == null
                        ? settings.path(device + "-port")
                        : simulated.port(device + "Port");
        return TtyPort.open(path, baud, handshake, data.resolve("native"), TtyPort.STUCK_AFTER);
    }

    private Map<String, Object> info() {
        PrintState state = runner.state();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("hardware", settings.text("hardware"));
        info.put("hub", state.welcomed() ? "welcomed" : "away");
        info.put("problem", runner.problem().map(Problem::code).orElse("none"));
        state.atPrinter().ifPresent(l -> info.put("active", l.job() + " " + l.state().word()));
        info.put("waiting", state.waiting().stream().map(Lease::job).toList());
        return info;
    }

    private void labelWaits() {
        labels.wake();
    }

    private void writeReadyFile() throws IOException {
        Map<String, Object> ready = new LinkedHashMap<>();
        ready.put("pid", ProcessHandle.current().pid());
        ready.put("station", credential.station());
        ready.put("touch", "http://127.0.0.1:" + web.port());
        ready.put("hardware", settings.text("hardware"));
        ReadyFile.write(data.resolve(settings.path("ready-file")), ready);
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    /// Nothing is finished or told: the next start reads the journal.
    private static void stop() {
        System.err.println("station: ends; the next start reads the journal");
        Runtime.getRuntime().halt(BROKEN);
    }

    /// Within 10 s whatever hangs: each of these has its own limit.
    @Override
    public void close() throws IOException {
        web.stop();
        link.close();
        artworks.close();
        cards.close();
        labels.close();
        runner.close();
        database.close();
        if (simulated != null) {
            simulated.close();
        }
    }
}
