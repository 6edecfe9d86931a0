package ampro.station.touch;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.Profiles;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.LeaseState;
import ampro.station.job.CardFaces;
import ampro.station.job.CardWorker;
import ampro.station.job.Guard;
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
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/// The touchscreen on a real port before a real journal, two people with a PIN, and a browser.
final class TouchBench implements AutoCloseable {
    static final String PIN = "246813";

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
    final Bell bell = new Bell();
    final HttpClient http = HttpClient.newHttpClient();
    final OneStation station;
    volatile @Nullable Problem labelTrouble;
    private final WebServer web;

    TouchBench(Path folder) throws IOException {
        this(folder, new Guard(null));
    }

    TouchBench(Path folder, Guard guard) throws IOException {
        Files.writeString(
                folder.resolve("accounts.json"),
                "[%s,%s,%s]"
                        .formatted(
                                account("ada", "Ada", "operator"),
                                account("bea", "Bea", "operator"),
                                account("cleo", "Cleo", "manager")));
        station = new OneStation(folder, now::get, guard);
        CardWorker worker =
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
                                                                FeedingRule.ACKNOWLEDGED,
                                                                "evolis-reference"),
                                                        new Touchscreen.Hub(() -> true, () -> 0),
                                                        station.runner,
                                                        worker,
                                                        () -> Optional.ofNullable(labelTrouble),
                                                        faces,
                                                        station.leases::isUsed,
                                                        folder.resolve("accounts.json"),
                                                        bell,
                                                        now::get,
                                                        now::get,
                                                        new Random(7))))
                        .build()
                        .start();
    }

    @Override
    public void close() throws IOException {
        web.stop();
        http.close();
        station.close();
    }

    String signIn(String id) throws IOException, InterruptedException {
        HttpResponse<String> answer = trySignIn(id, PIN);
        String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    HttpResponse<String> trySignIn(String id, String pin) throws IOException, InterruptedException {
        return post("/sign-in", "", Map.of("id", id, "pin", pin));
    }

    JsonNode nowFor(String cookie) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get("/now", cookie).body());
    }

    Map<String, String> form(String cookie) throws IOException, InterruptedException {
        JsonNode seen = nowFor(cookie);
        Map<String, String> form = new TreeMap<>();
        form.put("token", seen.path("token").asText());
        form.put("idempotency", seen.path("lease").asText());
        return form;
    }

    Map<String, String> scanned(String cookie, int card, String blank)
            throws IOException, InterruptedException {
        Map<String, String> form = form(cookie);
        form.put("card", OneStation.code(card).text());
        form.put("blank", blank);
        return form;
    }

    Map<String, String> decision(String cookie, String answer, String second, String pin)
            throws IOException, InterruptedException {
        Map<String, String> form = form(cookie);
        form.put("answer", answer);
        form.put("hopper", "12");
        form.put("second", second);
        form.put("pin", pin);
        return form;
    }

    HttpResponse<String> get(String path, String cookie) throws IOException, InterruptedException {
        return http.send(request(path, cookie).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String cookie, Map<String, String> form)
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

    HttpRequest.Builder request(String path, String cookie) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                        .timeout(Duration.ofSeconds(30));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    LeaseState stateOf(int card) {
        return station.runner.state().lease(OneStation.token(card)).orElseThrow().state();
    }

    /// One account with [#PIN], hashed as cheaply as the form allows.
    private static String account(String id, String name, String role) {
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
        {"id":"%s","name":"%s","role":"%s","pin":"$argon2id$v=19$m=64,t=1,p=1$%s$%s"}
        """
                .formatted(
                        id, name, role, base64.encodeToString(salt), base64.encodeToString(hash));
    }
}
