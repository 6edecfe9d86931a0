package ampro.station.hardware.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real swtpm process, and tpm2-tools that speak to it or to a device file. Its memory is a
/// folder, so it forgets nothing when it is killed. It serves one connection at a time.
public final class SoftwareTpm implements AutoCloseable {
    private static final Duration START_WITHIN = Duration.ofSeconds(10);
    private static final int TOOL_SECONDS_MAX = 20;

    /// Between the choice of a port and its use another program may take it.
    private static final int PORT_TRIES_MAX = 10;

    private final Path folder;
    private final int port;
    private Process process;

    /// What a tool said; `text` is both of its outputs.
    public record Said(int code, String text) {}

    private SoftwareTpm(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    public static SoftwareTpm start(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("memory"));
        for (int tries = 1; ; tries++) {
            int port = freePair();
            Process process = launch(folder, port);
            if (listens(process, port)) {
                return new SoftwareTpm(folder, port, process);
            }
            assertThat(tries).as(log(folder)).isLessThan(PORT_TRIES_MAX);
        }
    }

    public URI uri() {
        return URI.create("tpm://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    /// Like a power cut: nothing is told to the chip beforehand.
    public void kill() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(START_WITHIN.toSeconds(), TimeUnit.SECONDS))
                    .as("swtpm " + process.pid() + " ended")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void restart() throws IOException {
        kill();
        process = launch(folder, port);
        assertThat(listens(process, port)).as(log(folder)).isTrue();
    }

    /// Runs one of tpm2-tools as a shell would, over this chip's socket.
    public String tool(String command) throws IOException {
        Said said = run(command, "swtpm:host=127.0.0.1,port=" + port);
        assertThat(said.code()).as(command + ": " + said.text()).isZero();
        return said.text();
    }

    /// The count as tpm2-tools see it.
    public long countByTools() throws IOException {
        Path file = folder.resolve("count");
        tool("tpm2_nvread 0x18A0001 -C 0x18A0001 -o " + file);
        return new BigInteger(1, Files.readAllBytes(file)).longValueExact();
    }

    static Said run(String command, String transport) throws IOException {
        Path output = Files.createTempFile("tool", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec " + command);
            builder.environment().put("TPM2TOOLS_TCTI", transport);
            Process tool =
                    builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
            boolean ended = tool.waitFor(TOOL_SECONDS_MAX, TimeUnit.SECONDS);
            tool.destroyForcibly();
            assertThat(ended).as(command + " ended in time").isTrue();
            return new Said(tool.exitValue(), Files.readString(output));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            Files.delete(output);
        }
    }

    @Override
    public void close() {
        kill();
    }

    /// The tools want swtpm's control port beside its port.
    private static int freePair() throws IOException {
        InetAddress local = InetAddress.getLoopbackAddress();
        for (int tries = 1; ; tries++) {
            try (ServerSocket one = new ServerSocket(0, 1, local);
                    ServerSocket next = new ServerSocket(one.getLocalPort() + 1, 1, local)) {
                assertThat(next.isBound()).isTrue();
                return one.getLocalPort();
            } catch (IOException | IllegalArgumentException e) {
                if (tries == PORT_TRIES_MAX) {
                    throw e;
                }
            }
        }
    }

    private static Process launch(Path folder, int port) throws IOException {
        List<String> command =
                List.of(
                        "swtpm",
                        "socket",
                        "--tpm2",
                        "--tpmstate",
                        "dir=" + folder.resolve("memory"),
                        "--server",
                        "type=tcp,port=" + port,
                        "--ctrl",
                        "type=tcp,port=" + (port + 1),
                        "--flags",
                        "not-need-init,startup-clear");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("swtpm.log").toFile())
                .start();
    }

    /// Waits until the listening socket on that port is this process' own: whoever else may answer
    /// there is not it.
    private static boolean listens(Process process, int port) {
        await("swtpm " + process.pid() + " to listen or end")
                .atMost(START_WITHIN)
                .pollInterval(Duration.ofMillis(10))
                .until(() ->
                        !process.isAlive()
                                || (owns(process.pid(), port) && owns(process.pid(), port + 1)));
        return process.isAlive();
    }

    private static boolean owns(long pid, int port) {
        try (Stream<String> sockets = Files.lines(Path.of("/proc/net/tcp"));
                Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            List<String> listening =
                    sockets.map(line -> line.strip().split("\\s+"))
                            .filter(field -> field[1].endsWith(":%04X".formatted(port)))
                            .filter(field -> field[3].equals("0A"))
                            .map(field -> "socket:[" + field[9] + "]")
                            .toList();
            return open.anyMatch(link -> listening.contains(target(link)));
        } catch (IOException | UncheckedIOException e) {
            return false; // ended meanwhile
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private static String log(Path folder) {
        try {
            return Files.readString(folder.resolve("swtpm.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
