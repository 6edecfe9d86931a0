package ampro.proof.crash;

import ampro.hub.demo.Api;
import ampro.hub.demo.Box;
import ampro.hub.demo.DemoPlan;
import ampro.hub.demo.DemoSite;
import ampro.hub.demo.Program;
import ampro.hub.demo.SamplePeople;
import ampro.hub.web.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The demo's hub, stations and people, and an office that finds its way when the hub was killed
/// under its hands: it looks what has become of an application, and goes on from there.
final class RealSite implements AutoCloseable {
    static final List<String> STATIONS = List.of("tnr-01", "tmm-01");

    /// Who gets a job when both are idle: the first by name.
    static final String LONE = "tmm-01";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration APPROVED_WITHIN = Duration.ofMinutes(5);
    private static final List<String> OPEN =
            List.of("queued", "assigned", "printing", "quality_check", "in_doubt", "recovery");

    private static final List<String> SITES = List.of("TNR", "TMM", "FNR");

    private final HttpClient http = HttpClient.newHttpClient();
    private final InstantSource clock = InstantSource.system();
    private final Path folder;
    private final DemoSite site;
    private final List<String> people;
    private final List<String> wanted = new ArrayList<>();
    private Map<String, Api> as = Map.of();

    /// `cards` is how many will be wanted at most, `speed` as for the simulated devices.
    RealSite(Path folder, int cards, double speed) {
        this.folder = folder;
        people = SamplePeople.draw(cards, DemoPlan.SEED).stream().map(Json::write).toList();
        site =
                new DemoSite(
                        new DemoPlan(
                                folder, folder, true, people, speed, Duration.ZERO, Duration.ZERO),
                        http,
                        clock,
                        new SecureRandom(),
                        pause -> LockSupport.parkNanos(pause.toNanos()));
    }

