package ampro.proof.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A real station as a process of its own, with simulated devices, in a folder that outlives it.
public final class StationProgram implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final long END_SECONDS_MAX = 30;
    private static final String MAIN = "ampro.station.StationMain";

    private final Path folder;
    private final List<String> flags;
    private Path log;
    private @Nullable Process process;

    /// `flags` of the station beside its id, folder and simulated devices.
    public StationProgram(Path folder, List<String> flags) {
        this.folder = folder;
        this.flags = List.copyOf(flags);
        log = folder.resolveSibling(folder.getFileName() + ".log");
    }

    /// Where it may be written when the folder's own disk may not.
    public StationProgram loggingTo(Path file) {
        log = file;
        return this;
    }

    /// Starts it by this command in front of its own, such as a tracer; it is not waited for.
    public void start(String... by) throws IOException {
        List<String> command = new ArrayList<>(List.of(by));
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Xmx256m",
                        MAIN,
                        "--data",
                        folder.toString(),
                        "--hardware",
                        "simulated",
                        "--speed-factor",
                        "1000"));
        command.addAll(flags);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        process =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
    }

    /// What its ready-file says, when it is open for work.
    public JsonNode ready() throws IOException {
        Path file = folder.resolve("ready.json");
        await("the station is open for work")
                .atMost(START_MAX)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    assertThat(isRunning()).as(log()).isTrue();
                    return Files.isRegularFile(file)
                            && Files.readString(file).contains("\"pid\":" + pid());
                });
        return new ObjectMapper().readTree(Files.readString(file));
    }

    /// With a tracer in front, the program is its child.
    private long pid() {
        Process running = java.util.Objects.requireNonNull(process, "never started");
        return running.children()
                .filter(child -> child.info().commandLine().orElse("").contains(MAIN))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElse(running.pid());
    }

    public URI screen() throws IOException {
        return URI.create(ready().path("touch").asText());
    }

    public Path devices() {
        return folder.resolve("simulated");
    }

    public Path journal() {
        return folder.resolve("journal.db");
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /// Waits for its end; the exit code.
    public int end() throws IOException, InterruptedException {
        Process running = java.util.Objects.requireNonNull(process, "never started");
        assertThat(running.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS))
                .as("the station ends: " + log())
                .isTrue();
        return running.exitValue();
    }

    /// `kill -9`.
    public void kill() throws IOException, InterruptedException {
        java.util.Objects.requireNonNull(process, "never started").destroyForcibly();
        end();
    }

    @Override
    public void close() {
        Process running = process;
        if (running == null) {
            return;
        }
        running.descendants().forEach(ProcessHandle::destroy);
        running.destroy();
        try {
            if (!running.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
