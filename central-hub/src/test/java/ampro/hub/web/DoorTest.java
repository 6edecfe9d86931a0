package ampro.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.Browser;
import ampro.hub.RunningHub;
import ampro.hub.staff.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds for every route of the running hub.
@Tag("route")
class DoorTest {
    private static final Map<String, String> JSON = Map.of("Accept", "application/json");

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
    void nothingIsAnsweredToStrangersButWhatIsPublic() throws Exception {
        Browser stranger = running.browser();
        for (Routes.Route route : running.hub.routes()) {
            int status = call(stranger, route, Map.of()).statusCode();
            if (route.permission() == Permission.PUBLIC) {
                assertThat(status).as(route.toString()).isNotEqualTo(303);
            } else if (isGet(route)) {
                assertThat(status).as("a browser at " + route).isEqualTo(303);
                assertThat(stranger.get(path(route), JSON).statusCode())
                        .as("a program at " + route)
                        .isEqualTo(401);
            } else {
                assertThat(status).as(route.toString()).isEqualTo(303);
            }
        }
    }

    @Test
    void aRoleIsRefusedWhatItMayNot() throws Exception {
        for (Role role : List.of(Role.VIEWER, Role.OFFICER, Role.SHIPPING)) {
            Browser browser = running.signedIn(role.code());
            String token =
                    String.valueOf(
                            Browser.fields(browser.get("/").body(), "/sign-out", Map.of())
                                    .get("token"));
            for (Routes.Route route : running.hub.routes()) {
                boolean may =
                        route.permission() == Permission.PUBLIC
                                || role.permissions().contains(route.permission());
                if (!may) {
                    assertThat(call(browser, route, Map.of("token", token)).statusCode())
                            .as("%s at %s", role, route)
                            .isEqualTo(403);
                }
            }
        }
    }

    @Test
    void aChangeWithoutTheFormsTokenIsRefusedEverywhere() throws Exception {
        Browser browser = running.signedIn("manager");
        for (Routes.Route route : running.hub.routes()) {
            if (!isGet(route) && route.permission() != Permission.PUBLIC) {
                assertThat(call(browser, route, Map.of()).statusCode())
                        .as(route.toString())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void everyAnswerCarriesThePolicy() throws Exception {
        Browser stranger = running.browser();
        Browser viewer = running.signedIn("viewer");
        for (HttpResponse<String> answer :
                List.of(
                        stranger.get("/"),
                        stranger.get("/sign-in"),
                        stranger.get("/nothing"),
                        stranger.get("/static/style.css"),
                        stranger.get("/static/nothing.css"),
                        viewer.get("/"),
                        viewer.get("/applications/A-999999"),
                        viewer.get("/api/v1/applications", JSON),
                        stranger.get("/nothing", Map.of("X-Long", "x".repeat(20_000))))) {
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse("none"))
                    .as("%s: %d", answer.uri(), answer.statusCode())
                    .startsWith("default-src 'none';")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void whatIsNotThereIsToldAsAPageOrAsAProblem() throws Exception {
        Browser viewer = running.signedIn("viewer");
        HttpResponse<String> page = viewer.get("/nothing");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here", "The viewer");
        HttpResponse<String> problem = viewer.get("/api/v1/nothing", JSON);
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @Test
    void aTooLongHeaderIsRefusedAsAProblem() throws Exception {
        HttpResponse<String> refused =
                running.browser().get("/", Map.of("X-Long", "x".repeat(20_000)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    /// The body is announced and not sent: a client that still sends may lose the answer with the
    /// connection, and then nobody could tell a refusal from a crash.
    @Test
    void aTooLargeBodyIsRefused() throws Exception {
        assertThat(raw("Content-Length: %d\r\n\r\n".formatted(17 << 20)))
                .startsWith("HTTP/1.1 413");
        assertThat(running.browser().get("/sign-in").statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyThatCannotBeReadAsAnnouncedIsTheCallersMistake() throws Exception {
        String form = "Content-Type: application/x-www-form-urlencoded\r\n";
        assertThat(raw(form + "Content-Length: 8\r\n\r\nname=%zz")).startsWith("HTTP/1.1 400");
        assertThat(raw(form + "Transfer-Encoding: chunked\r\n\r\nzz\r\nname=a\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(running.browser().get("/sign-in").statusCode()).isEqualTo(200);
    }

    /// The first line of the answer to a sign-in with these headers and this body.
    private static String raw(String rest) throws IOException {
        URI hub = running.hub.address();
        try (Socket socket = new Socket(hub.getHost(), hub.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("POST /sign-in HTTP/1.1\r\nHost: hub\r\n" + rest)
                                    .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    void thePageSpeaksTheReadersLanguage() throws Exception {
        Browser viewer = running.signedIn("viewer");
        Map<String, String> french = new LinkedHashMap<>();
        french.put("Accept", "text/html");
        french.put("Accept-Language", "fr-MG,fr;q=0.9,en;q=0.5");
        assertThat(viewer.get("/", french).body()).contains("<html lang=\"fr\"", "Vue d’ensemble");
        assertThat(viewer.get("/?lang=fr").body()).contains("<html lang=\"fr\"");
        assertThat(viewer.get("/applications").body()).as("it stays").contains("lang=\"fr\"");
        assertThat(viewer.get("/?lang=en", french).body()).contains("<html lang=\"en\"");
        assertThat(viewer.get("/?lang=xx").body()).contains("<html lang=\"en\"");
    }

    private static boolean isGet(Routes.Route route) {
        return route.method().text().equals("GET");
    }

    private static HttpResponse<String> call(
            Browser browser, Routes.Route route, Map<String, String> fields)
            throws IOException, InterruptedException {
        return isGet(route) ? browser.get(path(route)) : browser.post(path(route), fields);
    }

    private static String path(Routes.Route route) {
        return route.path().replaceAll("[{][a-z]+[}]", "1");
    }
}
