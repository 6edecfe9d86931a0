package ampro.hub.custody.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.Browser;
import ampro.hub.RunningHub;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages of the book in a running hub, by the people who use them.
@Tag("route")
class BookPagesTest {
    @TempDir private static Path temp;
    private static RunningHub running;
    private static Browser manager;
    private static Browser admin;
    private static Browser operator;

    @BeforeAll
    static void open() throws Exception {
        running = new RunningHub(temp);
        running.station("tmm-01");
        running.station("fnr-01");
        manager = running.signedIn("manager");
        admin = running.signedIn("admin");
        operator = running.signedIn("operator");
    }

    @AfterAll
    static void close() {
        running.close();
    }

    @Test
    void aDeliveryBecomesADestroyedBlankAndItsPageTellsItAll() throws Exception {
        done(
                manager,
                "/blanks/receive",
                Map.of("first", "P001", "last", "P100", "note", "note 4711"));
        String receive = manager.get("/blanks/receive").body();
        assertThat(receive).contains("P001–P100", "P001..P100", "Not in the vault yet");
        done(
                manager,
                "/blanks/receive",
                "/blanks/store",
                Map.of("serials", "P001..P050\r\nP051..P100"));
        assertThat(manager.get("/blanks/transfers").body()).contains("P001..P100");
        String transfer =
                done(
                        manager,
                        "/blanks/transfers",
                        Map.of("from", "central", "to", "tnr-01", "serials", "P001..P020"));
        assertThat(manager.get("/blanks").body()).contains("20 blanks are on their way");
        done(operator, transfer, Map.of("counted", "19", "missing", "P020"));
        assertThat(operator.get(transfer).body()).contains("What came is not what was sent");
        done(
                operator,
                "/blanks/station",
                Map.of("act", "spoil", "place", "tnr-01", "serials", "P001", "reason", "bent"));
        done(
                manager,
                "/blanks/witness",
                Map.of("act", "destroy", "place", "tnr-01", "serials", "P001", "reason", "cut"));
        assertThat(manager.get("/blanks/witness").body())
                .as("who asked may only take it back")
                .contains("Take it back")
                .doesNotContain("Confirm: destroyed");
        assertThat(admin.get("/").body()).as("it waits for the other").contains("/blanks/witness");
        done(admin, "/blanks/witness", "/blanks/witness/W-1/confirm", Map.of("seen", "yes"));
        assertThat(manager.get("/blanks/blank?serial=P001").body())
                .contains("destroyed", "note 4711", "bent", "The operator", "The admin");
    }

    @Test
    void whoCountsIsLedToTheCountAndSeesNoFigure() throws Exception {
        done(
                manager,
                "/blanks/receive",
                Map.of("first", "Q001", "last", "Q077", "note", "note 4712"));
        done(manager, "/blanks/receive", "/blanks/store", Map.of("serials", "Q001..Q077"));
        String transfer =
                done(
                        manager,
                        "/blanks/transfers",
                        Map.of("from", "central", "to", "tmm-01", "serials", "Q001..Q077"));
        done(manager, transfer, Map.of("counted", "77"));
        assertThat(Browser.location(operator.get("/blanks"))).isEqualTo("/blanks/count");
        done(
                operator,
                "/blanks/count",
                Map.of(
                        "station",
                        "tmm-01",
                        "hopper",
                        "0",
                        "tray",
                        "0",
                        "reject_box",
                        "0",
                        "shelf",
                        "76"));
        assertThat(operator.get("/blanks/count").body())
                .contains("differs", ">76<")
                .doesNotContain("book:", "Accept");
        assertThat(words(operator, "/blanks/count")).doesNotContain("77");
        String page = manager.get("/blanks/count").body();
        assertThat(page).contains("book: 77", "Accept the difference");
        assertThat(manager.get("/blanks").body()).contains("a count differs");
        String accept = page.replaceAll("(?s).*action=\"(/blanks/count/C-[0-9]+)\".*", "$1");
        done(manager, "/blanks/count", accept, Map.of("reason", "not found anywhere"));
        assertThat(manager.get("/blanks/count").body()).contains("accepted", "not found anywhere");
        assertThat(manager.get("/blanks").body()).doesNotContain("a count differs");
    }

    @Test
    void noPageShowsWhatTheBookExpectsBeforeTheCountIsGiven() throws Exception {
        for (String range : List.of("R001..R400", "R401..R613")) {
            done(
                    manager,
                    "/blanks/receive",
                    Map.of(
                            "first", range.substring(0, 4),
                            "last", range.substring(6),
                            "note", "note 4713"));
            done(manager, "/blanks/receive", "/blanks/store", Map.of("serials", range));
            String transfer =
                    done(
                            manager,
                            "/blanks/transfers",
                            Map.of("from", "central", "to", "fnr-01", "serials", range));
            done(manager, transfer, Map.of("counted", range.startsWith("R001") ? "400" : "213"));
        }
        assertThat(words(manager, "/blanks")).as("the sum of both").contains("613");
        for (String page :
                List.of(
                        "/",
                        "/stations",
                        "/blanks/count",
                        "/blanks/station",
                        "/blanks/transfers")) {
            assertThat(words(operator, page)).as(page).isNotBlank().doesNotContain("613");
        }
        assertThat(operator.get("/blanks/count").body())
                .contains("name=\"hopper\"", "fnr-01")
                .doesNotContainPattern("name=\"(hopper|tray|reject_box|shelf)\"[^>]*value=");
    }

    /// What a page says, without its marks and secrets.
    private static String words(Browser by, String page) throws IOException, InterruptedException {
        return by.get(page).body().replaceAll("<[^>]*>", " ");
    }

    @Test
    void aRefusalStandsAboveTheFormAndWhatWasTypedIsKept() throws Exception {
        HttpResponse<String> refused =
                operator.submit(
                        "/blanks/station",
                        "/blanks/station",
                        Map.of(
                                "act", "load",
                                "place", "tnr-01",
                                "serials", "X001",
                                "reason", "<b>why</b>"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("blank X001 is not in the book", ">X001</textarea>", "&lt;b>why")
                .doesNotContain("<b>why");
        assertThat(manager.get("/blanks/blank?serial=X001").statusCode()).isEqualTo(404);
        assertThat(manager.get("/blanks/transfers/TR-99").statusCode()).isEqualTo(404);
        HttpResponse<String> unseen =
                admin.submit(
                        "/blanks/witness",
                        "/blanks/witness",
                        Map.of("act", "x", "place", "tnr-01", "serials", "X001", "reason", "why"));
        assertThat(unseen.body()).contains("is destroy, lose or find");
        assertThat(
                        operator.submit(
                                        "/blanks/count",
                                        "/blanks/count",
                                        Map.of("station", "tnr-01"))
                                .body())
                .contains("hopper: is a count from 0");
    }

    private static String done(Browser by, String page, Map<String, String> typed)
            throws IOException, InterruptedException {
        return done(by, page, page, typed);
    }

    /// The page that the form leads to.
    private static String done(Browser by, String page, String action, Map<String, String> typed)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = by.submit(page, action, typed);
        assertThat(answer.statusCode())
                .as(answer.body().replaceAll("(?s).*class=\"refusal\"(.*?)</p>.*", "$1"))
                .isEqualTo(303);
        return Browser.location(answer);
    }
}
