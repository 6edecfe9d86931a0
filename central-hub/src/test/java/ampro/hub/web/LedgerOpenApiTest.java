package ampro.hub.web;

import static ampro.hub.web.OpenApiTest.assertDescribed;

import ampro.hub.RunningHub;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the book of blanks answers is as openapi.json describes it.
@Tag("route")
class LedgerOpenApiTest {
    private static final String LEDGER = "/api/v1/ledger/";

    @TempDir private static Path temp;
    private static RunningHub running;
    private static Caller manager;
    private static Caller admin;
    private static Caller operator;

    @BeforeAll
    static void open() throws IOException {
        running = new RunningHub(temp);
        manager = Caller.bearer(running.hub.address(), running.token("manager"));
        admin = Caller.bearer(running.hub.address(), running.token("admin"));
        operator = Caller.bearer(running.hub.address(), running.token("operator"));
    }

    @AfterAll
    static void close() {
        running.close();
    }

    @Test
    void deliveriesTransfersAndActs() throws Exception {
        List<String> box = List.of("D01..D09");
        post(manager, LEDGER + "receive", Map.of("serials", box, "note", "note 1"));
        post(manager, LEDGER + "store", Map.of("place", "central", "serials", box));
        Map<String, Object> sending = Map.of("from", "central", "to", "tnr-01", "serials", box);
        String id = post(manager, "/api/v1/transfers", sending).path("id").asText();
        String transfer = "/api/v1/transfers/" + id;
        assertDescribed(
                "POST",
                "/api/v1/transfers/{id}/arrival",
                operator.post(
                        transfer + "/arrival", Map.of("counted", 8, "missing", List.of("D09"))));
        assertDescribed("GET", "/api/v1/transfers/{id}", manager.get(transfer));
        for (String act : List.of("load", "unload", "test")) {
            post(operator, LEDGER + act, at("tnr-01", "D01"));
        }
        post(operator, LEDGER + "spoil", at("tnr-01", "D02"));
        assertDescribed("GET", "/api/v1/blanks/{serial}", manager.get("/api/v1/blanks/D01"));
        read("/api/v1/transfers", LEDGER + "holdings", LEDGER + "audit");
    }

    @Test
    void whatTakesTwoPeople() throws Exception {
        post(
                manager,
                "/api/v1/blanks",
                Map.of("station", "tnr-01", "serials", List.of("E01..E09")));
        post(manager, LEDGER + "spoil", at("tnr-01", "E01..E02"));
        request("destroy", "confirm", Map.of(), "E01");
        request("lose", "refuse", Map.of("answer", "it is here"), "E02");
        JsonNode lost = post(manager, LEDGER + "lose", at("tnr-01", "E05"));
        read(LEDGER + "requests");
        admin.post(LEDGER + "requests/" + lost.path("id").asText() + "/confirm");
        post(manager, LEDGER + "find", at("tnr-01", "E05"));
        Map<String, Object> sheet =
                Map.of("station", "tnr-01", "hopper", 0, "tray", 0, "rejectBox", 0, "shelf", 0);
        String count = post(operator, LEDGER + "counts", sheet).path("id").asText();
        assertDescribed(
                "POST",
                LEDGER + "counts/{id}/accept",
                manager.post(
                        LEDGER + "counts/" + count + "/accept", Map.of("reason", "two are gone")));
        read(LEDGER + "counts");
        assertDescribed(
                "POST",
                LEDGER + "identify",
                manager.post(
                        LEDGER + "identify",
                        Map.of(
                                "serial", "E09",
                                "account", "lost",
                                "place", "tnr-01",
                                "reason", "its box was found")));
    }

    private static void request(String act, String decision, Map<String, ?> answer, String serial)
            throws Exception {
        JsonNode asked = post(manager, LEDGER + act, at("tnr-01", serial));
        String address = LEDGER + "requests/" + asked.path("id").asText() + "/" + decision;
        assertDescribed(
                "POST",
                LEDGER + "requests/{id}/" + decision,
                answer.isEmpty() ? admin.post(address) : admin.post(address, answer));
    }

    private static Map<String, Object> at(String place, String serials) {
        return Map.of("place", place, "serials", List.of(serials), "reason", "a test");
    }

    private static void read(String... paths) throws Exception {
        for (String path : paths) {
            assertDescribed("GET", path, manager.get(path));
        }
    }

    private static JsonNode post(Caller by, String path, Map<String, ?> body) throws Exception {
        Caller.Answer answer = by.post(path, body);
        assertDescribed("POST", path, answer);
        return answer.body();
    }
}
