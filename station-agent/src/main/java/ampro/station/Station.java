package ampro.station;

import ampro.firmware.profile.Profiles;
import ampro.firmware.settings.Settings;
import ampro.firmware.wire.CardCode;
import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.station.hardware.real.TtyPort;
import ampro.station.hardware.simulated.SimulatedBox;
import ampro.station.job.CardFaces;
import ampro.station.job.CardWorker;
import ampro.station.job.JournalStore;
import ampro.station.job.LabelWorker;
import ampro.station.job.Lease;
import ampro.station.job.PrintEvent;
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
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The composition root: the only class that news everything. Time, randomness, ids and pauses come
/// from here.
final class Station implements AutoCloseable {
    /// Artwork to fetch: the leases a hub grants ahead, twice.
    private static final int FETCHES_MAX = 100;

    private static final Duration FETCH_AGAIN = Duration.ofSeconds(2);

    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final Settings settings;
    private final Path data;
    private final Credential credential;
    private final Database database;
    private final JournalStore journal;
    private final Runner runner;
    private final CardFaces faces;
    private final @Nullable SimulatedBox simulated;
    private final CardWorker cards;
    private final LabelWorker labels;
    private final Fetcher fetcher;
    private final ThreadPoolExecutor fetches;
    private final Link link;
    private final WebServer web;
    private final Bell bell = new Bell();
    private volatile boolean open = true;

