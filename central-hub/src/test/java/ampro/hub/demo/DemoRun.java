package ampro.hub.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// A real `demo --once` as a process of its own, with its folder and its end.
final class DemoRun implements AutoCloseable {
    static final Duration MAX = Duration.ofMinutes(3);

    private final Path folder;
    private final Process process;

    DemoRun(Path folder, String... arguments) throws IOException {
        this.folder = folder;
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                DemoMain.class.getName(),
                                "--home",
                                folder.toString(),
                                "--once",
                                "--limit",
                                "120",
                                "--out",
                                out().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        process =
                builder.redirectErrorStream(true)
                        .redirectOutput(folder.resolve("demo.log").toFile())
                        .start();
    }

    Path out() {
        return folder.resolve("out");
    }

    boolean isRunning() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("demo.log"));
    }

    /// Waits for the end and returns the exit code.
    int end() throws IOException, InterruptedException {
        assertThat(process.waitFor(MAX.toSeconds(), SECONDS))
                .describedAs("the demo ends within %s: %s", MAX, log())
                .isTrue();
        return process.exitValue();
    }

    /// `kill -9` of the program that keeps its data in this folder of the run.
    void kill(String data, String main) throws IOException {
        Path ready = out().resolve(data).resolve("ready.json");
        ProcessHandle program =
                ProcessHandle.of(
                                new ObjectMapper()
                                        .readTree(Files.readString(ready))
                                        .path("pid")
                                        .asLong())
                        .orElseThrow();
        assertThat(program.info().commandLine().orElse(""))
                .describedAs("the process is ours")
                .contains(main, folder.toString());
        program.destroyForcibly();
    }

    /// The first column of what a program's database has; nothing while the database is being made.
    static List<String> query(Path database, String sql) throws SQLException {
        if (!Files.isRegularFile(database)) {
            return List.of();
        }
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + database + "?busy_timeout=2000");
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("no such table")) {
                return List.of(); // it is just being made
            }
            throw e;
        }
    }

    JsonNode summary() throws IOException {
        return new ObjectMapper().readTree(Files.readString(out().resolve("summary.json")));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(20, SECONDS);
        } catch (TimeoutException | ExecutionException | InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
