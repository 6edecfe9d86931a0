package ampro.hub.demo;

import ampro.firmware.settings.HubSettings;
import ampro.firmware.settings.Settings;
import ampro.firmware.wire.StationId;
import ampro.hub.HubDesk;
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
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Sets everything up, runs the main job, says where to look. It is the demo's composition root:
/// the hub and the stations are processes of their own, and everything here goes through the same
/// doors as people and other programs would.
final class Demo implements AutoCloseable {
    private static final List<String> STATIONS = List.of("tnr-01", "tmm-01");
    private static final Map<String, String> STATION_OF_SITE =
            Map.of("TNR", "tnr-01", "TMM", "tmm-01", "FNR", "tnr-01");

    /// Blanks beyond the cards: for what is spoiled.
    private static final int SPARE_BLANKS = 10;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration WATCHED_PAUSE = Duration.ofSeconds(2);

    private final DemoPlan plan;
    private final Consumer<Duration> pause;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Program> programs = new LinkedHashMap<>();
    private final Map<String, URI> screens = new ConcurrentHashMap<>();
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Map<String, Operator> operators = new LinkedHashMap<>();
    private URI broker = URI.create("tcp://127.0.0.1:0");
    private volatile boolean open = true;

    Demo(DemoPlan plan, Consumer<Duration> pause) {
        this.plan = plan;
        this.pause = pause;
    }

    /// Runs until every accepted application is completed, nothing moves any more, or the limit
    /// passes; the watched demo runs until it is stopped.
    boolean run() throws IOException, InterruptedException {
        Map<String, String> tokens = settle();
        URI hub = startHub();
        Map<String, Api> as = new LinkedHashMap<>();
        tokens.forEach((account, token) -> as.put(account, new Api(http, hub, token)));
        startStations(hub);
        loadBlanks(Objects.requireNonNull(as.get("manager")));
        Office office = new Office(as, boxes, STATION_OF_SITE);
        if (!plan.once()) {
            System.out.print(DemoWords.whereToLook(plan, hub, broker, screens));
        }
        enter(office);
        boolean completed = work(office);
        Summary summary = Summary.of(office, boxes, plan.folder());
        summary.write(plan.folder());
        System.out.println(
                "%d applications, %d completed, %d refused; %s"
                        .formatted(
                                summary.applications(),
                                summary.completed(),
                                summary.refused(),
                                plan.folder().resolve("summary.json")));
        if (!plan.once()) {
            watch();
        }
        return completed && summary.allCompleted();
    }

    static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    /// Places, people and stations, made before the hub opens.
    private Map<String, String> settle() throws IOException {
        Path data = Files.createDirectories(plan.folder().resolve("hub"));
        Settings settings =
                switch (Settings.read(
                        HubSettings.SCHEMA, null, Map.of(), List.of("--data", data.toString()))) {
                    case Settings.Accepted(Settings accepted, List<String> words) -> accepted;
                    case Settings.Refused(List<String> errors) ->
                            throw new IllegalStateException(errors.toString());
                };
        try (HubDesk desk = new HubDesk(settings)) {
            Map<String, String> tokens = DemoPeople.settle(desk);
            for (String station : STATIONS) {
                Path folder = Files.createDirectories(folderOf(station));
                Files.writeString(
                        folder.resolve("credential.json"),
                        Json.write(
                                desk.stations()
                                        .enrol(new StationId(station), siteOf(station), Actor.HUB)
                                        .orThrow()));
                DemoPeople.staffStation(folder, new SecureRandom());
            }
            return tokens;
        }
    }

    private URI startHub() throws IOException {
        Program hub =
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
        programs.put("hub", hub);
        JsonNode ready = hub.start();
        broker = URI.create(ready.path("broker").asText());
        return URI.create(ready.path("hub").asText());
    }

