package ampro.hub.staff;

import static ampro.hub.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.Browser;
import ampro.hub.RunningHub;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("route")
class SignInPagesTest {
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
    void whoIsNotSignedInIsAskedAndComesBackToWhatWasWanted() throws Exception {
        Browser browser = running.browser();
        HttpResponse<String> asked = browser.get("/applications?state=submitted&q=");
        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(location(asked))
                .isEqualTo("/sign-in?next=%2Fapplications%3Fstate%3Dsubmitted%26q%3D");
        HttpResponse<String> in =
                browser.submit(
                        location(asked),
                        "/sign-in",
                        Map.of(
                                "name", "officer",
                                "password", RunningHub.PASSWORD,
                                "next", "/applications?state=submitted&q="));
        assertThat(location(in)).isEqualTo("/applications?state=submitted&q=");
        assertThat(browser.get(location(in)).statusCode()).isEqualTo(200);
    }

    @Test
    void theSessionIsOutOfReachOfScriptsAndOtherSites() throws Exception {
        HttpResponse<String> in =
                running.browser()
                        .post(
                                "/sign-in",
                                Map.of("name", "viewer", "password", RunningHub.PASSWORD));
        assertThat(in.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("hub=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/");
    }

    @Test
    void aWrongPasswordIsRefusedWithoutSayingWhatWasWrong() throws Exception {
        Browser browser = running.browser();
        Map<String, String> wrong = Map.of("name", "officer", "password", "not the password");
        HttpResponse<String> refused = browser.post("/sign-in", wrong);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body())
                .contains("Name or password is not right")
                .doesNotContain("not the password");
        Map<String, String> unknown = Map.of("name", "nobody", "password", "not the password");
        assertThat(browser.post("/sign-in", unknown).body())
                .contains("Name or password is not right");
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/", "//example.org/", "/\\example.org", "x", ""})
    void nobodyIsSentToAnotherHost(String next) throws Exception {
        HttpResponse<String> in =
                running.browser()
                        .post(
                                "/sign-in",
                                Map.of(
                                        "name",
                                        "viewer",
                                        "password",
                                        RunningHub.PASSWORD,
                                        "next",
                                        next));
        assertThat(location(in)).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({
        "officer, /applications",
        "shipping, /parcels",
        "collection, /hand-over",
        "technician, /stations",
        "manager, /"
    })
    void everybodyBeginsWhereTheyWork(String account, String landing) throws Exception {
        Map<String, String> fields =
                Map.of("name", account, "password", RunningHub.PASSWORD, "next", "/");
        assertThat(location(running.browser().post("/sign-in", fields))).isEqualTo(landing);
    }

    @Test
    void signingInFromAnotherSiteIsRefused() throws Exception {
        Browser browser = running.browser();
        assertThat(browser.foreignPost("/sign-in").statusCode()).isEqualTo(403);
    }

    @Test
    void signingOutEndsTheSession() throws Exception {
        Browser browser = running.signedIn("viewer");
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        assertThat(location(browser.submit("/", "/sign-out", Map.of()))).isEqualTo("/sign-in");
        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        Browser browser = running.signedIn("viewer");
        assertThat(browser.post("/sign-out", Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.post("/sign-out", Map.of("token", "guessed")).statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
    }
}
