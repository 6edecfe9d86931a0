package ampro.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole program as a process, with a hub and a broker that take connections and say nothing.
@Tag("device")
@Timeout(180)
class StationMainTest {
    private static final Duration STOP_MAX = Duration.ofSeconds(10);

    @TempDir private Path data;
    private final List<Process> started = new ArrayList<>();
    private ServerSocket silent;

    @BeforeEach
    void enrol() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Files.writeString(
                data.resolve("credential.json"),
                "{\"station\":\"tnr-01\",\"incarnation\":\"1\",\"secret\":\"s\"}");
    }

    @AfterEach
    void close() throws IOException {
        started.forEach(Process::destroyForcibly);
        silent.close();
    }

    @Test
    void stopsInTimeWithASilentHubAndThePrinterUnplugged() throws Exception {
        Process station = station();
        JsonNode ready = ready(station);
        JsonNode devices = json(data.resolve("simulated").resolve("ready.json"));
        post(URI.create(devices.path("hands").asText() + "/fault"), "{\"rule\":\"unplug card\"}");
        assertThat(get(URI.create(ready.path("touch").asText() + "/"))).contains("TNR-01");
        long before = System.nanoTime();
        station.destroy();
        assertThat(station.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(STOP_MAX);
        assertThat(station.exitValue()).as("SIGTERM, and no failure on the way").isEqualTo(143);
    }

    @Test
    void secondProgramInTheSameFolderDoesNotStart() throws Exception {
        Process first = station();
        ready(first);
        Process second = station();
        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(log()).contains("another program has the journal");
        assertThat(first.isAlive()).isTrue();
    }

    @Test
    void stationThatIsNotEnrolledSaysWhatToDo() throws Exception {
        Files.delete(data.resolve("credential.json"));
        Process station = station();
        assertThat(station.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(station.exitValue()).isEqualTo(1);
        assertThat(log()).contains("not enrolled").doesNotContain("Exception");
    }

    @Test
    void portThatIsTakenEndsTheProgramInsteadOfLeavingItHalfAlive() throws Exception {
        Process station = station("--port", String.valueOf(silent.getLocalPort()));
        assertThat(station.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(station.exitValue()).isEqualTo(1);
    }

    private Process station(String... more) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                StationMain.class.getName(),
                                "--id",
                                "tnr-01",
                                "--data",
                                data.toString(),
                                "--port",
                                "0",
                                "--hardware",
                                "simulated",
                                "--speed-factor",
                                "1000",
                                "--settle",
                                "1",
                                "--hub",
                                "http://127.0.0.1:" + silent.getLocalPort(),
                                "--broker",
                                "tcp://127.0.0.1:" + silent.getLocalPort()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
                        .start();
        started.add(process);
        return process;
    }

    private JsonNode ready(Process station) throws IOException {
        Path file = data.resolve("ready.json");
        await("the station is open for work")
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    assertThat(station.isAlive()).as(log()).isTrue();
                    return Files.isRegularFile(file);
                });
        JsonNode ready = json(file);
        assertThat(ready.path("pid").asLong()).as("it is ours").isEqualTo(station.pid());
        return ready;
    }

    private String log() throws IOException {
        return Files.readString(data.resolve("log"));
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    private static String get(URI address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(address).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static void post(URI address, String json) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(
                            http.send(
                                            HttpRequest.newBuilder(address)
                                                    .POST(HttpRequest.BodyPublishers.ofString(json))
                                                    .build(),
                                            HttpResponse.BodyHandlers.ofString())
                                    .statusCode())
                    .isEqualTo(200);
        }
    }
}
