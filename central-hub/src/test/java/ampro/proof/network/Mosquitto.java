package ampro.proof.network;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/// A real Mosquitto of our own on a free port, which lets everybody in: who may do what is shown
/// elsewhere.
public final class Mosquitto implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(20);

    private final Path folder;
    private final int port;
    private Process process;

    /// One that saves what it holds a moment after every change.
    public Mosquitto(Path folder) throws IOException {
        this(folder, "autosave_on_changes true\nautosave_interval 1\n");
    }

    /// `settings` are lines of its own beside persistence.
    public Mosquitto(Path folder, String settings) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        Files.writeString(
                folder.resolve("conf"),
                """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence true
                persistence_location %s/
                user root
                %s
                """
                        .formatted(port, folder, settings));
        process = started();
    }

    private Process started() throws IOException {
        Process fresh;
        try {
            fresh =
                    new ProcessBuilder("mosquitto", "-c", folder.resolve("conf").toString())
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(
                                            folder.resolve("log").toFile()))
                            .start();
        } catch (IOException e) {
            throw new TestAbortedException("skipped: there is no mosquitto", e);
        }
        await("mosquitto at " + port).atMost(START_MAX).until(() -> fresh.isAlive() && answers());
        return fresh;
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public URI address() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    /// `kill -9` and a start on what it had saved.
    public void kill() throws IOException {
        end();
        process = started();
    }

    /// `kill -9` and a start on nothing.
    public void forget() throws IOException {
        end();
        Files.deleteIfExists(folder.resolve("mosquitto.db"));
        process = started();
    }

    private void end() throws IOException {
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IOException("mosquitto does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        end();
    }
}
