package ampro.station.hardware.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ampro.station.hardware.GuardException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that says what a chip should not. What a chip should say was noted from swtpm 0.7.1
/// while tpm2-tools 5.4 asked it.
@Tag("device")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TpmAnswersTest {
    private static final String DONE = "80020000001300000000" + "00000000" + "0000010000";
    private static final String FOUR =
            "80020000001d00000000" + "0000000a" + "00080000000000000004" + "0000010000";

    /// Says nothing and keeps the line open.
    private static final String SILENCE = "";

    @TempDir private Path temp;
    private final Deque<String> script = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Socket> silent = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final TpmCounter counter;

    TpmAnswersTest() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("no TPM").start(this::speak);
        counter =
                new TpmCounter(
                        URI.create("tpm://127.0.0.1:" + server.getLocalPort()),
                        new byte[0],
                        Duration.ofMillis(500),
                        pauses::add);
    }

    @AfterEach
    void close() throws IOException {
        counter.close();
        server.close();
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void aWellSpokenAnswerIsUnderstood() throws Exception {
        says(DONE, FOUR);
        assertThat(counter.increment()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 15, 28})
    void anAnswerCutShortIsALostLine(int bytes) {
        says(DONE, FOUR.substring(0, 2 * bytes) + "|");
        assertThatThrownBy(counter::increment)
                .isInstanceOf(GuardException.class)
                .hasMessageEndingWith("was lost: ended after %d bytes", bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00c40000000a00000000", // no tag of TPM 2.0: this is how TPM 1.2 answers
                "80010000000900000000", // a size below its own header
                "8001ffffffff00000000", // a size below 0
                "80010000000a0000000000", // more than it says
            })
    void whatIsNoAnswerIsShown(String answer) {
        says(answer);
        assertThatThrownBy(counter::increment)
                .isInstanceOf(GuardException.class)
                .hasMessageContaining("answered what no TPM 2.0 says: " + answer);
    }

    @Test
    void anAnswerWithoutEndIsNotReadForEver() {
        says("8001" + "7fffffff" + "00".repeat(5_000) + "|");
        assertThatThrownBy(counter::increment).hasMessageContaining("ended after 4096 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80020000000a00000000", // nothing at all
                "80020000001700000000" + "00000004" + "00020004" + "0000010000", // 2 bytes
                "80020000001600000000" + "0000000a" + "0008" + "000000000000", // 6 of its 8
            })
    void anAnswerWithoutACountIsNoCount(String answer) {
        says(DONE, answer);
        assertThatThrownBy(counter::increment)
                .isInstanceOf(GuardException.class)
                .hasMessageContaining("answered what no TPM 2.0 says: " + answer);
    }

    @Test
    void attributesOfAnotherIndexAreNotBelieved() {
        says("80010000001a00000000" + "000e" + "018a0002" + "000b" + "22040014" + "0000" + "0008");
        assertThatThrownBy(counter::read).hasMessageContaining("answered what no TPM 2.0 says");
    }

    @Test
    void silenceEndsAndTheNextCommandHasItsOwnAnswer() throws Exception {
        says(SILENCE, DONE, FOUR);
        assertThatThrownBy(counter::increment)
                .isInstanceOf(GuardException.class)
                .hasMessageContaining("has not answered within 500 ms");
        assertThat(counter.increment()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "921, is locked after wrong passwords",
        "98e, refuses the password",
        "9a2, refuses the password",
        "28b, has no counter yet",
        "100, was not started by the firmware",
        "101, answers the error 0x101; tpm2_rc_decode tells it",
        "149, answers the error 0x149"
    })
    void aRefusalIsToldWithItsRemedy(String code, String told) {
        says("80010000000a00000" + code);
        assertThatThrownBy(counter::increment)
                .isInstanceOf(GuardException.class)
                .hasMessageContaining(told);
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"908", "90a", "920", "922"})
    void aBusyChipIsAskedAgain(String code) throws Exception {
        String busy = "80010000000a00000" + code;
        says(busy, busy, DONE, busy, FOUR);
        assertThat(counter.increment()).isEqualTo(4);
        assertThat(pauses).hasSize(3).containsOnly(TpmCounter.BUSY_PAUSE);
    }

    @Test
    void aChipThatStaysBusyIsGivenUp() {
        for (int i = 0; i < TpmCounter.TRIES_MAX; i++) {
            says("80010000000a00000920");
        }
        assertThatThrownBy(counter::increment)
                .isInstanceOf(GuardException.class)
                .hasMessageEndingWith("is still busy after 20 tries (0x920)");
        assertThat(pauses).hasSize(TpmCounter.TRIES_MAX - 1);
    }

    /// What the contract warns of, shown: the chip has counted and nobody was told.
    @Test
    void anIncrementWhoseAnswerWasLostMayHaveHappened() throws Exception {
        try (SoftwareTpm tpm = SoftwareTpm.start(temp);
                TpmCounter direct =
                        new TpmCounter(
                                tpm.uri(), new byte[0], Duration.ofSeconds(10), pause -> {})) {
            tpm.tool(TpmCounter.DEFINE);
            long before = direct.read();
            says("@" + tpm.port());
            assertThatThrownBy(counter::increment).hasMessageContaining("ended after 0 bytes");
            assertThat(direct.read()).isEqualTo(before + 1);
        }
    }

    private void says(String... answers) {
        synchronized (script) {
            script.addAll(List.of(answers));
        }
    }

    /// One answer a connection, as hex: `|` behind it hangs up after it, `@port` lets a real chip
    /// do the command and keeps its answer.
    private void speak() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                byte[] command = new byte[256];
                int length = socket.getInputStream().read(command);
                String answer;
                synchronized (script) {
                    answer = script.removeFirst();
                }
                if (answer.startsWith("@")) {
                    doAndForget(Integer.parseInt(answer.substring(1)), command, length);
                    socket.close();
                    continue;
                }
                socket.getOutputStream().write(HexFormat.of().parseHex(answer.replace("|", "")));
                if (answer.endsWith("|")) {
                    socket.close();
                } else {
                    silent.add(socket);
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void doAndForget(int port, byte[] command, int length) throws IOException {
        try (Socket chip = new Socket(InetAddress.getLoopbackAddress(), port)) {
            chip.getOutputStream().write(command, 0, length);
            assertThat(chip.getInputStream().read(new byte[64])).isPositive();
        }
    }
}
