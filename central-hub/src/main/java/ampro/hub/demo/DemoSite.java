package ampro.hub.demo;

import ampro.firmware.wire.StationId;
import ampro.hub.staff.Staff;
import ampro.hub.station.Stations;
import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The demo's programs and boxes: a hub and two stations as processes of their own, with people who
/// work at the stations. What dies is started again.
public final class DemoSite implements AutoCloseable {
    static final Map<String, String> STATION_OF_SITE =
            Map.of("TNR", "tnr-01", "TMM", "tmm-01", "FNR", "tnr-01");

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final List<String> STATIONS = List.of("tnr-01", "tmm-01");

    /// Blanks beyond the cards: for what is spoiled.
    private static final int SPARE_BLANKS = 10;

    private final DemoPlan plan;
    private final HttpClient http;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<Duration> pause;
    private final Map<String, Program> programs = new LinkedHashMap<>();
    private final Map<String, URI> screens = new LinkedHashMap<>();
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Map<String, BlankStock> stocks = new LinkedHashMap<>();
    private final Map<String, Operator> operators = new LinkedHashMap<>();
    private URI broker = URI.create("tcp://127.0.0.1:0");
    private URI hub = URI.create("http://127.0.0.1:0");
    private volatile boolean open = true;

    public DemoSite(
            DemoPlan plan,
            HttpClient http,
            InstantSource clock,
            RandomGenerator random,
            Consumer<Duration> pause) {
        this.plan = plan;
        this.http = http;
        this.clock = clock;
        this.random = random;
        this.pause = pause;
    }

    /// Makes everything and opens it; returns the API for each of the demo's people.
    public Map<String, Api> open() throws IOException, InterruptedException {
        Map<String, String> tokens = settle();
        startHub();
        Map<String, Api> as = new LinkedHashMap<>();
        tokens.forEach((account, token) ->
                as.put(account, new Api(http, hub, token, clock, this::awaitHub)));
        startStations();
        buyBlanks(Objects.requireNonNull(as.get("manager")));
        return as;
    }

    public Map<String, Box> boxes() {
        return boxes;
    }

    /// The address of a station's touchscreen.
    URI screenOf(String station) {
        return screens.getOrDefault(station, hub);
    }

    String whereToLook() {
        return DemoWords.whereToLook(plan, hub, broker, screens);
    }

    /// Places, people and stations, made before the hub opens.
    private Map<String, String> settle() throws IOException {
        Path data = Files.createDirectories(plan.folder().resolve("hub"));
        try (Database database = Database.sqlite(data.resolve("hub.db"))) {
            Staff staff = new Staff(database, clock, random);
            Stations stations = new Stations(database, clock, random);
            Map<String, String> tokens = DemoPeople.settle(database, staff);
            for (String station : STATIONS) {
                Path folder = Files.createDirectories(folderOf(station));
                Files.writeString(
                        folder.resolve("credential.json"),
                        Json.write(
                                stations.enrol(new StationId(station), siteOf(station), Actor.HUB)
                                        .orThrow()));
                DemoPeople.staffStation(folder, random);
            }
            return tokens;
        }
    }

    private void startHub() throws IOException {
        Program program =
                new Program(
                        "hub",
                        System.getProperty("java.class.path"),
                        "ampro.hub.HubMain",
                        plan.folder().resolve("hub"),
                        List.of(
                                "--port",
                                freeOr(8080),
                                "--broker",
                                "tcp://127.0.0.1:" + freeOr(1883)),
                        pause);
        JsonNode ready = start(program);
        broker = URI.create(ready.path("broker").asText());
        hub = URI.create(ready.path("hub").asText());
        program.pin("--broker", broker.toString());
        program.pin("--port", String.valueOf(hub.getPort()));
    }

    private void startStations() throws IOException {
        int port = 8081;
        for (String station : STATIONS) {
            Program program =
                    new Program(
                            station,
                            stationClassPath(),
                            "ampro.station.StationMain",
                            folderOf(station),
                            List.of(
                                    "--id",
                                    station,
                                    "--site",
                                    nameOf(siteOf(station)),
                                    "--port",
                                    freeOr(port++),
                                    "--broker",
                                    broker.toString(),
                                    "--hub",
                                    hub.toString(),
                                    "--hardware",
                                    "simulated",
                                    "--speed-factor",
                                    String.valueOf(plan.speedFactor()),
                                    "--settle",
                                    "1"),
                            pause);
            URI screen = URI.create(start(program).path("touch").asText());
            program.pin("--port", String.valueOf(screen.getPort()));
            screens.put(station, screen);
            Box box = new Box(http, folderOf(station).resolve("simulated"));
            boxes.put(station, box);
            operators.put(
                    station,
                    new Operator(http, screen, box, plan.operatorPause(), plan.smeared(), clock));
        }
    }

    /// The first start, which has to succeed; nothing is started while all is being stopped.
    private JsonNode start(Program program) throws IOException {
        synchronized (programs) {
            if (!open) {
                program.close();
            }
            programs.put(program.name(), program);
        }
        return program.start();
    }

    /// The station's own jars, or this JVM's class path where they are on it (tests).
    private String stationClassPath() {
        Path target = plan.home().resolve("station-agent/target");
        Path jar = target.resolve("station-agent-0.1.0.jar");
        return Files.isRegularFile(jar)
                ? jar + File.pathSeparator + target.resolve("lib") + "/*"
                : System.getProperty("java.class.path");
    }

    private void buyBlanks(Api manager) throws IOException, InterruptedException {
        int each =
                (plan.applications().size() + STATIONS.size() - 1) / STATIONS.size()
                        + plan.smeared()
                        + SPARE_BLANKS;
        stocks.putAll(new BlankDelivery(manager, each).bring(boxes));
    }

    /// `hub`, or a station by its id.
    public Program program(String name) {
        return Objects.requireNonNull(programs.get(name), name);
    }

    /// Every operator looks at feeder and screen once.
    public void work() {
        operators.forEach((station, operator) -> {
            try {
                Objects.requireNonNull(stocks.get(station)).refill();
                operator.lookOnce().ifPresent(done -> Demo.say(station + ": " + done));
            } catch (IOException e) {
                // the box is being started again; the next look finds it
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// What does not start, because it was killed once more, is started at the next look.
    public void startAgainWhatDied() {
        for (Program program : programs.values()) {
            if (program.hasDied()) {
                Demo.say(program.name() + " has died and is started again");
                try {
                    program.start();
                } catch (IOException e) {
                    if (open) {
                        Demo.say("to be tried again: " + e.getMessage());
                    }
                }
            }
        }
    }

    private void awaitHub() throws IOException {
        if (!open) {
            throw new IOException("the demo was stopped");
        }
        pause.accept(LOOK_AGAIN);
        startAgainWhatDied();
    }

    private Path folderOf(String station) {
        return plan.folder().resolve("stations").resolve(station);
    }

    private static String siteOf(String station) {
        return station.substring(0, 3).toUpperCase(Locale.ROOT);
    }

    private static String nameOf(String site) {
        return DemoPeople.PLACES.stream()
                .filter(place -> place.code().equals(site))
                .map(DemoPeople.Place::name)
                .findFirst()
                .orElse(site);
    }

    /// The well-known port for the watched demo if nobody has it, else a free one.
    private String freeOr(int port) {
        if (plan.once()) {
            return "0";
        }
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(probe.getLocalPort());
        } catch (IOException e) {
            return "0";
        }
    }

    @Override
    public void close() {
        List<Program> all;
        synchronized (programs) {
            open = false;
            all = List.copyOf(programs.values());
        }
        all.parallelStream().forEach(Program::close);
    }
}
