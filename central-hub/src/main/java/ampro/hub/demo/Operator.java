package ampro.hub.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The simulated operator of one station: signs in at its screen with a demo account, scans every
/// card that comes out and the blank it is made of, answers the one question from what lies in the
/// trays, and says that a printer was changed, both with the supervisor as second person.
final class Operator {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

    private final HttpClient http;
    private final URI screen;
    private final Box box;
    private final Duration pause;
    private final InstantSource clock;
    private @Nullable String cookie;
    private @Nullable String judging;
    private Instant since = Instant.EPOCH;
    private int unreadable;
    private int smeared;

    /// `pause` is how long the operator looks at a card before judging it, `smeared` how many are
    /// no good.
    Operator(
            HttpClient http,
            URI screen,
            Box box,
            Duration pause,
            int smeared,
            InstantSource clock) {
        this.http = http;
        this.screen = screen;
        this.box = box;
        this.pause = pause;
        this.smeared = smeared;
        this.clock = clock;
    }

    /// Looks at the screen once and does what it asks for; says what was done, if anything.
    Optional<String> lookOnce() throws IOException, InterruptedException {
        HttpResponse<String> now = get("/now");
        if (now.statusCode() == 401) {
            signIn();
            return Optional.empty();
        }
        JsonNode seen = new ObjectMapper().readTree(now.body());
        if (isStillLooking(seen.path("lease").asText() + seen.path("screen").asText())) {
            return Optional.empty();
        }
        return switch (seen.path("screen").asText()) {
            case "check" -> check(seen);
            case "spoil" -> spoil(seen, "incomplete");
            case "doubt" -> answer(seen);
            case "trouble stop" -> unlock(seen);
            default -> Optional.empty();
        };
    }

    private boolean isStillLooking(String at) {
        if (!at.equals(judging)) {
            judging = at;
            since = clock.instant();
        }
        return clock.instant().isBefore(since.plus(pause));
    }

    private void signIn() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                post("/sign-in", Map.of("id", DemoPeople.OPERATOR, "pin", DemoPeople.PIN));
        answer.headers()
                .firstValue("set-cookie")
                .ifPresent(value -> cookie = value.substring(0, value.indexOf(';')));
    }

    private Optional<String> check(JsonNode seen) throws IOException, InterruptedException {
        List<Box.Card> tray = box.cards("tray");
        if (tray.isEmpty()) {
            return spoil(seen, "smeared"); // put into the reject box, and the screen went dark
        }
        if (smeared > 0) {
            smeared--;
            return spoil(seen, "smeared");
        }
        Box.Card card = tray.getLast();
        Optional<String> scanned = Box.scan(card);
        if (scanned.isEmpty()) {
            unreadable++;
            return unreadable < 3 ? Optional.empty() : spoil(seen, "smeared");
        }
        unreadable = 0;
        Map<String, String> form = form(seen);
        form.put("card", scanned.get());
        form.put("blank", card.blank());
        post("/good", form);
        box.take("tray", card.blank());
        return Optional.of(seen.path("job").asText() + " is good, blank " + card.blank());
    }

    private Optional<String> spoil(JsonNode seen, String reason)
            throws IOException, InterruptedException {
        for (Box.Card card : box.cards("tray")) {
            box.toReject(card.blank());
        }
        Optional<Box.Card> card = box.cards("reject").stream().reduce((a, b) -> b);
        if (card.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> form = form(seen);
        form.put("reason", reason);
        form.put("blank", card.get().blank());
        post("/spoil", form);
        box.take("reject", card.get().blank());
        return Optional.of(seen.path("job").asText() + " is spoiled");
    }

    /// Facts only: a card in the tray that can be read, a card in the reject box, or neither.
    private Optional<String> answer(JsonNode seen) throws IOException, InterruptedException {
        Map<String, String> form = signedByTwo(seen);
        List<Box.Card> tray = box.cards("tray");
        List<Box.Card> reject = box.cards("reject");
        if (!tray.isEmpty() && Box.scan(tray.getLast()).isPresent()) {
            form.put("answer", "good");
            form.put("card", Box.scan(tray.getLast()).orElseThrow());
            form.put("blank", tray.getLast().blank());
            post("/decide", form);
            box.take("tray", tray.getLast().blank());
        } else if (!tray.isEmpty() || !reject.isEmpty()) {
            for (Box.Card card : tray) {
                box.toReject(card.blank());
            }
            Box.Card spoiled = box.cards("reject").getLast();
            form.put("answer", "spoiled");
            form.put("blank", spoiled.blank());
            post("/decide", form);
            box.take("reject", spoiled.blank());
        } else {
            form.put("answer", "not_fed");
            form.put("hopper", String.valueOf(box.hopper()));
            post("/decide", form);
        }
        return Optional.of(
                "%s was in doubt; two people say %s"
                        .formatted(seen.path("job").asText(), form.get("answer")));
    }

    /// Who works here knows whether the printer was changed.
    private Optional<String> unlock(JsonNode seen) throws IOException, InterruptedException {
        if (!seen.path("state").asText().equals("locked")) {
            return Optional.empty();
        }
        post("/changed", signedByTwo(seen));
        return Optional.of("two people say that the printer was changed");
    }

    private static Map<String, String> signedByTwo(JsonNode seen) {
        Map<String, String> form = form(seen);
        form.put("second", DemoPeople.SUPERVISOR);
        form.put("pin", DemoPeople.PIN);
        return form;
    }

    private static Map<String, String> form(JsonNode seen) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", seen.path("token").asText());
        form.put("idempotency", seen.path("lease").asText());
        return form;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpResponse<String> post(String path, Map<String, String> form)
            throws IOException, InterruptedException {
        String body =
                form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(screen.resolve(path)).timeout(ANSWER_MAX);
        return cookie == null ? request : request.header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
