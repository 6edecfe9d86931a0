package ampro.hub.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ampro.firmware.settings.HubSettings;
import ampro.firmware.settings.Settings;
import ampro.firmware.wire.StationId;
import ampro.hub.Hub;
import ampro.hub.staff.Staff;
import ampro.hub.station.Stations;
import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Json;
import ampro.proof.network.Mosquitto;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A hub in this program, the demo's people around it, and what is known of one station that
/// somebody else starts: its operator, its printer's physical truth, its journal.
public final class PrintingSite implements AutoCloseable {
    public static final String STATION = "tnr-01";

    private static final long SEED = 20261122;
    private static final int BLANKS = 90;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Path folder;
    private final @Nullable Mosquitto outside;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> tokens;
    private final List<String> ordered = new ArrayList<>();
    private final Box box;
    private Hub hub;
    private int port;
    private int person;

    /// `outside` is the broker; null for the hub's own.
    public PrintingSite(Path folder, @Nullable Mosquitto outside) throws IOException {
        this.folder = folder;
        this.outside = outside;
        Random random = new Random(SEED);
        InstantSource clock = InstantSource.system();
        Path hubFolder = Files.createDirectories(folder.resolve("hub"));
        Files.writeString(hubFolder.resolve("broker-password"), "of the hub");
        Path station = Files.createDirectories(stationFolder());
        try (Database database = Database.sqlite(database())) {
            tokens = DemoPeople.settle(database, new Staff(database, clock, random));
            Files.writeString(
                    station.resolve("credential.json"),
                    Json.write(
                            new Stations(database, clock, random)
                                    .enrol(new StationId(STATION), "TNR", Actor.HUB)
                                    .orThrow()));
        }
        DemoPeople.staffStation(station, random);
        box = new Box(http, station.resolve("simulated"));
        hub = open();
    }

    private Hub open() throws IOException {
        List<String> flags =
                List.of(
                        "--data",
                        folder.resolve("hub").toString(),
                        "--port",
                        String.valueOf(port),
                        "--broker",
                        outside == null ? "tcp://127.0.0.1:0" : outside.address().toString(),
                        "--broker-password",
                        outside == null ? "none" : "broker-password");
        if (!(Settings.read(HubSettings.SCHEMA, null, Map.of(), flags)
                instanceof Settings.Accepted(Settings settings, List<String> words))) {
            throw new IllegalStateException("the flags are " + flags);
        }
        Hub opened = new Hub(settings, () -> {});
        opened.start();
        port = opened.address().getPort();
        return opened;
    }

    public Path stationFolder() {
        return folder.resolve(STATION);
    }

    public URI hub() {
        return hub.address();
    }

    public URI broker() throws IOException {
        return URI.create(
                new ObjectMapper()
                        .readTree(Files.readString(folder.resolve("hub").resolve("ready.json")))
                        .path("broker")
                        .asText());
    }

    /// `kill -9` of an outside broker; the hub's own ends with its connections alone.
    public void killBroker() throws IOException {
        if (outside != null) {
            outside.kill();
        }
    }

    /// The broker has forgotten everything; the hub's own is one with the hub.
    public void forgetBroker() throws IOException {
        if (outside != null) {
            outside.forget();
            return;
        }
        hub.close();
        Path broker = folder.resolve("hub").resolve("broker");
        try (var files = Files.walk(broker)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        hub = open();
    }

    public void loadBlanks() throws IOException, InterruptedException {
        new BlankDelivery(as("manager"), BLANKS).bring(Map.of(STATION, box));
    }

    /// Applications are entered and approved; their cards wait for the station.
    public void order(int cards) throws IOException, InterruptedException {
        Map<String, Api> as = new LinkedHashMap<>();
        tokens.keySet().forEach(account -> as.put(account, as(account)));
        Office office = new Office(as, Map.of(STATION, box), Map.of(), () -> {});
        for (int i = 0; i < cards; ) {
            SampleApplication sample = SamplePeople.application(person++, SEED);
            if (sample.site().equals("TNR")) {
                String id = office.enter(i, Json.write(sample)).orElseThrow();
                office.approve(id);
                ordered.add(id);
                i++;
            }
        }
    }

    private Api as(String account) {
        return new Api(
                http,
                hub.address(),
                java.util.Objects.requireNonNull(tokens.get(account)),
                InstantSource.system(),
                () -> {});
    }

    /// The operator at this screen works until this is so.
    public void workUntil(URI screen, String what, Duration most, Check done) {
        Operator operator =
                new Operator(http, screen, box, Duration.ZERO, 0, InstantSource.system());
        await(what)
                .atMost(most)
                .pollInterval(LOOK_AGAIN)
                .ignoreException(IOException.class)
                .until(() -> {
                    operator.lookOnce();
                    return done.isSo();
                });
    }

    @FunctionalInterface
    public interface Check {
        boolean isSo() throws Exception;
    }

    public long completed() throws SQLException {
        return number("select count(*) from print_job where status = 'completed'");
    }

    public boolean isAllCompleted() throws SQLException {
        return completed() == ordered.size();
    }

    /// Each job and what it is.
    public List<String> jobs() throws SQLException {
        return DemoRun.query(database(), "select id || ' ' || status from print_job");
    }

    public long number(String sql) throws SQLException {
        return Long.parseLong(DemoRun.query(database(), sql).getFirst());
    }

    /// What the station's journal says.
    public List<String> journal(String sql) throws SQLException {
        return DemoRun.query(stationFolder().resolve("journal.db"), sql);
    }

    /// Nothing is lost, nothing is printed twice, the book agrees with the trays.
    public void assertWhole() throws Exception {
        assertThat(completed()).as("every card that was ordered").isEqualTo(ordered.size());
        List<Box.Card> cards = new ArrayList<>();
        for (String place : List.of("tray", "reject", "taken")) {
            cards.addAll(box.cards(place));
        }
        assertThat(cards).as("cards that exist").hasSize(ordered.size());
        assertThat(new HashSet<>(journal("select card from lease where state = 'good'")))
                .as("one card for each identity")
                .hasSize(ordered.size());
        assertThat(number("select count(*) from blank where account = 'issued'"))
                .isEqualTo(ordered.size());
        assertThat(number("select count(*) from blank")).as("received").isEqualTo(BLANKS);
        assertThat(number("select count(*) from blank where account = 'loaded'"))
                .as("the book of what is in the feeder")
                .isEqualTo(box.hopper());
        assertThat(number("select coalesce(sum(amount), 0) from ledger_entry"))
                .as("every movement has two sides")
                .isZero();
        assertThat(DemoRun.query(database(), "select hash from station_event order by seq"))
                .as("every event, once, in both journals")
                .isEqualTo(journal("select hash from event order by seq"));
        assertThat(isAllAcknowledged()).as("and acknowledged").isTrue();
    }

    /// Whether the hub has the journal to its end.
    public boolean isAllAcknowledged() throws SQLException {
        return DemoRun.query(database(), "select max(acked_seq) from station")
                .equals(journal("select max(seq) from event"));
    }

    private Path database() {
        return folder.resolve("hub").resolve("hub.db");
    }

    @Override
    public void close() {
        hub.close();
        http.close();
    }
}