    Station(Settings settings, String site) throws IOException {
        this.settings = settings;
        data = settings.path("data").toAbsolutePath();
        Files.createDirectories(data);
        credential = Credential.read(data.resolve("credential.json"));
        database = new Database(data.resolve("journal.db"));
        journal = new JournalStore(database, clock, () -> System.nanoTime() / 1e9);
        var profile = Profiles.load().cardPrinter(settings.text("card-printer"));
        runner =
                new Runner(new PrintMachine(profile), journal, () -> Runtime.getRuntime().halt(70));
        faces = new CardFaces(journal);
        simulated = settings.simulatedHardware("hardware") ? simulatedBox() : null;
        fetcher = new Fetcher(settings.address("hub"), credential);
        fetches =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(FETCHES_MAX),
                        Thread.ofPlatform().name("fetch").factory());
        cards =
                new CardWorker(
                        profile,
                        () -> openPort("card", profile.baud(), TtyPort.Handshake.RTS_CTS),
                        journal,
                        runner,
                        settings.seconds("settle"),
                        clock,
                        Station::pause);
        link =
                new Link(
                        new Link.Voice(
                                credential,
                                bootId(),
                                this::hello,
                                journal::eventsAfter,
                                () -> UUID.randomUUID().toString()),
                        settings.address("broker"),
                        new Obedience(),
                        random);
        var labelProfile = Profiles.load().labelPrinter(settings.text("label-printer"));
        labels =
                new LabelWorker(
                        labelProfile,
                        () -> openPort("label", labelProfile.baud(), TtyPort.Handshake.XON_XOFF),
                        journal,
                        row -> fetchNow(row.address(), row.sha256()),
                        type -> link.wake(),
                        Station::pause);
        runner.connect(this::fetch, cards::order, link::wake);
        runner.watch(bell::ring);
        web = touchscreen(site);
    }

    /// Opens for work: the printer is looked at, the hub is greeted, the screen is on.
    void start() throws IOException {
        runner.start();
        link.start();
        web.start();
        writeReadyFile();
    }

    int port() {
        return web.port();
    }

    private WebServer touchscreen(String site) {
        Touchscreen.Box box =
                new Touchscreen.Box(
                        credential.station().value(),
                        site,
                        simulated != null,
                        settings.text("card-printer"));
        Touchscreen.Hub hub =
                new Touchscreen.Hub(
                        link::isWelcomed,
                        () -> {
                            JournalStore.Head head = journal.head();
                            return Math.toIntExact(head.seq() - head.ackedSeq());
                        });
        return WebServer.builder()
                .host("127.0.0.1")
                .port(settings.port("port"))
                .shutdownHook(false)
                .routing(
                        HttpRouting.builder()
                                .register(
                                        "/",
                                        Touchscreen.routes(
                                                box,
                                                hub,
                                                runner,
                                                cards,
                                                faces,
                                                data.resolve("accounts.json"),
                                                bell,
                                                clock,
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

    private TtyPort openPort(String device, int baud, TtyPort.Handshake handshake)
            throws IOException {
        Path path =
                simulated == null
                        ? settings.path(device + "-port")
                        : simulated.port(device + "Port");
        return TtyPort.open(path, baud, handshake, data.resolve("native"), TtyPort.STUCK_AFTER);
    }

    private Up.Hello hello() {
        JournalStore.Head head = journal.head();
        PrintState state = runner.state();
        List<Up.OpenLease> leases =
                state.leases().stream()
                        .map(l -> new Up.OpenLease(l.job(), l.token(), l.state()))
                        .toList();
        return new Up.Hello(
                head.seq(),
                head.hash(),
                null,
                List.of(
                        new Up.Printer(
                                "card",
                                settings.text("card-printer"),
                                Optional.ofNullable(state.serial()).orElse("unknown"),
                                state.counters())),
                leases,
                0,
                state.promise().term(),
                head.ackedSeq(),
                head.ackedHash());
    }

    private void fetch(Lease lease) {
        fetches.execute(() -> fetchArtwork(lease));
    }

    private void fetchArtwork(Lease lease) {
        while (open && isHeld(lease)) {
            switch (fetcher.fetch(lease.address(), lease.sha256())) {
                case Fetcher.Fetched.Taken(String text) -> {
                    CardFaces.read(text)
                            .ifPresentOrElse(
                                    artwork -> keep(lease, text, artwork.code()),
                                    () -> refuse(lease, "artwork-unreadable"));
                    return;
                }
                case Fetcher.Fetched.Refused(String why) -> {
                    refuse(lease, "artwork-refused");
                    return;
                }
                case Fetcher.Fetched.Later(String why) -> pause(FETCH_AGAIN);
            }
        }
    }

    private void keep(Lease lease, String artwork, CardCode code) {
        journal.keepArtwork(lease.token(), artwork);
        runner.post(new PrintEvent.ArtworkReady(lease.token(), EventChain.sha256(code.text())));
    }

    private void refuse(Lease lease, String why) {
        runner.post(new PrintEvent.ArtworkRefused(lease.token(), why));
    }

    private boolean isHeld(Lease lease) {
        return runner.state()
                .lease(lease.token())
                .filter(now -> now.state() == LeaseState.HELD)
                .isPresent();
    }

    private Optional<String> fetchNow(String address, String sha256) {
        return fetcher.fetch(address, sha256) instanceof Fetcher.Fetched.Taken(String text)
                ? Optional.of(text)
                : Optional.empty();
    }

    private void writeReadyFile() throws IOException {
        Map<String, Object> ready = new LinkedHashMap<>();
        ready.put("pid", ProcessHandle.current().pid());
        ready.put("station", credential.station());
        ready.put("touch", "http://127.0.0.1:" + web.port());
        ready.put("hardware", settings.text("hardware"));
        Path file = data.resolve(settings.path("ready-file"));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, Wire.writeBody(ready));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String bootId() throws IOException {
        Path file = Path.of("/proc/sys/kernel/random/boot_id");
        return Files.isReadable(file)
                ? Files.readString(file).strip()
                : UUID.randomUUID().toString().toLowerCase(Locale.ROOT);
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    @Override
    public void close() throws IOException {
        open = false;
        web.stop();
        link.close();
        cards.close();
        labels.close();
        fetches.shutdownNow();
        runner.close();
        database.close();
        if (simulated != null) {
            simulated.close();
        }
    }

    /// What the hub's messages do here.
    private final class Obedience implements Link.Obeys {
        @Override
        public void take(Down message) {
            switch (message) {
                case Down.Welcome welcome -> {
                    runner.acked(
                            welcome.ackedSeq(),
                            Optional.ofNullable(welcome.ackedHash()).orElse(EventChain.START));
                    runner.tell(new PrintEvent.Welcomed(welcome.promise()));
                }
                case Down.Grant grant ->
                        runner.tell(
                                new PrintEvent.Granted(
                                        grant.job(),
                                        grant.token(),
                                        grant.artwork(),
                                        grant.sha256()));
                case Down.Revoke revoke -> runner.tell(new PrintEvent.Revoked(revoke.token()));
                case Down.Ack ack -> runner.acked(ack.seq(), ack.hash());
                case Down.Label label -> {
                    journal.addLabel(label.token(), label.label(), label.address(), label.sha256());
                    labels.wake();
                }
                case Down.Resend resend -> {}
                case Down.Fence fence -> {}
                case Down.Confirm confirm -> {}
            }
        }

        @Override
        public void connectionLost() {
            runner.post(new PrintEvent.ConnectionLost());
        }
    }
}
