package ampro.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.RunningHub;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The book of blanks by the API of a running hub, from the delivery to the destruction, by the
/// people who may.
@Tag("route")
class LedgerApiTest {
    private static final String LEDGER = "/api/v1/ledger/";

    @TempDir private static Path temp;
    private static RunningHub running;
    private static Caller manager;
    private static Caller admin;
    private static Caller operator;

    @BeforeAll
    static void open() throws IOException {
        running = new RunningHub(temp);
        running.station("tmm-01");
        manager = Caller.bearer(running.hub.address(), running.token("manager"));
        admin = Caller.bearer(running.hub.address(), running.token("admin"));
        operator = Caller.bearer(running.hub.address(), running.token("operator"));
    }

    @AfterAll
    static void close() {
        running.close();
    }

    @Test
    void aBoxGoesItsWholeWay() throws Exception {
        ok(manager, "receive", Map.of("serials", List.of("K001..K100"), "note", "note 4711"));
        ok(manager, "store", Map.of("place", "central", "serials", List.of("K001..K100")));
        JsonNode transfer =
                answered(
                        manager.post(
                                "/api/v1/transfers",
                                Map.of(
                                        "from", "central",
                                        "to", "tnr-01",
                                        "serials", List.of("K001..K020"))));
        JsonNode arrived =
                answered(
                        operator.post(
                                "/api/v1/transfers/%s/arrival"
                                        .formatted(transfer.path("id").asText()),
                                Map.of("counted", 19, "missing", List.of("K007"))));
        assertThat(arrived.path("state").asText()).isEqualTo("differs");
        ok(operator, "load", Map.of("place", "tnr-01", "serials", List.of("K001..K004")));
        ok(
                operator,
                "spoil",
                Map.of("place", "tnr-01", "serials", List.of("K001"), "reason", "bent"));
        JsonNode request =
                ok(
                        manager,
                        "destroy",
                        Map.of("place", "tnr-01", "serials", List.of("K001"), "reason", "cut up"));
        String confirm = LEDGER + "requests/" + request.path("id").asText() + "/confirm";
        assertThat(manager.post(confirm).status()).as("the first person").isEqualTo(403);
        assertThat(answered(admin.post(confirm)).path("state").asText()).isEqualTo("confirmed");
        JsonNode blank = answered(operator.get("/api/v1/blanks/K001"));
        assertThat(blank.path("account").asText()).isEqualTo("destroyed");
        assertThat(blank.path("history")).hasSize(7);
        assertThat(blank.path("history").findValuesAsText("act"))
                .containsExactly("receive", "store", "send", "arrive", "load", "spoil", "destroy");
        assertThat(answered(manager.get(LEDGER + "audit")).path("right").asBoolean()).isTrue();
    }

    @Test
    void whoCountsSeesNoFigureOfTheBook() throws Exception {
        manager.post("/api/v1/blanks", Map.of("station", "tmm-01", "serials", List.of("M1..M9")));
        for (String figures :
                List.of(
                        "/api/v1/blanks",
                        LEDGER + "holdings",
                        LEDGER + "counts",
                        LEDGER + "audit")) {
            assertThat(operator.get(figures).status()).as(figures).isEqualTo(403);
        }
        Map<String, Object> sheet =
                Map.of("station", "tmm-01", "hopper", 8, "tray", 0, "rejectBox", 0, "shelf", 0);
        assertThat(manager.post(LEDGER + "counts", sheet).status())
                .as("who sees the figures does not count")
                .isEqualTo(403);
        JsonNode count = ok(operator, "counts", sheet);
        assertThat(count.path("state").asText()).isEqualTo("differs");
        assertThat(count.toString()).doesNotContain("expected", "9");
        JsonNode alerts = answered(operator.get("/api/v1/alerts"));
        assertThat(alerts.path(0).path("code").asText()).isEqualTo("count-differs");
        assertThat(alerts.path(0).path("detail").asText()).doesNotContain("9");
        JsonNode accepted =
                ok(
                        manager,
                        "counts/" + count.path("id").asText() + "/accept",
                        Map.of("reason", "looked for in vain"));
        assertThat(accepted.path("expected").path("hopper").asInt()).isEqualTo(9);
        assertThat(answered(manager.get("/api/v1/blanks")).path("lost").asInt()).isPositive();
    }

    @Test
    void theStationsPageShowsTheCounterNoBlanks() throws Exception {
        manager.post("/api/v1/blanks", Map.of("station", "tnr-01", "serials", fresh(77)));
        assertThat(running.signedIn("manager").get("/stations").body()).contains(">77<");
        for (String page : List.of("/stations", "/")) {
            assertThat(running.signedIn("operator").get(page).body()).doesNotContain(">77<");
        }
    }

    private static List<String> fresh(int blanks) {
        return IntStream.rangeClosed(1, blanks).mapToObj(i -> "S" + i).toList();
    }

    @Test
    void aRefusalIsAProblemInWords() throws Exception {
        Caller.Answer refused =
                manager.post(
                        LEDGER + "spoil",
                        Map.of("place", "tnr-01", "serials", List.of("N1"), "reason", "bent"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.isProblem()).isTrue();
        assertThat(refused.body().path("detail").asText()).isEqualTo("blank N1 is not in the book");
    }

    private static JsonNode ok(Caller by, String what, Map<String, ?> body) throws Exception {
        return answered(by.post(LEDGER + what, body));
    }

    private static JsonNode answered(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }
}
