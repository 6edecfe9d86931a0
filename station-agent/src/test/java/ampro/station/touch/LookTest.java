package ampro.station.touch;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The screens in a real browser of the panel's size under the real content security policy;
/// pictures of all of them are left in target/screens.
@Tag("route")
class LookTest {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self';"
                    + " frame-ancestors 'none'; base-uri 'none'";
    private static final Map<String, String> TYPES =
            Map.of(
                    "css",
                    "text/css",
                    "js",
                    "text/javascript",
                    "svg",
                    "image/svg+xml",
                    "woff2",
                    "font/woff2");

    private static final Templates TEMPLATES = new Templates();
    private static HttpServer server;
    private static Playwright playwright;
    private static Browser browser;
    private static volatile String shown = "";
    private static volatile @Nullable OutputStream listener;

    @BeforeAll
    static void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", LookTest::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new LaunchOptions()
                                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void close() {
        playwright.close();
        server.stop(0);
    }

    @Test
    void everyScreenFitsByDay() {
        look(Locale.ENGLISH, "day", SampleScreens.HOLDER, SampleScreens.SITE, false);
    }

    @Test
    void everyScreenFitsByNight() {
        look(Locale.ENGLISH, "night", SampleScreens.HOLDER, SampleScreens.SITE, true);
    }

    @Test
    void everyScreenFitsInHighContrast() {
        look(Locale.ENGLISH, "contrast", SampleScreens.HOLDER, SampleScreens.SITE, true);
    }

    @Test
    void everyScreenHoldsFrenchAndTheLongestNames() {
        look(
                Locale.FRENCH,
                "day",
                "Andrianampoinimerinatompokoindrindra, Marie-Joséphine Hanitriniaina",
                "Antananarivo Renivohitra, Ambohijatovo Ambony",
                true);
    }

    @Test
    void anEventReplacesTheScreenButNeverWhatIsBeingTyped() throws IOException {
        SampleScreens screens =
                new SampleScreens(
                        Locale.ENGLISH, null, SampleScreens.HOLDER, SampleScreens.SITE, true);
        ScreenView check = Objects.requireNonNull(screens.all().get("check"));
        ScreenView printing = Objects.requireNonNull(screens.all().get("printing"));
        try (Page page = browser.newPage()) {
            open(page, check);
            page.waitForCondition(() -> listener != null);
            page.fill("input[name=card]", "T01");
            send("screen", TEMPLATES.fragment("live.jte", printing));
            send("band", TEMPLATES.fragment("band.jte", printing).replace("14:32", "14:33"));
            page.waitForSelector("text=14:33");
            assertThat(page.inputValue("input[name=card]")).isEqualTo("T01");
            page.fill("input[name=card]", "");
            send("screen", TEMPLATES.fragment("live.jte", printing));
            page.waitForSelector(".screen.printing");
        }
    }

    /// What the machine shows beneath is said again with every minute of the clock.
    @ParameterizedTest
    @CsvSource({
        "spoil, check",
        "spoil-unread, check",
        "spoil-unread, spoil",
        "decide-spoiled, doubt-power",
        "changed, trouble-card-printer-locked"
    })
    void whatAPersonHasOpenedStaysWhileTheMachineShowsTheSame(String opened, String beneath)
            throws IOException {
        SequencedMap<String, ScreenView> all =
                new SampleScreens(
                                Locale.ENGLISH,
                                null,
                                SampleScreens.HOLDER,
                                SampleScreens.SITE,
                                true)
                        .all();
        ScreenView machines = Objects.requireNonNull(all.get(beneath));
        try (Page page = browser.newPage()) {
            open(page, Objects.requireNonNull(all.get(opened)));
            page.waitForCondition(() -> listener != null);
            String shownFirst = page.innerHTML("main");
            send("screen", TEMPLATES.fragment("live.jte", machines));
            send("band", TEMPLATES.fragment("band.jte", machines).replace("14:32", "14:33"));
            page.waitForSelector("text=14:33");
            assertThat(page.innerHTML("main")).isEqualTo(shownFirst);
            ScreenView next = Objects.requireNonNull(all.get("printing"));
            send("screen", TEMPLATES.fragment("live.jte", next));
            page.waitForSelector(".screen.printing");
        }
    }

