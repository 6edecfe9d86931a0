package ampro.proof.crash;

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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The demo's hub, its stations, one of them with a guard chip, and its people at work.
final class RealSite implements AutoCloseable {
    /// Its box has a guard chip: it feeds without asking the hub.
    static final String GUARDED = "tnr-01";

    /// Waits for the hub's word before each card.
    static final String PLAIN = "tmm-01";

    static final List<String> STATIONS = List.of(GUARDED, PLAIN);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final DemoSite site;
    private final List<String> people;
    private @Nullable Chip chip;
    private @Nullable Clerks clerks;

    /// `cards` is how many will be wanted at most, `speed` as for the simulated devices.
    RealSite(Path folder, int cards, double speed) {
        this.folder = folder;
        people = SamplePeople.draw(cards, DemoPlan.SEED).stream().map(Json::write).toList();
        site =
                new DemoSite(
                        new DemoPlan(
                                folder,
                                folder,
                                true,
                                people,
                                speed,
                                Duration.ZERO,
                                0,
                                Duration.ZERO),
                        http,
                        InstantSource.system(),
                        new SecureRandom(),
                        pause -> LockSupport.parkNanos(pause.toNanos()));
    }

    /// Whoever ends the proof ends its programs.
    void open() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop"));
        chip = Chip.start(folder.resolve("chip"));
        clerks = new Clerks(this, site.open(), people);
        fitChip();
    }

    /// Before its first card: a journal that was begun without a chip is none of its box.
    private void fitChip() throws IOException, InterruptedException {
        kill(GUARDED);
        for (String file : List.of("journal.db", "journal.db-wal", "journal.db-shm")) {
            Files.deleteIfExists(data(GUARDED).resolve(file));
        }
        order(GUARDED, command -> command);
        startAgainWhatDied();
    }

    Clerks clerks() {
        return Objects.requireNonNull(clerks, "not open");
    }

    /// From now on it is started by what this makes of its command.
    void order(String program, UnaryOperator<List<String>> how) {
        site.program(program)
                .order(command -> how.apply(program.equals(GUARDED) ? guarded(command) : command));
    }

    private List<String> guarded(List<String> command) {
        List<String> guarded = new ArrayList<>(command);
        guarded.addAll(List.of("--guard", Objects.requireNonNull(chip, "not open").address()));
        return guarded;
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

    /// What is really at a station's box.
    JsonNode truth(String station) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(data(station).resolve("simulated/truth.json")));
    }

    LonePerson lonePerson(String station) {
        return new LonePerson(http, data(station), box(station));
    }

    void startAgainWhatDied() {
        site.startAgainWhatDied();
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
    ///
    /// @throws IllegalStateException when it is not within this time
    void awaitThat(Duration within, Supplier<String> what, BooleanSupplier isSo) {
        await(within, what, isSo, this::pause);
    }

    /// Works until it is so.
    ///
    /// @throws IllegalStateException when it is not within this time
    void workUntil(Duration within, Supplier<String> what, BooleanSupplier isSo) {
        await(within, what, isSo, this::work);
    }

    private static void await(
            Duration within, Supplier<String> what, BooleanSupplier isSo, Runnable meanwhile) {
        long end = System.nanoTime() + within.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not within %s: %s".formatted(within, what.get()));
            }
            meanwhile.run();
        }
    }

    /// Works until nothing is open but what waits for a named person.
    void rest(Duration within, String why) {
        workUntil(
                within,
                () -> "%s: rest, %s".formatted(why, clerks().unfinished()),
                clerks()::isAllDone);
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

    void kill(String program) throws InterruptedException {
        Process process = program(program).process();
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        site.close();
        if (chip != null) {
            chip.close();
        }
    }
}
