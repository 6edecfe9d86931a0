package ampro.station.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The box as its own process.
@Tag("device")
class SimulatedDevicesMainTest {
    private static final Duration START_MAX = Duration.ofSeconds(30);

    @TempDir Path dir;
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(String... command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(dir.resolve("out-" + started.size() + ".txt").toFile())
                        .start();
        started.add(process);
        return process;
    }

    private Process box(long owner, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SimulatedDevicesMain.class.getName(),
                                "--data",
                                dir.resolve("box").toString(),
                                "--card-printer",
                                "evolis-reference",
                                "--label-printer",
                                "zpl-reference",
                                "--speed-factor",
                                "1000",
                                "--ready-file",
                                dir.resolve("ready.json").toString(),
                                "--owner",
                                "" + owner));
        command.addAll(List.of(more));
        return start(command.toArray(String[]::new));
    }

    private JsonNode ready(Process process) {
        await("the ready file")
                .atMost(START_MAX)
                .until(() ->
                        Files.exists(dir.resolve("ready.json"))
                                && readyFile().path("pid").asLong() == process.pid());
        return readyFile();
    }

    private JsonNode readyFile() {
        try {
            return Truth.JSON.readTree(dir.resolve("ready.json").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void killedBoxKeepsItsCardAndEndsWhenItsOwnerIsGone() throws Exception {
        Process first = box(ProcessHandle.current().pid());
        JsonNode ready = ready(first);
        try (Client line = new Client(Path.of(ready.path("cardPort").asText()));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest load =
                    HttpRequest.newBuilder(URI.create(ready.path("hands").asText() + "/hopper"))
                            .POST(HttpRequest.BodyPublishers.ofString("{\"blanks\":[\"B7\"]}"))
                            .build();
            assertThat(http.send(load, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            assertThat(line.ask("Si")).isEqualTo("OK");
        }
        first.destroyForcibly().waitFor();

        Process owner = start("sleep", "600");
        Process second = box(owner.pid());
        JsonNode again = ready(second);
        try (Client line = new Client(Path.of(again.path("cardPort").asText()))) {
            assertThat(line.ask("Rlr;p")).isEqualTo("CARD");
            assertThat(line.ask("Rco;c")).isEqualTo("1");
        }
        assertThat(Path.of(again.path("labelPort").asText())).exists();
        Process third = box(owner.pid());
        assertThat(third.waitFor(30, TimeUnit.SECONDS)).as("the folder is taken").isTrue();
        assertThat(third.exitValue()).isNotZero();

        owner.destroyForcibly().waitFor();
        assertThat(second.waitFor(10, TimeUnit.SECONDS)).as("ended with its owner").isTrue();
    }

    @Test
    void endsBySigterm() throws Exception {
        Process box = box(ProcessHandle.current().pid());
        ready(box);
        box.destroy();
        assertThat(box.waitFor(10, TimeUnit.SECONDS)).as("ended").isTrue();
    }

    @Test
    void wrongArgumentsAndScriptsAreToldInOneLine() throws Exception {
        Path script = Files.writeString(dir.resolve("faults.txt"), "jam\nexplode\n");
        Process box = box(ProcessHandle.current().pid(), "--faults", script.toString());
        assertThat(box.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(box.exitValue()).isEqualTo(2);
        assertThat(Files.readAllLines(dir.resolve("out-0.txt")))
                .singleElement()
                .asString()
                .startsWith("simulated devices: line 2: unknown fault 'explode'");
    }
}
