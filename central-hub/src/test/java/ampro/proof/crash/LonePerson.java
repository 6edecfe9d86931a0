package ampro.proof.crash;

import ampro.hub.demo.Box;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Somebody who is alone at a box when its one question is asked: answers from what lies in the
/// trays, and leaves the second answer to the hub.
final class LonePerson {
    /// As the demo staffs its boxes.
    private static final Map<String, String> ACCOUNT = Map.of("id", "faly", "pin", "482915");

    private final HttpClient http;
    private final Path station;
    private final Box box;
    private String cookie = "";

    /// `station` is the folder in which the station says where its screen is.
    LonePerson(HttpClient http, Path station, Box box) {
        this.http = http;
        this.station = station;
        this.box = box;
    }

    /// Answers if the question is asked.
    void look() throws IOException, InterruptedException {
        HttpResponse<String> now = send("/now", Map.of());
        if (now.statusCode() == 401) {
            cookie =
                    send("/sign-in", ACCOUNT)
                            .headers()
                            .firstValue("set-cookie")
                            .map(value -> value.substring(0, value.indexOf(';')))
                            .orElse("");
            return;
        }
        JsonNode seen = new ObjectMapper().readTree(now.body());
        if (seen.path("screen").asText().equals("doubt")) {
            Map<String, String> form = new LinkedHashMap<>();
            form.put("token", seen.path("token").asText());
            form.put("idempotency", seen.path("lease").asText());
            form.put("second_at", "hub");
            form.putAll(found());
            send("/decide", form);
        }
    }

    private Map<String, String> found() throws IOException, InterruptedException {
        List<Box.Card> out = new ArrayList<>(box.cards("tray"));
        out.addAll(box.cards("reject"));
        return out.isEmpty()
                ? Map.of("answer", "not_fed", "hopper", "9")
                : Map.of("answer", "spoiled", "blank", out.getLast().blank());
    }

    /// A form, or a look where there is nothing to say.
    private HttpResponse<String> send(String path, Map<String, String> form)
            throws IOException, InterruptedException {
        JsonNode ready =
                new ObjectMapper().readTree(Files.readString(station.resolve("ready.json")));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(ready.path("touch").asText()).resolve(path));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        if (!form.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                            HttpRequest.BodyPublishers.ofString(
                                    form.entrySet().stream()
                                            .map(field ->
                                                    field.getKey()
                                                            + "="
                                                            + URLEncoder.encode(
                                                                    field.getValue(),
                                                                    StandardCharsets.UTF_8))
                                            .collect(Collectors.joining("&"))));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
