package ampro.station.hardware.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// The simulated devices' process, as the station sees it: found where it lives, started where it
/// does not. It outlives a station that is killed, as a real printer does, and ends with the
/// station that stops or with the process that started the station.
public final class SimulatedBox implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final String MAIN =
            SimulatedBox.class.getPackageName() + ".SimulatedDevicesMain";

    private final Path readyFile;

    /// Which models, in which folder, how much faster than life.
    public record Plan(Path data, String cardPrinter, String labelPrinter, double speedFactor) {}

    public SimulatedBox(Plan plan, Consumer<Duration> pause) throws IOException {
        Path folder = plan.data().toAbsolutePath();
        readyFile = folder.resolve("ready.json");
        Files.createDirectories(folder);
        if (living().isPresent()) {
            return;
        }
        Files.deleteIfExists(readyFile);
        start(plan, folder);
        Duration waited = Duration.ZERO;
        while (living().isEmpty()) {
            if (waited.compareTo(START_MAX) > 0) {
                throw new IOException(
                        "the simulated devices did not start, see " + folder.resolve("log"));
            }
            pause.accept(LOOK_AGAIN);
            waited = waited.plus(LOOK_AGAIN);
        }
    }

    /// Where a device's line is now; an unplugged one has none.
    public Path port(String name) throws IOException {
        JsonNode port = ready().path(name);
        if (!port.isTextual()) {
            throw new IOException("the cable of " + name + " is unplugged");
        }
        return Path.of(port.asText());
    }

    private JsonNode ready() throws IOException {
        return new ObjectMapper().readTree(Files.readString(readyFile));
    }

    private Optional<ProcessHandle> living() throws IOException {
        if (!Files.isRegularFile(readyFile)) {
            return Optional.empty();
        }
        return ProcessHandle.of(ready().path("pid").asLong())
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info().commandLine().orElse("").contains(MAIN));
    }

    private void start(Plan plan, Path folder) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        MAIN,
                        "--data",
                        folder.toString(),
                        "--card-printer",
                        plan.cardPrinter(),
                        "--label-printer",
                        plan.labelPrinter(),
                        "--speed-factor",
                        String.valueOf(plan.speedFactor()),
                        "--ready-file",
                        readyFile.toString(),
                        "--owner",
                        String.valueOf(self.parent().orElse(self).pid()));
        // not on the command line, by which a living one is told: it would be cut
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    @Override
    public void close() throws IOException {
        living().ifPresent(ProcessHandle::destroy);
    }
}
