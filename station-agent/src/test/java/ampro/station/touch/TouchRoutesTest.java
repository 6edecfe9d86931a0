package ampro.station.touch;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.profile.Profiles;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.LeaseState;
import ampro.station.job.CardFaces;
import ampro.station.job.CardWorker;
import ampro.station.job.OneStation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The touchscreen over real HTTP, before a real journal.
@Tag("route")
@Timeout(120)
class TouchRoutesTest {
    private static final String PIN = "246813";
    private static final String REFUSED_BLANK = "This blank does not belong to this card.";

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
    private final Bell bell = new Bell();
    private final HttpClient http = HttpClient.newHttpClient();
    @TempDir private Path folder;
    private OneStation station;
    private CardWorker worker;
    private WebServer web;

    @BeforeEach
    void open() throws IOException {
        Files.writeString(
                folder.resolve("accounts.json"),
                "[%s,%s]".formatted(account("ada", "Ada"), account("bea", "Bea")));
        station = new OneStation(folder, now::get);
        worker =
                new CardWorker(
                        Profiles.load().cardPrinter("evolis-reference"),
                        () -> {
                            throw new IOException("no printer here");
                        },
                        station.leases,
                        station.runner,
                        Duration.ZERO,
                        pause -> {},
                        () -> {});
        CardFaces faces = new CardFaces(station.leases);
        station.runner.watch(bell::ring);
        web =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .shutdownHook(false)
                        .routing(
                                HttpRouting.builder()
                                        .register(
                                                "/",
                                                Touchscreen.routes(
                                                        new Touchscreen.Box(
                                                                "tnr-01",
                                                                "Antananarivo",
                                                                true,
                                                                "evolis-reference"),
                                                        new Touchscreen.Hub(() -> true, () -> 0),
                                                        station.runner,
                                                        worker,
                                                        faces,
                                                        station.leases::isUsed,
                                                        folder.resolve("accounts.json"),
                                                        bell,
                                                        now::get,
                                                        new Random(7))))
                        .build()
                        .start();
    }

    @AfterEach
    void close() throws IOException {
        web.stop();
        http.close();
        station.close();
    }

    @Test
    void theServerIsOurs() throws Exception {
        assertThat(get("/", "").body()).contains("TNR-01").contains("Who is at the box?");
    }

    @Test
    void whoSignsInSeesTheCardAndWhoSignsOutDoesNot() throws Exception {
        station.cardOut(1);
        String ada = signIn("ada");
        assertThat(get("/", ada).body()).contains(OneStation.HOLDER).contains("Check this card");
        post("/sign-out", ada, form(ada));
        assertThat(get("/", ada).body()).doesNotContain(OneStation.HOLDER);
        assertThat(get("/now", ada).statusCode()).isEqualTo(401);
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
        station.cardOut(1);
        HttpResponse<String> answer = get(path, "touch=guessed");
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
        station.cardOut(1);
        String ada = signIn("ada");
        Map<String, String> form = scanned(ada, 1, "B0000001");
        form.put("reason", "colour");
        assertThat(post(path, "", form).body()).contains("Who is at the box?");
        form.put("token", "forged");
        assertThat(post(path, ada, form).body()).contains("Who is at the box?");
        form.remove("token");
        assertThat(post(path, ada, form).body()).contains("Who is at the box?");
        assertThat(stateOf(1)).isEqualTo(LeaseState.EJECTED);
        assertThat(get("/now", ada).statusCode()).as("still signed in").isEqualTo(200);
    }

