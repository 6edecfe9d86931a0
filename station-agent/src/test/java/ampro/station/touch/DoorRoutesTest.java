package ampro.station.touch;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.LeaseState;
import ampro.station.job.OneStation;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who gets in, what is shown to nobody, and when the screen locks, over real HTTP.
@Tag("route")
@Timeout(120)
class DoorRoutesTest {
    @TempDir private Path folder;
    private TouchBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new TouchBench(folder);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void whoSignsInSeesTheCardAndWhoSignsOutDoesNot() throws Exception {
        bench.station.cardOut(1);
        String ada = bench.signIn("ada");
        assertThat(bench.get("/", ada).body())
                .contains(OneStation.HOLDER)
                .contains("Check this card");
        bench.post("/sign-out", ada, bench.form(ada));
        assertThat(bench.get("/", ada).body()).doesNotContain(OneStation.HOLDER);
        assertThat(bench.get("/now", ada).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/now",
                "/live",
                "/sign-in",
                "/spoil",
                "/decide?answer=good",
                "/card/1.1/front.png",
                "/card/1.1/back.png"
            })
    void nothingPersonalIsShownWithoutASession(String path) throws Exception {
        bench.station.cardOut(1);
        HttpResponse<String> answer = bench.get(path, "touch=guessed");
        assertThat(answer.body())
                .doesNotContain(OneStation.HOLDER)
                .doesNotContain(OneStation.code(1).licence())
                .doesNotContain("J-1");
        assertThat(answer.headers().firstValue("content-type").orElse(""))
                .doesNotContain("image/png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/good", "/spoil", "/decide", "/sign-out"})
    void formsWithoutASessionOrFromElsewhereChangeNothing(String path) throws Exception {
        bench.station.cardOut(1);
        String ada = bench.signIn("ada");
        Map<String, String> form = bench.scanned(ada, 1, "B0000001");
        form.put("reason", "colour");
        assertThat(bench.post(path, "", form).body()).contains("Who is at the box?");
        form.put("token", "forged");
        assertThat(bench.post(path, ada, form).body()).contains("Who is at the box?");
        form.remove("token");
        assertThat(bench.post(path, ada, form).body()).contains("Who is at the box?");
        assertThat(bench.stateOf(1)).isEqualTo(LeaseState.EJECTED);
        assertThat(bench.get("/now", ada).statusCode()).as("still signed in").isEqualTo(200);
    }

    @Test
    void fiveWrongPinsLockTheAccountForAQuarterOfAnHour() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(bench.trySignIn("ada", "000000").body())
                    .contains("Number or PIN is not right.");
        }
        assertThat(bench.trySignIn("ada", TouchBench.PIN).body())
                .as("even the right one")
                .contains("Too many tries");
        assertThat(bench.trySignIn("bea", TouchBench.PIN).statusCode())
                .as("the others go on")
                .isEqualTo(303);
        bench.pass(Duration.ofMinutes(16));
        assertThat(bench.trySignIn("ada", TouchBench.PIN).statusCode()).isEqualTo(303);
    }

    @Test
    void manyPinsAtOnceAreNoMoreThanFiveTries() {
        List<String> answers =
                IntStream.range(0, 20)
                        .parallel()
                        .mapToObj(i -> {
                            try {
                                return bench.trySignIn("ada", "00%04d".formatted(i)).body();
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .toList();
        assertThat(answers).filteredOn(body -> body.contains("is not right")).hasSize(5);
    }

    @Test
    void strangerIsToldNoMoreThanAWrongPin() throws Exception {
        assertThat(bench.trySignIn("nobody", TouchBench.PIN).body())
                .contains("Number or PIN is not right.");
        assertThat(bench.trySignIn("", "").body()).contains("Number or PIN is not right.");
    }

    @Test
    void screenThatIsOnlyLookedAtLocksAfterFiveMinutes() throws Exception {
        String ada = bench.signIn("ada");
        for (int minute = 0; minute < 4; minute++) {
            bench.pass(Duration.ofMinutes(1));
            assertThat(bench.get("/now", ada).statusCode()).isEqualTo(200);
            assertThat(bench.get("/", ada).statusCode()).isEqualTo(200);
        }
        bench.pass(Duration.ofSeconds(61));
        assertThat(bench.get("/now", ada).statusCode()).isEqualTo(401);
    }

    @Test
    void touchPutsOffTheLock() throws Exception {
        bench.station.cardOut(1);
        String ada = bench.signIn("ada");
        bench.pass(Duration.ofMinutes(4));
        bench.get("/spoil", ada);
        bench.pass(Duration.ofMinutes(4));
        assertThat(bench.get("/now", ada).statusCode()).isEqualTo(200);
        bench.pass(Duration.ofMinutes(2));
        assertThat(bench.get("/now", ada).statusCode()).isEqualTo(401);
    }

    @Test
    void liveScreenShowsChangesAndEndsWithItsSession() throws Exception {
        String ada = bench.signIn("ada");
        HttpResponse<java.io.InputStream> live =
                bench.http.send(
                        bench.request("/live", ada).build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (var reader =
                new java.io.BufferedReader(
                        new java.io.InputStreamReader(live.body(), StandardCharsets.UTF_8))) {
            bench.station.cardOut(1);
            StringBuilder seen = new StringBuilder();
            while (!seen.toString().contains("Check this card")) {
                seen.append(reader.readLine());
            }
            assertThat(seen.toString()).contains("event:screen");
            bench.pass(Duration.ofMinutes(6));
            bench.bell.ring();
            while (reader.readLine() != null) {
                // until the server ends it
            }
        }
        assertThat(bench.get("/now", ada).statusCode()).isEqualTo(401);
    }
}
