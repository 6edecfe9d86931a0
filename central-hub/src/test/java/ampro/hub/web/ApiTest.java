package ampro.hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ampro.firmware.wire.EventChain;
import ampro.hub.PrintedByHand;
import ampro.hub.RunningHub;
import ampro.hub.station.Stations.Credential;
import ampro.hub.store.Database;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Commands and refusals of the running hub's API after the intake.
@Tag("route")
class ApiTest {
    private static final Duration GRANT_MAX = Duration.ofSeconds(30);

    @TempDir private static Path temp;
    private static RunningHub running;
    private static URI hub;
    private static Caller manager;
    private static Caller stranger;
    private static Caller station;
    private static Caller otherStation;
    private static int person;

    @BeforeAll
    static void open() throws IOException {
        running = new RunningHub(temp);
        hub = running.hub.address();
        manager = Caller.bearer(hub, running.token("manager"));
        stranger = new Caller(hub, null);
        Credential first = running.station("tnr-01");
        Credential second = running.station("tnr-02");
        station = Caller.basic(hub, "tnr-01", first.secret());
        otherStation = Caller.basic(hub, "tnr-02", second.secret());
    }

    @AfterAll
    static void close() {
        running.close();
    }

    @ParameterizedTest
    @CsvSource({
        "submitted, review, 200",
        "submitted, approve, 409",
        "submitted, reject, 409",
        "submitted, request-documents, 409",
        "submitted, queue, 409",
        "submitted, cancel, 200",
        "under_review, review, 409",
        "under_review, request-payment, 200",
        "under_review, request-documents, 200",
        "under_review, reject, 200",
        "under_review, queue, 409",
        "license_generated, approve, 409",
        "license_generated, review, 409",
        "license_generated, cancel, 200",
        "cancelled, review, 409",
        "cancelled, approve, 409",
        "cancelled, cancel, 409"
    })
    void illegalMovesAreRefusedWithWhatIsPossible(String state, String verb, int status)
            throws Exception {
        String address = applicationIn(state);
        Caller.Answer before = manager.get(address);
        Caller.Answer answer = manager.post(address + "/" + verb);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        if (status == 409) {
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.title()).isEqualTo("illegal-transition");
            assertThat(answer.body().path("detail").asText()).contains(state).contains("possible");
            assertThat(manager.get(address).body()).isEqualTo(before.body());
        }
    }

    @Test
    void whoEnteredItMayNotApproveItAndNothingUnverifiedIsApproved() throws Exception {
        String address = applicationIn("under_review");
        Caller.Answer early = manager.post(address + "/approve");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.title()).isEqualTo("not-verified");
        verify(address);
        Caller officer = Caller.bearer(hub, running.token("officer"));
        assertThat(officer.post(address + "/approve").status()).as("no permission").isEqualTo(403);
        assertThat(manager.post(address + "/approve").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/applications/A-999999",
                "/api/v1/jobs/J-999999",
                "/api/v1/parcels/306141410000099999",
                "/api/v1/nothing"
            })
    void whatDoesNotExistIsNotFound(String path) throws Exception {
        Caller.Answer answer = manager.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.isProblem()).isTrue();
    }

    /// Whatever a program sends, it is told what is wrong; nothing of it is the hub's failure.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "manager | /api/v1/applications/A-1/verify | {}",
                "manager | /api/v1/applications/A-1/verify | {'subject':null,'reference':'x'}",
                "manager | /api/v1/applications/A-1/verify | {'subject':'x','reference':7}",
                "manager | /api/v1/applications/A-1/queue | {'priority':'2'}",
                "manager | /api/v1/applications/A-1/queue | {'priority':9}",
                "manager | /api/v1/applications/A-1/review | {'status':'approved'}",
                "manager | /api/v1/jobs/J-1/cancel | {}",
                "manager | /api/v1/jobs/J-1/cancel | ",
                "manager | /api/v1/blanks | {}",
                "manager | /api/v1/blanks | {'station':'tnr-01'}",
                "manager | /api/v1/blanks | {'station':'tnr-01','serials':[]}",
                "manager | /api/v1/blanks | {'station':'tnr-01','serials':[null]}",
                "manager | /api/v1/blanks | {'station':'tnr-01','serials':['']}",
                "manager | /api/v1/blanks | {'station':'tnr-01','serials':['X-1','X-1']}",
                "manager | /api/v1/blanks | {'station':'nowhere','serials':['X-1']}",
                "shipping | /api/v1/parcels | {}",
                "shipping | /api/v1/parcels | []",
                "shipping | /api/v1/parcels/1/label | {}",
                "shipping | /api/v1/parcels/1/label | {'station':'../x'}",
                "collection | /api/v1/parcels/receive | {'label':'x'}",
                "collection | /api/v1/parcels/receive | {'label':'x','cards':[]}",
                "collection | /api/v1/parcels/receive | {'label':'x','cards':[null]}",
                "collection | /api/v1/hand-overs | {}",
                "collection | /api/v1/hand-overs | {'card':'x','document':''}"
            })
    void malformedCommandsAreRefused(String role, String path, String body) throws Exception {
        Caller caller = Caller.bearer(hub, running.token(role));
        String text = body == null ? "" : body.replace('\'', '"');
        Caller.Answer answer = caller.postText(path, text);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.body().path("fields")).as(answer.body().toString()).isNotEmpty();
    }

    @Test
    void aBlankIsBookedOnce() throws Exception {
        Map<String, Object> booking = Map.of("station", "tnr-02", "serials", List.of("once-1"));
        assertThat(manager.post("/api/v1/blanks", booking).status()).isEqualTo(200);
        JsonNode before = manager.get("/api/v1/blanks").body();
        Caller.Answer again =
                manager.post(
                        "/api/v1/blanks",
                        Map.of("station", "tnr-02", "serials", List.of("once-2", "once-1")));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("detail").asText()).contains("once-1");
        assertThat(manager.get("/api/v1/blanks").body()).isEqualTo(before);
    }

    @Test
    void artworkIsServedOnlyToTheHolderOfAStandingGrant() throws Exception {
        assertThat(
                        manager.post(
                                        "/api/v1/blanks",
                                        Map.of("station", "tnr-01", "serials", List.of("A-1")))
                                .status())
                .isEqualTo(200);
        try (PrintedByHand hand = new PrintedByHand(temp)) {
            hand.open("tnr-01");
        }
        String address = applicationIn("license_generated");
        JsonNode queued = manager.post(address + "/queue").body();
        String job = "/api/v1/jobs/" + queued.path("id").asText();
        await("the grant")
                .atMost(GRANT_MAX)
                .until(() -> manager.get(job).body().path("status").asText().equals("assigned"));
        String artwork = grant();
        Caller.Answer held = station.get(artwork);
        assertThat(held.status()).isEqualTo(200);
        assertThat(held.body().path("front").asText()).startsWith("JVBERi0");
        assertThat(EventChain.sha256(held.body().toString())).isEqualTo(column("sha256"));
        assertThat(otherStation.get(artwork).status()).as("another station").isEqualTo(403);
        assertThat(manager.get(artwork).status()).as("staff").isEqualTo(403);
        assertThat(stranger.get(artwork).status()).as("nobody").isEqualTo(401);
        assertThat(Caller.basic(hub, "tnr-01", "wrong").get(artwork).status()).isEqualTo(401);
        assertThat(station.get(artwork.replaceFirst("/[0-9]+$", "/999")).status())
                .as("another token")
                .isEqualTo(403);
        for (String odd : List.of("/x", "/0", "/-1", "/99999999999999999999")) {
            assertThat(station.get(artwork.replaceFirst("/[0-9]+$", odd)).status())
                    .as(odd)
                    .isIn(403, 404);
            assertThat(station.get(artwork.replaceFirst("/[0-9]+/([0-9]+)$", odd + "/$1")).status())
                    .as(odd)
                    .isIn(403, 404);
        }
        settle(queued.path("id").asText());
        assertThat(station.get(artwork).status()).as("after it is settled").isEqualTo(403);
    }

    @Test
    void aStationIsNoStaff() throws Exception {
        for (String path : List.of("/api/v1/applications", "/api/v1/jobs", "/api/v1/blanks")) {
            assertThat(station.get(path).status()).as(path).isEqualTo(403);
        }
    }

    private static String applicationIn(String state) throws Exception {
        String address = "/api/v1/applications/" + running.enter(person++);
        switch (state) {
            case "submitted" -> {}
            case "cancelled" -> manager.post(address + "/cancel");
            case "under_review" -> manager.post(address + "/review");
            case "license_generated" -> {
                manager.post(address + "/review");
                verify(address);
                manager.post(address + "/approve");
            }
            default -> throw new IllegalArgumentException(state);
        }
        assertThat(manager.get(address).body().path("status").asText()).isEqualTo(state);
        return address;
    }

    private static void verify(String address) throws Exception {
        for (String subject : List.of("documents", "medical", "payment")) {
            assertThat(
                            manager.post(
                                            address + "/verify",
                                            Map.of("subject", subject, "reference", "seen"))
                                    .status())
                    .isEqualTo(200);
        }
    }

    /// The artwork's address in the only grant; the station has not fetched it from its outbox.
    private static String grant() throws Exception {
        String token = one("select term || '/' || n from print_job where status = 'assigned'");
        String job = one("select id from print_job where status = 'assigned'");
        return "/api/v1/artwork/" + job + "/" + token;
    }

    private static String column(String name) {
        return one("select artwork_" + name + " from card where status = 'pending'");
    }

    private static void settle(String job) {
        try (Database database = Database.sqlite(temp.resolve("hub.db"))) {
            database.write(handle ->
                    handle.execute("update print_job set status = 'completed' where id = ?", job));
        }
    }

    private static String one(String sql) {
        try (Database database = Database.sqlite(temp.resolve("hub.db"))) {
            return database.read(
                    handle -> handle.createQuery(sql).mapTo(String.class).findFirst().orElse(""));
        }
    }
}