    private void startStations(URI hub) throws IOException {
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
            programs.put(station, program);
            screens.put(station, URI.create(program.start().path("touch").asText()));
            Box box = new Box(http, folderOf(station).resolve("simulated"));
            boxes.put(station, box);
            operators.put(
                    station,
                    new Operator(
                            http,
                            () -> screens.getOrDefault(station, hub),
                            box,
                            plan.operatorPause(),
                            InstantSource.system()));
        }
    }

    /// The station's own jars, or this JVM's class path where they are on it (tests).
    private String stationClassPath() {
        Path target = plan.home().resolve("station-agent/target");
        Path jar = target.resolve("station-agent-0.1.0.jar");
        return Files.isRegularFile(jar)
                ? jar + File.pathSeparator + target.resolve("lib") + "/*"
                : System.getProperty("java.class.path");
    }

    /// The hands load the hoppers, the book says so.
    private void loadBlanks(Api manager) throws IOException, InterruptedException {
        int each = (plan.cards() + STATIONS.size() - 1) / STATIONS.size() + SPARE_BLANKS;
        int first = 1;
        for (String station : STATIONS) {
            List<String> serials =
                    IntStream.range(first, first + each).mapToObj("B%07d"::formatted).toList();
            Objects.requireNonNull(boxes.get(station)).load(serials);
            manager.post("/api/v1/blanks", Map.of("station", station, "serials", serials))
                    .orThrow();
            first += each;
        }
    }

    private void enter(Office office) throws IOException, InterruptedException {
        List<String> applications = DemoInput.applications(plan);
        for (int i = 0; i < applications.size() && open; i++) {
            Optional<String> id = office.enter(i, applications.get(i));
            if (id.isPresent()) {
                office.approve(id.get());
            }
            if (!plan.once()) {
                workBoxes();
            }
        }
    }

    /// Everybody works until all is done, nothing can move, or the time is up.
    private boolean work(Office office) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(plan.limit());
        List<String> parcels = new ArrayList<>();
        boolean packed = false;
        while (open && (!plan.once() || Instant.now().isBefore(end))) {
            startAgainWhatDied();
            workBoxes();
            Progress progress = progress(office);
            if (!packed && progress.printing() == 0) {
                parcels.addAll(office.pack());
                packed = true;
            }
            List<String> delivered = new ArrayList<>();
            for (String parcel : parcels) {
                if (office.deliver(parcel)) {
                    say("parcel " + parcel + " delivered and handed over");
                    delivered.add(parcel);
                }
            }
            parcels.removeAll(delivered);
            if (packed && parcels.isEmpty()) {
                return progress(office).open() == 0;
            }
            pause.accept(LOOK_AGAIN);
        }
        return false;
    }

    private record Progress(int printing, int open) {}

    /// `printing` counts cards that a printer still owes, `open` all that are not completed.
    private static Progress progress(Office office) throws IOException, InterruptedException {
        int printing = 0;
        int unfinished = 0;
        for (String id : office.accepted()) {
            String status = office.show(id).path("status").asText();
            boolean failed =
                    status.equals("printing")
                            && office.job(id)
                                    .map(job -> job.path("status").asText().equals("failed"))
                                    .orElse(false);
            if (!failed && (status.equals("queued_for_printing") || status.equals("printing"))) {
                printing++;
            }
            if (!status.equals("completed")) {
                unfinished++;
            }
        }
        return new Progress(printing, unfinished);
    }

    private void workBoxes() throws InterruptedException {
        operators.forEach((station, operator) -> {
            try {
                operator.lookOnce().ifPresent(done -> say(station + ": " + done));
            } catch (IOException e) {
                // the box is being started again; the next look finds it
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void startAgainWhatDied() throws IOException {
        for (Program program : programs.values()) {
            if (program.hasDied()) {
                say(program.name() + " has died and is started again");
                JsonNode ready = program.start();
                if (ready.has("touch")) {
                    screens.put(program.name(), URI.create(ready.path("touch").asText()));
                }
            }
        }
    }

    /// The watched demo goes on until somebody stops it.
    private void watch() throws IOException, InterruptedException {
        while (open) {
            startAgainWhatDied();
            workBoxes();
            pause.accept(WATCHED_PAUSE);
        }
    }

    private static void say(String what) {
        System.out.println(what);
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
        open = false;
        programs.values().parallelStream().forEach(Program::close);
    }
}
