package ampro.station.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/// A person's hands and eyes at a simulated box, which is a process of its own.
final class BoxHands implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path devices;

    BoxHands(Path devices) {
        this.devices = devices;
    }

    JsonNode truth() throws IOException, InterruptedException {
        return JSON.readTree(
                http.send(
                                HttpRequest.newBuilder(at("/truth")).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    void post(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> done =
                http.send(
                        HttpRequest.newBuilder(at(path))
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(done.statusCode()).as(path + " " + json + ": " + done.body()).isEqualTo(200);
    }

    private URI at(String path) throws IOException {
        JsonNode ready = JSON.readTree(Files.readString(devices.resolve("ready.json")));
        return URI.create(ready.path("hands").asText() + path);
    }

    @Override
    public void close() {
        http.close();
    }
}
