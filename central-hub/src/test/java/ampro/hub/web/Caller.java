package ampro.hub.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A program that calls the API, as whoever its Authorization header says.
record Caller(URI hub, @Nullable String authorization) {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// What came back, and whether it called itself a problem document.
    record Answer(int status, boolean isProblem, JsonNode body) {
        String title() {
            return body.path("title").asText();
        }
    }

    static Caller bearer(URI hub, String token) {
        return new Caller(hub, "Bearer " + token);
    }

    static Caller basic(URI hub, String id, String secret) {
        String pair = id + ":" + secret;
        return new Caller(hub, "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(hub.resolve(path)));
    }

    Answer post(String path, Object body) throws IOException, InterruptedException {
        return postText(path, body instanceof JsonNode ? body.toString() : Json.write(body));
    }

    Answer postText(String path, String body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(hub.resolve(path))
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer post(String path) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(hub.resolve(path))
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> answer =
                HTTP.send(
                        request.timeout(ANSWER_MAX).build(), HttpResponse.BodyHandlers.ofString());
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return new Answer(
                answer.statusCode(),
                type.equals("application/problem+json"),
                JSON.readTree(answer.body().isBlank() ? "null" : answer.body()));
    }
}
