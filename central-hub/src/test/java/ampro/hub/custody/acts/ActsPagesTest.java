package ampro.hub.custody.acts;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.Browser;
import ampro.hub.PrintedByHand;
import ampro.hub.RunningHub;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What needs two people, by two people in two browsers.
@Tag("route")
class ActsPagesTest {
    @TempDir private static Path temp;
    private static RunningHub running;
    private static PrintedByHand byHand;
    private static Browser manager;
    private static Browser admin;

    @BeforeAll
    static void open() throws Exception {
        running = new RunningHub(temp);
        byHand = new PrintedByHand(temp);
        manager = running.signedIn("manager");
        admin = running.signedIn("admin");
    }

    @AfterAll
    static void close() {
        byHand.close();
        running.close();
    }

    @Test
    void aReprintGoesThroughTwoHands() throws Exception {
        String job = byHand.fail(running.enter(0), "B-" + 1);
        String page = "/jobs/" + job;
        assertThat(manager.get(page).body())
                .contains("For a new card something is missing", "not destroyed yet")
                .doesNotContain("action=\"" + page + "/reprint\"");
        assertThat(
                        manager.post(
                                        page + "/reprint",
                                        Browser.fields(
                                                manager.get("/").body(),
                                                "/sign-out",
                                                Map.of("reason", "bent")))
                                .statusCode())
                .isEqualTo(409);
        byHand.destroy("B-1");
        assertThat(manager.get(page).body()).contains("A new card can be asked for");
        assertThat(manager.submit(page, page + "/reprint", Map.of("reason", "bent")).statusCode())
                .isEqualTo(303);
        assertThat(manager.get(page).body())
                .contains("waits for a second person", "Take it back")
                .doesNotContain("/approve");
        String approve = address(admin.get("/second-person").body(), "approve");
        assertThat(manager.post(approve, Map.of("token", token(manager))).statusCode())
                .as("who asked does not allow it")
                .isEqualTo(403);
        assertThat(admin.submit("/second-person", approve, Map.of()).statusCode()).isEqualTo(303);
        assertThat(admin.get(page).body())
                .contains("replaced by", "allowed by The admin")
                .doesNotContain("something is missing");
        assertThat(admin.get("/").body()).contains("Second person");
    }

    @Test
    void aRefusalStaysVisibleWithItsReason() throws Exception {
        String page = "/stations/tnr-01";
        assertThat(manager.get(page).body()).contains("Box in custody", "Switch it off");
        manager.submit(
                page,
                page + "/take-in",
                Map.of("reason", "it smells", "place", "the <b>cellar</b>"));
        String refuse = address(admin.get(page).body(), "refuse");
        assertThat(admin.submit(page, refuse, Map.of("reason", "it is fine")).statusCode())
                .isEqualTo(303);
        assertThat(manager.get(page).body())
                .contains("it is fine", "refused by The admin", "the &lt;b&gt;cellar&lt;/b&gt;");
    }

    @Test
    void whoMayNotDecideSeesNoForms() throws Exception {
        Browser viewer = running.signedIn("viewer");
        assertThat(viewer.get("/stations/tnr-01").body()).doesNotContain("/box-lost");
        assertThat(viewer.get("/second-person").statusCode()).isEqualTo(200);
        assertThat(
                        viewer.post(
                                        "/stations/tnr-01/box-lost",
                                        Map.of("token", token(viewer), "reason", "gone"))
                                .statusCode())
                .isEqualTo(403);
        assertThat(viewer.get("/jobs/J-99").statusCode()).isEqualTo(404);
        assertThat(viewer.get("/stations/nowhere-1").statusCode()).isEqualTo(404);
    }

    @Test
    @Tag("FM-47")
    void everyPageSaysThatTheHubRecoversAndWhoIsMissing() throws Exception {
        byHand.open("tnr-01");
        assertThat(manager.get("/recovery").body()).contains("Every station has reported");
        byHand.beginTerm("restored from a backup");
        try {
            for (String page :
                    new String[] {"/", "/applications", "/jobs", "/parcels", "/blanks"}) {
                assertThat(manager.get(page).body())
                        .as(page)
                        .contains("The hub is recovering since", "1 station has not reported")
                        .contains("tnr-01");
            }
            assertThat(manager.get("/recovery").body())
                    .contains("restored from a backup", "missing", "/stations/tnr-01");
        } finally {
            byHand.endTerm();
        }
        assertThat(manager.get("/").body()).doesNotContain("recovering");
    }

    private static String address(String html, String what) {
        int end = html.indexOf("/" + what + "\"", html.indexOf("action=\"/second-person/"));
        int start = html.lastIndexOf("\"", end) + 1;
        return html.substring(start, end + what.length() + 1);
    }

    private static String token(Browser browser) throws Exception {
        return Browser.fields(browser.get("/").body(), "/sign-out", Map.of())
                .getOrDefault("token", "none");
    }
}