    /// A scanner ends with Enter, and so may a PIN.
    @Test
    void enterSignsAndDoesNotSendTheSecondPersonAway() {
        SampleScreens screens =
                new SampleScreens(
                        Locale.ENGLISH, null, SampleScreens.HOLDER, SampleScreens.SITE, true);
        try (Page page = browser.newPage()) {
            open(page, Objects.requireNonNull(screens.all().get("decide-spoiled")));
            page.fill("input[name=blank]", "B0000001");
            page.fill("input[name=second]", "bea");
            page.fill("input[name=pin]", "2580");
            Request sent =
                    page.waitForRequest(
                            request -> request.method().equals("POST"),
                            () -> page.press("input[name=pin]", "Enter"));
            assertThat(sent.postData()).contains("answer=spoiled").doesNotContain("second_at");
        }
    }

    @Test
    void nothingOldIsShownWhenTheStationsProgramIsGone() {
        SampleScreens screens =
                new SampleScreens(
                        Locale.ENGLISH, null, SampleScreens.HOLDER, SampleScreens.SITE, true);
        try (Page page = browser.newPage()) {
            page.route("**/live/**", Route::abort);
            page.route("**/now", Route::abort);
            open(page, Objects.requireNonNull(screens.all().get("printing")));
            page.waitForSelector(".dead:visible");
        }
    }

    private static void open(Page page, ScreenView view) {
        shown = TEMPLATES.render("screen.jte", view);
        listener = null;
        page.navigate("http://localhost:" + server.getAddress().getPort() + "/");
    }

    private static void send(String event, String data) throws IOException {
        OutputStream out = Objects.requireNonNull(listener);
        out.write(
                "event: %s\ndata: %s\n\n".formatted(event, data).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void look(
            Locale language, String theme, String name, String site, boolean simulated) {
        List<String> complaints = new ArrayList<>();
        try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(800, 480))) {
            page.onConsoleMessage(message -> complain(message, complaints));
            page.onPageError(complaints::add);
            new SampleScreens(language, theme, name, site, simulated)
                    .all()
                    .forEach((screen, view) ->
                            complaints.addAll(show(page, screen + "-" + theme, language, view)));
        }
        assertThat(complaints).as("what is wrong with the screens").isEmpty();
    }

    private static List<String> show(Page page, String screen, Locale language, ScreenView view) {
        open(page, view);
        page.waitForFunction("document.fonts.status === 'loaded'");
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(
                                Path.of(
                                        "target/screens",
                                        "%s-%s.png".formatted(screen, language.getLanguage()))));
        return ((List<?>) page.evaluate(Touch.SCRIPT))
                .stream().map(complaint -> screen + ": " + complaint).toList();
    }

    /// Errors and warnings; what Chromium merely advises is no fault.
    private static void complain(ConsoleMessage message, List<String> complaints) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/live/")) {
            listen(exchange);
            return;
        }
        try (exchange) {
            byte @Nullable [] body = path.equals("/") ? page(exchange) : file(exchange, path);
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static byte[] page(HttpExchange exchange) {
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        return shown.getBytes(StandardCharsets.UTF_8);
    }

    /// An event stream that stays open and says nothing until the server stops.
    private static void listen(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(": open\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        listener = exchange.getResponseBody();
    }

    /// Static files, webjars, the sample card.
    private static byte @Nullable [] file(HttpExchange exchange, String path) throws IOException {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String resource =
                switch (name) {
                    case "htmx.min.js" ->
                            "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
                    case "sse.js" -> "/META-INF/resources/webjars/htmx-ext-sse/2.2.2/sse.js";
                    case "front.svg", "back.svg" -> "/ampro/station/touch/" + name;
                    default -> "/ampro/station/static/" + name;
                };
        exchange.getResponseHeaders()
                .set(
                        "Content-Type",
                        TYPES.getOrDefault(
                                name.substring(name.lastIndexOf('.') + 1), "text/plain"));
        try (InputStream in = LookTest.class.getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