    @Test
    void fiveWrongPinsLockTheAccountForAQuarterOfAnHour() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(trySignIn("ada", "000000").body()).contains("Number or PIN is not right.");
        }
        assertThat(trySignIn("ada", PIN).body())
                .as("even the right one")
                .contains("Too many tries");
        assertThat(trySignIn("bea", PIN).statusCode()).as("the others go on").isEqualTo(303);
        pass(Duration.ofMinutes(16));
        assertThat(trySignIn("ada", PIN).statusCode()).isEqualTo(303);
    }

    @Test
    void manyPinsAtOnceAreNoMoreThanFiveTries() {
        List<String> answers =
                IntStream.range(0, 20)
                        .parallel()
                        .mapToObj(i -> {
                            try {
                                return trySignIn("ada", "00%04d".formatted(i)).body();
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .toList();
        assertThat(answers).filteredOn(body -> body.contains("is not right")).hasSize(5);
    }

    @Test
    void strangerIsToldNoMoreThanAWrongPin() throws Exception {
        assertThat(trySignIn("nobody", PIN).body()).contains("Number or PIN is not right.");
        assertThat(trySignIn("", "").body()).contains("Number or PIN is not right.");
    }

    @Test
    void cardAndBlankThatFitAreGoodAndASecondTapIsNothing() throws Exception {
        station.cardOut(1);
        String ada = signIn("ada");
        Map<String, String> form = scanned(ada, 1, "B0000001");
        assertThat(post("/good", ada, form).statusCode()).isEqualTo(303);
        assertThat(post("/good", ada, form).statusCode()).isEqualTo(303);
        form.put("reason", "colour");
        assertThat(post("/spoil", ada, form).statusCode()).isEqualTo(303);
        assertThat(station.claims(1)).containsOnlyOnce(EventType.GOOD).endsWith(EventType.GOOD);
    }

    @Test
    void lateTapForTheLastCardDoesNotCountForThisOne() throws Exception {
        station.cardOut(1);
        String ada = signIn("ada");
        Map<String, String> first = scanned(ada, 1, "B0000001");
        post("/good", ada, first);
        station.cardOut(2);
        first.put("card", OneStation.code(2).text());
        first.put("blank", "B0000002");
        post("/good", ada, first);
        assertThat(stateOf(2)).isEqualTo(LeaseState.EJECTED);
    }

    @Test
    void anotherCardIsRefused() throws Exception {
        station.cardOut(1);
        String ada = signIn("ada");
        assertThat(post("/good", ada, scanned(ada, 2, "B0000001")).body())
                .contains("This is another card.");
        assertThat(stateOf(1)).isEqualTo(LeaseState.EJECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AMPRO1", "B0000001", "<script>alert(1)</script>"})
    void whatCannotBeReadIsRefused(String scan) throws Exception {
        station.cardOut(1);
        String ada = signIn("ada");
        Map<String, String> form = scanned(ada, 1, "B0000001");
        form.put("card", scan);
        assertThat(post("/good", ada, form).body())
                .contains("could not be read")
                .doesNotContain("<script>alert");
        assertThat(stateOf(1)).isEqualTo(LeaseState.EJECTED);
    }

    @Test
    void blankOfAnEarlierCardIsRefusedForGoodForSpoiledAndInDoubt() throws Exception {
        String ada = signIn("ada");
        station.cardOut(1);
        post("/good", ada, scanned(ada, 1, "B0000001"));
        station.cardOut(2);
        Map<String, String> again = scanned(ada, 2, "B0000001");
        assertThat(post("/good", ada, again).body()).contains(REFUSED_BLANK);
        again.put("reason", "colour");
        assertThat(post("/spoil", ada, again).body()).contains("colour");
        assertThat(stateOf(2)).isEqualTo(LeaseState.EJECTED);
        again.put("blank", "B0000002");
        post("/spoil", ada, again);
        assertThat(station.claims(2)).endsWith(EventType.SPOILED);
        station.cardInDoubt(3);
        Map<String, String> decision = decision(ada, "spoiled", "bea", PIN);
        decision.put("blank", "B0000002");
        assertThat(post("/decide", ada, decision).body())
                .contains("That blank does not belong to this card");
        assertThat(stateOf(3)).isEqualTo(LeaseState.UNKNOWN);
    }

    @Test
    void spoiledNeedsOneOfTheReasons() throws Exception {
        station.cardOut(1);
        String ada = signIn("ada");
        Map<String, String> form = scanned(ada, 1, "B0000001");
        form.put("reason", "bored");
        post("/spoil", ada, form);
        assertThat(stateOf(1)).isEqualTo(LeaseState.EJECTED);
    }

    @Test
    void samePersonTwiceDecidesNothing() throws Exception {
        station.cardInDoubt(1);
        String ada = signIn("ada");
        assertThat(post("/decide", ada, decision(ada, "not_fed", "ada", PIN)).body())
                .contains("must be somebody else");
        assertThat(stateOf(1)).isEqualTo(LeaseState.UNKNOWN);
    }

    @Test
    void secondPersonNeedsHerPin() throws Exception {
        station.cardInDoubt(1);
        String ada = signIn("ada");
        for (int i = 0; i < 5; i++) {
            assertThat(post("/decide", ada, decision(ada, "not_fed", "bea", "000000")).body())
                    .contains("A PIN is not right");
        }
        assertThat(post("/decide", ada, decision(ada, "not_fed", "bea", PIN)).body())
                .contains("Too many tries");
        assertThat(stateOf(1)).isEqualTo(LeaseState.UNKNOWN);
    }

    @Test
    void twoPeopleDecideOnceOnFacts() throws Exception {
        station.cardInDoubt(1);
        String ada = signIn("ada");
        Map<String, String> decision = decision(ada, "not_fed", "bea", PIN);
        decision.put("hopper", "many");
        assertThat(post("/decide", ada, decision).body()).contains("count again");
        decision.put("hopper", "12");
        assertThat(post("/decide", ada, decision).statusCode()).isEqualTo(303);
        assertThat(post("/decide", ada, decision).statusCode()).isEqualTo(303);
        assertThat(station.claims(1)).containsOnlyOnce(EventType.ADJUDICATED);
        assertThat(station.events.after(0).getLast().facts().second()).isEqualTo("bea");
    }

    @Test
    void goodInDoubtNeedsTheCardItself() throws Exception {
        station.cardInDoubt(1);
        String ada = signIn("ada");
        Map<String, String> decision = decision(ada, "good", "bea", PIN);
        decision.put("card", OneStation.code(2).text());
        decision.put("blank", "B0000001");
        assertThat(post("/decide", ada, decision).body()).contains("That is another card");
        decision.put("answer", "probably");
        post("/decide", ada, decision);
        assertThat(stateOf(1)).isEqualTo(LeaseState.UNKNOWN);
    }

    @Test
    void screenThatIsOnlyLookedAtLocksAfterFiveMinutes() throws Exception {
        String ada = signIn("ada");
        for (int minute = 0; minute < 4; minute++) {
            pass(Duration.ofMinutes(1));
            assertThat(get("/now", ada).statusCode()).isEqualTo(200);
            assertThat(get("/", ada).statusCode()).isEqualTo(200);
        }
        pass(Duration.ofSeconds(61));
        assertThat(get("/now", ada).statusCode()).isEqualTo(401);
    }

    @Test
    void touchPutsOffTheLock() throws Exception {
        station.cardOut(1);
        String ada = signIn("ada");
        pass(Duration.ofMinutes(4));
        get("/spoil", ada);
        pass(Duration.ofMinutes(4));
        assertThat(get("/now", ada).statusCode()).isEqualTo(200);
        pass(Duration.ofMinutes(2));
        assertThat(get("/now", ada).statusCode()).isEqualTo(401);
    }

    @Test
    void liveScreenShowsChangesAndEndsWithItsSession() throws Exception {
        String ada = signIn("ada");
        HttpResponse<java.io.InputStream> live =
                http.send(request("/live", ada).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var reader =
                new java.io.BufferedReader(
                        new java.io.InputStreamReader(live.body(), StandardCharsets.UTF_8))) {
            station.cardOut(1);
            StringBuilder seen = new StringBuilder();
            while (!seen.toString().contains("Check this card")) {
                seen.append(reader.readLine());
            }
            assertThat(seen.toString()).contains("event:screen");
            pass(Duration.ofMinutes(6));
            bell.ring();
            while (reader.readLine() != null) {
                // until the server ends it
            }
        }
        assertThat(get("/now", ada).statusCode()).isEqualTo(401);
    }

    @Test
    void everyPageForbidsForeignScriptsAndCaching() throws Exception {
        String ada = signIn("ada");
        for (String path : List.of("/", "/sign-in", "/now")) {
            HttpResponse<String> answer = get(path, ada);
            assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                    .contains("script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2faccounts.json", "accounts.json", "logging.properties", "x.css"})
    void onlyStaticFilesAreServedAsSuch(String name) throws Exception {
        assertThat(get("/static/" + name, "").statusCode()).isEqualTo(404);
    }

    // --- a browser -------------------------------------------------------------------------------

    private String signIn(String id) throws IOException, InterruptedException {
        HttpResponse<String> answer = trySignIn(id, PIN);
        String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private HttpResponse<String> trySignIn(String id, String pin)
            throws IOException, InterruptedException {
        return post("/sign-in", "", Map.of("id", id, "pin", pin));
    }

    private JsonNode nowFor(String cookie) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get("/now", cookie).body());
    }

    private Map<String, String> form(String cookie) throws IOException, InterruptedException {
        JsonNode seen = nowFor(cookie);
        Map<String, String> form = new TreeMap<>();
        form.put("token", seen.path("token").asText());
        form.put("idempotency", seen.path("lease").asText());
        return form;
    }

    private Map<String, String> scanned(String cookie, int card, String blank)
            throws IOException, InterruptedException {
        Map<String, String> form = form(cookie);
        form.put("card", OneStation.code(card).text());
        form.put("blank", blank);
        return form;
    }

    private Map<String, String> decision(String cookie, String answer, String second, String pin)
            throws IOException, InterruptedException {
        Map<String, String> form = form(cookie);
        form.put("answer", answer);
        form.put("hopper", "12");
        form.put("second", second);
        form.put("pin", pin);
        return form;
    }

    private HttpResponse<String> get(String path, String cookie)
            throws IOException, InterruptedException {
        return http.send(request(path, cookie).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String cookie, Map<String, String> form)
            throws IOException, InterruptedException {
        String body =
                form.entrySet().stream()
                        .map(field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return http.send(
                request(path, cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String cookie) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                        .timeout(Duration.ofSeconds(30));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private LeaseState stateOf(int card) {
        return station.runner.state().lease(OneStation.token(card)).orElseThrow().state();
    }

    /// One account with [#PIN], hashed as cheaply as the form allows.
    private static String account(String id, String name) {
        byte[] salt = new byte[16];
        byte[] hash = new byte[32];
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withMemoryAsKB(64)
                        .withIterations(1)
                        .withParallelism(1)
                        .withSalt(salt)
                        .build());
        argon2.generateBytes(PIN.getBytes(StandardCharsets.UTF_8), hash);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return """
        {"id":"%s","name":"%s","role":"operator","pin":"$argon2id$v=19$m=64,t=1,p=1$%s$%s"}
        """
                .formatted(id, name, base64.encodeToString(salt), base64.encodeToString(hash));
    }
}