    /// Whoever ends the proof ends its programs.
    void open() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(site::close, "stop"));
        as = site.open();
    }

    Program program(String name) {
        return site.program(name);
    }

    /// The folder of `hub` or of a station.
    Path data(String program) {
        return program.equals("hub")
                ? folder.resolve("hub")
                : folder.resolve("stations").resolve(program);
    }

    /// A station's journal, as an auditor opens it.
    Connection journal(String station) throws SQLException {
        return opened(data(station).resolve("journal.db"));
    }

    /// The hub's record, as an auditor opens it.
    Connection record() throws SQLException {
        return opened(data("hub").resolve("hub.db"));
    }

    private static Connection opened(Path database) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database + "?busy_timeout=5000");
    }

    Box box(String station) {
        return Objects.requireNonNull(site.boxes().get(station), station);
    }

    /// What died is started, and everybody at the boxes looks once.
    void work() {
        site.startAgainWhatDied();
        site.work();
        pause();
    }

    void pause() {
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }

    /// Waits, while nobody does anything, until it is so.
    void awaitThat(Duration within, String what, BooleanSupplier isSo) {
        Instant end = clock.instant().plus(within);
        while (!isSo.getAsBoolean()) {
            if (clock.instant().isAfter(end)) {
                throw new IllegalStateException("not within %s: %s".formatted(within, what));
            }
            pause();
        }
    }

    /// Works until it is so.
    ///
    /// @throws IllegalStateException when it is not within this time
    void workUntil(Duration within, Supplier<String> what, BooleanSupplier isSo) {
        Instant end = clock.instant().plus(within);
        while (!isSo.getAsBoolean()) {
            if (clock.instant().isAfter(end)) {
                throw new IllegalStateException("not within %s: %s".formatted(within, what.get()));
            }
            work();
        }
    }

    boolean isMoreWanted() {
        return wanted.size() < people.size();
    }

    /// One more card is wanted.
    void wish() throws IOException, InterruptedException {
        String id = enter(people.get(wanted.size()));
        wanted.add(id);
        Instant end = clock.instant().plus(APPROVED_WITHIN);
        while (!isQueued(id)) {
            if (clock.instant().isAfter(end)) {
                throw new IllegalStateException(id + " is not approved: " + show(id));
            }
        }
    }

    /// Nobody knows what a killed hub made of it: an application that nobody hears of again harms
    /// nobody.
    private String enter(String application) throws IOException, InterruptedException {
        while (true) {
            try {
                return api("intake")
                        .postText("/api/v1/applications", application)
                        .orThrow()
                        .path("id")
                        .asText();
            } catch (IOException e) {
                site.startAgainWhatDied();
            }
        }
    }

    /// Every step up to the queue; what was done before is refused and does no harm.
    private boolean isQueued(String id) throws InterruptedException {
        String path = "/api/v1/applications/" + id;
        try {
            api("officer").post(path + "/review", Map.of());
            for (String subject : List.of("documents", "medical", "payment")) {
                api("officer")
                        .post(path + "/verify", Map.of("subject", subject, "reference", "seen"));
            }
            api("manager").post(path + "/approve", Map.of());
            api("manager").post(path + "/queue", Map.of());
            return jobs().stream().anyMatch(job -> job.path("application").asText().equals(id));
        } catch (IOException e) {
            site.startAgainWhatDied();
            return false;
        }
    }

    private String show(String id) throws IOException, InterruptedException {
        return api("manager").get("/api/v1/applications/" + id).body().toString();
    }

    void cancel(String job) throws IOException, InterruptedException {
        api("manager").post("/api/v1/jobs/" + job + "/cancel", Map.of("reason", "withdrawn"));
    }

    List<JsonNode> jobs() throws IOException, InterruptedException {
        List<JsonNode> jobs = new ArrayList<>();
        api("manager").get("/api/v1/jobs").orThrow().forEach(jobs::add);
        return jobs;
    }

    /// Jobs that are neither done nor refused; all while the hub is away.
    List<String> unfinished() {
        try {
            return jobs().stream()
                    .filter(job -> OPEN.contains(job.path("status").asText()))
                    .map(job ->
                            job.path("id").asText()
                                    + " "
                                    + job.path("status").asText()
                                    + " at "
                                    + job.path("station").asText())
                    .toList();
        } catch (IOException | IllegalStateException e) {
            return List.of("the hub is away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("interrupted");
        }
    }

    /// A hand, or an accident, at a station's simulated box.
    void hand(String station, String path, Map<String, ?> what)
            throws IOException, InterruptedException {
        JsonNode ready =
                new ObjectMapper()
                        .readTree(Files.readString(data(station).resolve("simulated/ready.json")));
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(ready.path("hands").asText()).resolve(path))
                                .POST(HttpRequest.BodyPublishers.ofString(Json.write(what)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.body());
        }
    }

    /// Packs what is printed and asks for the labels at this station.
    void pack(String station) throws IOException, InterruptedException {
        for (String place : SITES) {
            Api.Answer packed = api("shipping").post("/api/v1/parcels", Map.of("site", place));
            if (packed.ok()) {
                String sscc = packed.body().path("sscc").asText();
                api("shipping")
                        .post("/api/v1/parcels/" + sscc + "/label", Map.of("station", station));
            }
        }
    }

    /// How many jobs came to what end.
    String inWords() throws IOException, InterruptedException {
        Map<String, Integer> ends = new TreeMap<>();
        jobs().forEach(job -> ends.merge(job.path("status").asText(), 1, Integer::sum));
        return ends.entrySet().stream()
                .map(end -> end.getValue() + " jobs " + end.getKey())
                .collect(Collectors.joining(", "));
    }

    void kill(String program) throws InterruptedException {
        Process process = program(program).process();
        process.destroyForcibly();
        process.waitFor();
    }

    private Api api(String account) {
        return Objects.requireNonNull(as.get(account), account);
    }

    @Override
    public void close() {
        site.close();
    }
}
