package ampro.station.hardware.simulated;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// The host's end of a line, as raw bytes: no driver, no port library.
final class Client implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final FileInputStream in;
    private final FileOutputStream out;
    private final ByteArrayOutputStream unread = new ByteArrayOutputStream();

    Client(Path port) throws IOException {
        out = new FileOutputStream(port.toFile());
        in = new FileInputStream(port.toFile());
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /// `ESC command CR`.
    void send(String command) throws IOException {
        send(("\u001b" + command + "\r").getBytes(ISO_8859_1));
    }

    /// Sends and returns the one answer, without its CR.
    String ask(String command) throws IOException {
        send(command);
        return answer();
    }

    String answer() throws IOException {
        return answer("\r");
    }

    String answer(String end) throws IOException {
        await("an answer that ends with " + end.getBytes(ISO_8859_1)[0])
                .atMost(ANSWER_MAX)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> unread().contains(end));
        String all = unread();
        int at = all.indexOf(end);
        unread.reset();
        unread.writeBytes(all.substring(at + end.length()).getBytes(ISO_8859_1));
        return all.substring(0, at);
    }

    /// What has come and was not asked for.
    String unread() throws IOException {
        unread.writeBytes(in.readNBytes(in.available()));
        return unread.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        in.close();
        out.close();
    }
}
