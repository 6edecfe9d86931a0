package ampro.hub.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One card through a real browser: an officer and a manager at the hub's pages, an operator at the
/// station's touchscreen, over a real hub, broker and agents. Screenshots are left in
/// `target/screens`.
@Tag("journey")
class JourneyTest {
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);

    /// In this time the first live screen has come.
    private static final int LIVE_FIRST_MILLIS = 500;

    private static final Path SCREENS = Path.of("target", "screens");

    @TempDir Path folder;

    private final List<String> complaints = new ArrayList<>();
    private DemoSite site;
    private Map<String, Api> as;
    private Playwright playwright;
    private Browser browser;

    @BeforeEach
    void openEverything() throws Exception {
        DemoPlan plan =
                new DemoPlan(
                        folder,
                        folder,
                        true,
                        DemoInput.samples(2),
                        100,
                        Duration.ZERO,
                        0,
                        WAIT_MAX);
        site =
                new DemoSite(
                        plan,
                        HttpClient.newHttpClient(),
                        InstantSource.system(),
                        new SecureRandom(),
                        pause -> LockSupport.parkNanos(pause.toNanos()));
        as = site.open();
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    @AfterEach
    void closeEverything() {
        if (playwright != null) {
            playwright.close();
        }
        site.close();
    }

    @Test
    void cardGoesFromApplicationToHandOverThroughPagesAndTouchscreen() throws Exception {
        String id =
                api("intake")
                        .post("/api/v1/applications", SamplePeople.application(0, DemoPlan.SEED))
                        .orThrow()
                        .path("id")
                        .asText();
        URI hub = api("intake").hub();

        Page officer = signedIn(hub, "officer");
        officer.navigate(hub + "/applications/" + id);
        act(officer, "start-review", Map.of());
        for (String subject : List.of("documents", "medical", "payment")) {
            act(officer, "verify-" + subject, Map.of("reference", "seen at the desk"));
        }

        Page manager = signedIn(hub, "manager");
        manager.navigate(hub + "/applications/" + id);
        act(manager, "approve", Map.of());
        act(manager, "queue", Map.of());

        JsonNode job = atTheStation(id);
        String station = job.path("station").asText();
        checkAtTheTouchscreen(station);

        PlaywrightAssertions.assertThat(manager.locator(".ticks li.done"))
                .hasCount(
                        4,
                        new LocatorAssertions.HasCountOptions()
                                .setTimeout((double) WAIT_MAX.toMillis()));
        shoot(manager, "application");
        assertThat(manager.locator("figure.card img").first().evaluate("i => i.naturalWidth"))
                .describedAs("the card's picture is there")
                .isEqualTo(1011);

        deliver();
        await("the application to be completed")
                .atMost(WAIT_MAX)
                .until(() -> statusOf(id).equals("completed"));
        othersApply();
        manager.navigate(hub + "/");
        shoot(manager, "board");
        assertThat(manager.locator("main").innerText()).contains("completed");
        assertThat(complaints).describedAs("what the browser complained of").isEmpty();
    }

    private Page signedIn(URI hub, String name) {
        BrowserContext context =
                browser.newContext(new Browser.NewContextOptions().setViewportSize(1366, 860));
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.navigate(hub + "/sign-in");
        page.fill("[name=name]", name);
        page.fill("[name=password]", DemoPeople.PASSWORD);
        page.click("form.sign-in button");
        page.waitForURL(url -> !url.contains("/sign-in"));
        return page;
    }

    /// Gives one command of the application's page and waits until the page is there again.
    private static void act(Page page, String path, Map<String, String> fields) {
        Locator form = page.locator("form[action$='/" + path + "']");
        Locator details = page.locator("details:has(form[action$='/" + path + "'])");
        if (details.count() > 0) {
            details.locator("summary").click();
        }
        fields.forEach((name, value) -> form.locator("[name=" + name + "]").fill(value));
        page.waitForRequestFinished(
                new Page.WaitForRequestFinishedOptions()
                        .setPredicate(request -> request.method().equals("POST")),
                () -> form.locator("button").click());
        page.waitForLoadState();
    }

    private JsonNode atTheStation(String id) {
        return await("the card to be ready for the check")
                .atMost(WAIT_MAX)
                .until(() -> job(id), job -> job.path("status").asText().equals("quality_check"));
    }

    private void checkAtTheTouchscreen(String station) throws Exception {
        BrowserContext context =
                browser.newContext(new Browser.NewContextOptions().setViewportSize(800, 480));
        Page touch = context.newPage();
        touch.navigate(site.screenOf(station).toString());
        touch.fill("[name=id]", DemoPeople.OPERATOR);
        touch.fill("[name=pin]", DemoPeople.PIN);
        touch.locator(".keypad button.primary").click();
        touch.waitForSelector("#good");
        for (Locator picture : touch.locator("main img").all()) {
            picture.evaluate("image => image.decode()");
        }
        shoot(touch, "touch");
        Box box = Optional.ofNullable(site.boxes().get(station)).orElseThrow();
        Box.Card card = box.cards("tray").getFirst();

        touch.fill("[name=card]", "AMPRO1;T0100000099;AAAAAAAAAAAAAAAA");
        touch.fill("[name=blank]", card.blank());
        touch.click("button[form=good]");
        touch.waitForSelector("html[data-live=on] .refusal");
        touch.waitForTimeout(LIVE_FIRST_MILLIS);
        assertThat(touch.locator(".refusal").isVisible())
                .describedAs("the refusal stays until it is answered")
                .isTrue();

        touch.fill("[name=card]", Box.scan(card).orElseThrow());
        touch.fill("[name=blank]", card.blank());
        touch.click("button[form=good]");
        touch.waitForSelector(
                "#good", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        box.take("tray", card.blank());
    }

    /// A board is only worth a look with cards on it.
    private void othersApply() throws IOException, InterruptedException {
        List<String> steps =
                List.of("", "", "review", "review", "request-documents", "request-payment");
        for (int i = 0; i < steps.size(); i++) {
            String path =
                    "/api/v1/applications/"
                            + api("intake")
                                    .post(
                                            "/api/v1/applications",
                                            SamplePeople.application(i + 1, DemoPlan.SEED))
                                    .orThrow()
                                    .path("id")
                                    .asText();
            if (!steps.get(i).isEmpty()) {
                api("officer").post(path + "/review", Map.of()).orThrow();
            }
            if (steps.get(i).startsWith("request")) {
                api("officer").post(path + "/" + steps.get(i), Map.of()).orThrow();
            }
        }
    }

    private void deliver() throws IOException, InterruptedException {
        Office office = new Office(as, site.boxes(), DemoSite.STATION_OF_SITE, () -> {});
        List<String> parcels = office.pack();
        assertThat(parcels).hasSize(1);
        await("the parcel to be labelled and delivered")
                .atMost(WAIT_MAX)
                .until(() -> office.deliver(parcels.getFirst()));
    }

    private Api api(String who) {
        return Objects.requireNonNull(as.get(who), who);
    }

    private JsonNode job(String id) throws IOException, InterruptedException {
        for (JsonNode job : api("manager").get("/api/v1/jobs").orThrow()) {
            if (job.path("application").asText().equals(id)) {
                return job;
            }
        }
        throw new IllegalStateException("no job for " + id);
    }

    private String statusOf(String id) throws IOException, InterruptedException {
        return api("manager").get("/api/v1/applications/" + id).orThrow().path("status").asText();
    }

    private static void shoot(Page page, String name) throws IOException {
        Files.createDirectories(SCREENS);
        page.screenshot(
                new Page.ScreenshotOptions().setPath(SCREENS.resolve("journey-" + name + ".png")));
    }
}
