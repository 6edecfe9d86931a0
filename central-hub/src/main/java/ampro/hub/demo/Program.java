package ampro.hub.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One program of the product as a process of its own, started again when it was killed.
public final class Program implements AutoCloseable {
    /// It starts within seconds, or ends; on a machine that has no time for it, within minutes.
    private static final Duration READY_MAX = Duration.ofMinutes(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration STOP_MAX = Duration.ofSeconds(8);

    private final String name;
    private final Path readyFile;
    private final String classPath;
    private final List<String> command;
    private final Path log;
    private final Consumer<Duration> pause;
    private volatile UnaryOperator<List<String>> order = command -> command;
    private volatile @Nullable Process process;
    private volatile boolean open = true;

    /// `classPath` and `main` are run by this JVM's own java; the program writes `readyFile`.
    Program(
            String name,
            String classPath,
            String main,
            Path data,
            List<String> arguments,
            Consumer<Duration> pause) {
        this.name = name;
        this.classPath = classPath;
        this.pause = pause;
        readyFile = data.resolve("ready.json");
        log = data.resolve("log");
        command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx384m",
                                main,
                                "--data",
                                data.toString()));
        command.addAll(arguments);
    }

    /// From now on it is started by what this makes of its command: a proof arms it, or watches it.
    public void order(UnaryOperator<List<String>> how) {
        order = how;
    }

    /// From now on it is started with this value for a flag it was given: others know it by that.
    void pin(String flag, String value) {
        command.set(command.indexOf(flag) + 1, value);
    }

    String name() {
        return name;
    }

    /// Starts it and returns what its ready-file says.
    public JsonNode start() throws IOException {
        Files.deleteIfExists(readyFile);
        Process started = launch();
        Duration waited = Duration.ZERO;
        while (!Files.isRegularFile(readyFile)) {
            if (!started.isAlive() || waited.compareTo(READY_MAX) > 0) {
                started.destroyForcibly();
                throw new IOException(name + " did not start, see " + log);
            }
            pause.accept(LOOK_AGAIN);
            waited = waited.plus(LOOK_AGAIN);
        }
        return new ObjectMapper().readTree(Files.readString(readyFile));
    }

    /// Never after it was closed: nobody would stop it.
    private synchronized Process launch() throws IOException {
        if (!open) {
            throw new IOException(name + " was stopped");
        }
        ProcessBuilder builder = new ProcessBuilder(order.apply(command));
        // not on the command line: people and programs tell a process by that, and it is cut
        builder.environment().put("CLASSPATH", classPath);
        Process started =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        process = started;
        return started;
    }

    /// Its process, as it was last started.
    public Process process() {
        return Objects.requireNonNull(process, "not started");
    }

    /// Whether it ended although nobody stopped it.
    public boolean hasDied() {
        Process running = process;
        return open && running != null && !running.isAlive();
    }

    @Override
    public void close() {
        Process running;
        synchronized (this) {
            open = false;
            running = process;
        }
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
