package ampro.hub.demo;

import ampro.hub.web.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A program that uses the public API with a token, as any other would. `whileAway` is what happens
/// before a call that the hub did not even get is made again.
public record Api(
        HttpClient http, URI hub, String token, InstantSource clock, Office.Break whileAway) {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    /// A killed hub is there again within seconds.
    private static final Duration AWAY_MAX = Duration.ofMinutes(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    /// What came back: the status and its JSON.
    public record Answer(int status, JsonNode body) {
        public boolean ok() {
            return status < 300;
        }

        /// The body of an answer that must be a success.
        public JsonNode orThrow() {
            if (!ok()) {
                throw new IllegalStateException("the hub answered " + status + ": " + body);
            }
            return body;
        }
    }

    static Answer get(HttpClient http, URI address) throws IOException, InterruptedException {
        return send(http, HttpRequest.newBuilder(address));
    }

    static Answer post(HttpClient http, URI address, String json)
            throws IOException, InterruptedException {
        return send(
                http,
                HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return call(authorized(path), true);
    }

    public Answer post(String path, Object body) throws IOException, InterruptedException {
        return postText(path, Json.write(body));
    }

    public Answer postText(String path, String json) throws IOException, InterruptedException {
        return call(authorized(path).POST(HttpRequest.BodyPublishers.ofString(json)), false);
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(hub.resolve(path)).header("Authorization", "Bearer " + token);
    }

    /// A refused connection means that nothing was sent, and a question can always be asked again.
    /// Of a command that failed otherwise nobody knows what the hub made of it.
    private Answer call(HttpRequest.Builder request, boolean asks)
            throws IOException, InterruptedException {
        Instant end = clock.instant().plus(AWAY_MAX);
        while (true) {
            try {
                return send(http, request);
            } catch (IOException e) {
                boolean repeatable = asks || e instanceof ConnectException;
                if (!repeatable || clock.instant().isAfter(end)) {
                    throw new IOException("the hub at %s is away".formatted(hub), e);
                }
                whileAway.take();
            }
        }
    }

    private static Answer send(HttpClient http, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        request.timeout(ANSWER_MAX).build(), HttpResponse.BodyHandlers.ofString());
        String body = answer.body().isBlank() ? "{}" : answer.body();
        return new Answer(answer.statusCode(), JSON.readTree(body));
    }
}
