package ampro.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The pages in a real browser under the real content security policy; pictures of all of them are
/// left in target/screens.
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

    /// WCAG 2.2, 1.4.3; large text needs less, but we have no reason to give less.
    private static final double CONTRAST_MIN = 4.5;

    private static final Templates TEMPLATES = new Templates();
    private static HttpServer server;
    private static Playwright playwright;
    private static Browser browser;
    private static volatile String shown = "";

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
    void everyPageIsLegibleByDay() {
        look(Locale.ENGLISH, "day", Pages.HOLDER);
    }

    @Test
    void everyPageIsLegibleByNight() {
        look(Locale.ENGLISH, "night", Pages.HOLDER);
    }

    @Test
    void everyPageIsLegibleInHighContrast() {
        look(Locale.ENGLISH, "contrast", Pages.HOLDER);
    }

    @Test
    void everyPageHoldsFrenchAndTheLongestNames() {
        look(
                Locale.FRENCH,
                "day",
                "Andrianampoinimerinatompokoindrindra, Marie-Joséphine Hanitriniaina");
    }

    private static void look(Locale language, String theme, String name) {
        List<String> complaints = new ArrayList<>();
        try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1366, 860))) {
            page.onConsoleMessage(message -> complain(message, complaints));
            page.onPageError(complaints::add);
            new Pages(language, theme, name)
                    .all()
                    .forEach((screen, each) -> show(page, language, theme, screen, each));
        }
        assertThat(complaints).as("what the browser complains of").isEmpty();
    }

    private static void show(
            Page page, Locale language, String theme, String screen, Pages.Page each) {
        shown = TEMPLATES.render(each.template(), each.view());
        page.navigate("http://localhost:" + server.getAddress().getPort() + "/");
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(
                                Path.of(
                                        "target/screens",
                                        "%s-%s-%s.png"
                                                .formatted(
                                                        screen, theme, language.getLanguage()))));
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits the window's width", screen)
                .isEqualTo(true);
        assertThat((List<?>) page.evaluate(Contrast.SCRIPT, CONTRAST_MIN))
                .as("texts of %s by %s that are too faint", screen, theme)
                .isEmpty();
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
    }

    /// Static files, webjars, the sample card.
    private static byte @Nullable [] file(HttpExchange exchange, String path) throws IOException {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String resource =
                switch (name) {
                    case "htmx.min.js" ->
                            "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
                    case "sse.js" -> "/META-INF/resources/webjars/htmx-ext-sse/2.2.2/sse.js";
                    case "front.svg", "back.svg", "portrait.svg" -> "/ampro/hub/web/" + name;
                    default -> "/ampro/hub/static/" + name;
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
