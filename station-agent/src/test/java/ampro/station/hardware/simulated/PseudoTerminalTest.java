package ampro.station.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ampro.firmware.profile.Handshake;
import ampro.station.hardware.real.TtyPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("device")
class PseudoTerminalTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static byte[] everyByte() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        return all;
    }

    private static byte[] readAll(PseudoTerminal terminal, int count) {
        byte[] got = new byte[count];
        byte[] part = new byte[count];
        for (int have = 0; have < count; ) {
            int n = terminal.read(part, count - have, SECOND);
            assertThat(n).as("bytes after " + have).isPositive();
            System.arraycopy(part, 0, got, have, n);
            have += n;
        }
        return got;
    }

    @Test
    void carriesEveryByteBothWays() throws IOException {
        try (PseudoTerminal terminal = new PseudoTerminal();
                Client client = new Client(terminal.path())) {
            client.send(everyByte());
            assertThat(readAll(terminal, 256)).isEqualTo(everyByte());
            assertThat(terminal.write(everyByte(), SECOND)).isTrue();
            assertThat(terminal.write(new byte[] {'!', '!'}, SECOND)).isTrue();
            assertThat(client.answer("!!")).hasSize(256);
        }
    }

    /// Through the agent's own class: a program's first port decides where the library unpacks.
    @Test
    void theAgentsPortOpensIt(@TempDir Path nativeFolder) throws IOException {
        try (PseudoTerminal terminal = new PseudoTerminal();
                TtyPort port =
                        TtyPort.open(
                                terminal.path(),
                                115_200,
                                Handshake.RTS_CTS,
                                nativeFolder,
                                SECOND)) {
            port.write(everyByte());
            assertThat(readAll(terminal, 256)).isEqualTo(everyByte());
        }
    }

    @Test
    void hostMayCloseAndOpenItsPort() throws IOException {
        try (PseudoTerminal terminal = new PseudoTerminal()) {
            for (int time = 0; time < 3; time++) {
                try (Client client = new Client(terminal.path())) {
                    client.send(new byte[] {7});
                    assertThat(readAll(terminal, 1)).containsExactly(7);
                }
                assertThat(terminal.read(new byte[1], 1, Duration.ofMillis(20))).isZero();
            }
        }
    }

    @Test
    void pulledCableIsAnErrorAtTheHostAndThePathIsGone() throws IOException {
        PseudoTerminal terminal = new PseudoTerminal();
        try (Client client = new Client(terminal.path())) {
            terminal.close();
            assertThatThrownBy(() -> client.send(everyByte())).isInstanceOf(IOException.class);
            assertThat(Files.exists(terminal.path())).isFalse();
            assertThat(terminal.read(new byte[1], 1, SECOND)).isEqualTo(-1);
            assertThat(terminal.write(everyByte(), SECOND)).isFalse();
            terminal.close();
        }
    }

    @Test
    void hostThatNeverReadsDoesNotBlockTheDevice() throws IOException {
        try (PseudoTerminal terminal = new PseudoTerminal();
                Client client = new Client(terminal.path())) {
            assertThat(client.unread()).isEmpty();
            assertThat(terminal.write(new byte[60_000], Duration.ofMillis(50))).isFalse();
        }
    }
}
