package ampro.hub.application;

import static ampro.hub.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.Browser;
import ampro.hub.RunningHub;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("route")
class ApplicationPagesTest {
    private static final long EVENT_SECONDS_MAX = 20;

    @TempDir private static Path temp;
    private static RunningHub running;

    @BeforeAll
    static void open() throws IOException {
        running = new RunningHub(temp);
    }

    @AfterAll
    static void close() {
        running.close();
    }

    @Test
    void peopleTakeAnApplicationFromTheIntakeIntoThePrintQueue() throws Exception {
        String page = "/applications/" + running.enter(1);
        Browser officer = running.signedIn(RunningHub.OTHER_OFFICER);
        Browser manager = running.signedIn("manager");

        act(officer, page, "start-review", Map.of());
        assertThat(officer.get(page).body()).contains("under review").doesNotContain("/approve\"");
        act(officer, page, "ask-documents", Map.of("reason", "the certificate is illegible"));
        assertThat(officer.get(page).body())
                .contains("documents missing", "the certificate is illegible");
        act(officer, page, "resume-review", Map.of());
        for (String subject : List.of("documents", "medical", "payment")) {
            act(officer, page, "verify-" + subject, Map.of("reference", "seen at the desk"));
        }
        String verified = officer.get(page).body();
        assertThat(verified)
                .contains("Lova &lt;b&gt;R.&lt;/b&gt;")
                .doesNotContain("/verify-payment\"", "/approve\"", "<b>R.</b>");

        act(manager, page, "approve", Map.of());
        assertThat(manager.get(page).body()).contains("licence generated", "/card/front.png");
        assertThat(isPicture(manager, page + "/card/front.png")).isTrue();
        assertThat(manager.picture(page + "/card/back.png").statusCode()).isEqualTo(404);
        act(manager, page, "queue", Map.of("priority", "3"));
        assertThat(manager.get(page).body())
                .contains("queued for printing", "urgent", "/withdraw\"", "J-");
        assertThat(isPicture(manager, page + "/portrait")).isTrue();

        act(manager, page, "withdraw", Map.of("reason", "the applicant changed their mind"));
        assertThat(manager.get(page).body())
                .contains("cancelled", "the applicant changed their mind")
                .contains("Nothing is asked of you here");
    }

    @Test
    void aDoubleClickIsOneCommandAndLandsOnTheSamePage() throws Exception {
        String page = "/applications/" + running.enter(2);
        Browser officer = running.signedIn("officer");
        Map<String, String> form =
                Browser.fields(officer.get(page).body(), page + "/start-review", Map.of());
        for (int click = 0; click < 2; click++) {
            HttpResponse<String> answer = officer.post(page + "/start-review", form);
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(location(answer)).isEqualTo(page);
        }
        assertThat(officer.get(page).body().split("<b>under review</b>", -1))
                .as("lines of the timeline")
                .hasSize(2);
    }

    @Test
    void whatSomebodyElseHasDoneAlreadyIsShownAndNotRefused() throws Exception {
        String page = "/applications/" + running.enter(3);
        Browser officer = running.signedIn("officer");
        Browser other = running.signedIn(RunningHub.OTHER_OFFICER);
        Map<String, String> stale =
                Browser.fields(other.get(page).body(), page + "/start-review", Map.of());
        act(officer, page, "start-review", Map.of());
        assertThat(location(other.post(page + "/start-review", stale))).isEqualTo(page);
    }

    @Test
    void aRefusedStepIsToldOnThePage() throws Exception {
        String page = "/applications/" + running.enter(4);
        Browser manager = running.signedIn("manager");
        Map<String, String> form =
                Browser.fields(manager.get(page).body(), page + "/start-review", Map.of());
        HttpResponse<String> approved = manager.post(page + "/approve", form);
        assertThat(approved.statusCode()).isEqualTo(409);
        assertThat(approved.body()).contains("Not done.", "cannot become approved");
        act(manager, page, "start-review", Map.of());
        HttpResponse<String> silent = manager.submit(page, page + "/reject", Map.of("reason", ""));
        assertThat(silent.statusCode()).isEqualTo(400);
        assertThat(silent.body()).contains("reason: is told in");
    }

    @Test
    void theListIsFilteredAndSearched() throws Exception {
        String id = running.enter(5);
        Browser officer = running.signedIn("officer");
        String page = officer.get("/applications/" + id).body();
        String surname = page.replaceAll("(?s).*<h1>([^,<]+),.*", "$1");
        for (String query :
                List.of(
                        "q=" + id,
                        "q=" + id.toLowerCase(java.util.Locale.ROOT),
                        "q=" + surname.substring(0, 4).toLowerCase(java.util.Locale.ROOT),
                        "state=submitted")) {
            assertThat(officer.get("/applications?" + query).body()).as(query).contains(id);
        }
        for (String query :
                List.of("q=Nobody", "q=%25", "q=%27--", "state=rejected", "after=" + id)) {
            assertThat(officer.get("/applications?" + query).body())
                    .as(query)
                    .doesNotContain(">" + id + "<");
        }
    }

    @Test
    void anOpenPageIsToldWhatChanges() throws Exception {
        String id = running.enter(6);
        Browser officer = running.signedIn("officer");
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        HttpResponse<Stream<String>> events = officer.events("/live/applications/" + id);
        assertThat(events.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        Thread.ofVirtual().start(() -> events.body().forEach(lines::add));

        assertThat(awaitLine(lines, "data:")).contains(id, "submitted");
        act(officer, "/applications/" + id, "start-review", Map.of());
        assertThat(awaitLine(lines, "under review")).startsWith("data:");
        assertThat(awaitLine(lines, "event:")).isEqualTo("event:actions");
    }

    private static void act(Browser browser, String page, String action, Map<String, String> typed)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = browser.submit(page, page + "/" + action, typed);
        assertThat(answer.statusCode()).as(action + ": " + answer.body()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo(page);
    }

    private static boolean isPicture(Browser browser, String path)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> picture = browser.picture(path);
        return picture.statusCode() == 200
                && picture.headers().firstValue("Content-Type").orElse("").startsWith("image/")
                && picture.body().length > 1_000;
    }

    private static String awaitLine(BlockingQueue<String> lines, String part)
            throws InterruptedException {
        for (String line = "";
                line != null;
                line = lines.poll(EVENT_SECONDS_MAX, TimeUnit.SECONDS)) {
            if (line.contains(part)) {
                return line;
            }
        }
        throw new AssertionError("no event with " + part + " came");
    }
}
