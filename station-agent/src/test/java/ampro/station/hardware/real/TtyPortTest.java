package ampro.station.hardware.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ampro.firmware.profile.Handshake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The real library on real pseudo-terminals.
@Tag("unit")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TtyPortTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration STUCK_AFTER = Duration.ofMillis(700);

    @TempDir static Path nativeFolder;

    private final TestTerminal terminal = new TestTerminal();
    private final ExecutorService otherEnd = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        terminal.close();
        otherEnd.shutdownNow();
    }

    @Test
    void everyByteValueOfALargePictureArrivesInOrder() throws Exception {
        long seed = 4711;
        byte[] picture = new byte[411_480];
        new Random(seed).nextBytes(picture);
        try (TtyPort port = open(STUCK_AFTER)) {
            var received = CompletableFuture.supplyAsync(() -> take(picture.length), otherEnd);
            port.write(picture);
            assertThat(received.get(SOON.toSeconds(), TimeUnit.SECONDS))
                    .as("seed %d", seed)
                    .isEqualTo(picture);
        }
    }

    @Test
    void answersAreReadAndALateOneIsDiscarded() throws Exception {
        try (TtyPort port = open(STUCK_AFTER)) {
            terminal.write(bytes("OK\r"));
            assertThat(text(port, SOON)).isEqualTo("OK\r");
            terminal.write(bytes("STALE\r"));
            terminal.write(new byte[3_000]);
            await("the late answer to arrive")
                    .atMost(SOON)
                    .until(() -> terminal.waitingAtPort() == 3_006);
            port.discardInput();
            terminal.write(bytes("CARD\r"));
            assertThat(text(port, SOON)).isEqualTo("CARD\r");
            assertThat(text(port, Duration.ofMillis(150))).isEmpty();
        }
    }

    @Test
    void aSlowReaderIsWaitedForAsLongAsItTakesBytes() throws Exception {
        byte[] picture = new byte[60_000];
        try (TtyPort port = open(STUCK_AFTER)) {
            var received =
                    CompletableFuture.supplyAsync(
                            () -> {
                                int sum = 0;
                                while (sum < picture.length) {
                                    pause(20);
                                    sum += terminal.read(1_000, SOON).length;
                                }
                                return sum;
                            },
                            otherEnd);
            long began = System.nanoTime();
            port.write(picture);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(STUCK_AFTER);
            assertThat(received.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(60_000);
        }
    }

    @Test
    void aReaderThatStopsIsAStuckLineAndStaysOne() throws Exception {
        TtyPort port = open(STUCK_AFTER);
        assertThatThrownBy(() -> port.write(new byte[100_000]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has moved no byte for 700 ms");
        assertThatThrownBy(() -> port.write(new byte[1])).hasMessageContaining("moved no byte");
        assertThatThrownBy(() -> port.read(new byte[1], SOON)).hasMessageContaining("moved no");
        port.close();
    }

    @Test
    void unpluggingEndsAWaitingReadAndEveryLaterCall() throws Exception {
        TtyPort port = open(STUCK_AFTER);
        var unplugged =
                CompletableFuture.runAsync(
                        () -> {
                            pause(300);
                            terminal.unplug();
                        },
                        otherEnd);
        assertThatThrownBy(() -> port.read(new byte[8], SOON)).isInstanceOf(IOException.class);
        unplugged.get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThatThrownBy(() -> port.write(bytes("x"))).isInstanceOf(IOException.class);
        assertThatThrownBy(port::discardInput).hasMessageStartingWith(terminal.path().toString());
        port.close();
    }

    @Test
    void unpluggingEndsAWriteThatWaits() throws Exception {
        TtyPort port = open(Duration.ofSeconds(20));
        var unplugged =
                CompletableFuture.runAsync(
                        () -> {
                            pause(300);
                            terminal.unplug();
                        },
                        otherEnd);
        assertThatThrownBy(() -> port.write(new byte[100_000])).isInstanceOf(IOException.class);
        unplugged.get(SOON.toSeconds(), TimeUnit.SECONDS);
        port.close();
    }

    @Test
    void aPortIsForOneProgramAndOpensAgainAfterItWasClosed() throws Exception {
        TtyPort first = open(STUCK_AFTER);
        assertThatThrownBy(() -> open(STUCK_AFTER)).hasMessageContaining("does not open");
        first.close();
        open(STUCK_AFTER).close();
    }

    @Test
    void aMissingDeviceIsAnErrorInWords() {
        Path missing = Path.of("/dev/station/none");
        assertThatThrownBy(() ->
                        TtyPort.open(missing, 9_600, Handshake.XON_XOFF, nativeFolder, STUCK_AFTER))
                .isInstanceOf(IOException.class)
                .hasMessage("/dev/station/none does not open: it is not there");
    }

    /// A program loads it once, from the folder of its first port: here some test's own folder.
    @Test
    void theNativeLibraryIsNotLoadedFromAFolderThatProgramsShare() throws Exception {
        open(STUCK_AFTER).close();
        String shared = Path.of(System.getProperty("java.io.tmpdir"), "jSerialComm").toString();
        try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
            assertThat(maps.filter(m -> m.contains("libjSerialComm.so")))
                    .isNotEmpty()
                    .allMatch(m -> m.contains("junit") && !m.contains(shared));
        }
    }

    private TtyPort open(Duration stuckAfter) throws IOException {
        return TtyPort.open(terminal.path(), 115_200, Handshake.RTS_CTS, nativeFolder, stuckAfter);
    }

    private byte[] take(int length) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < length) {
            byte[] some = terminal.read(4_096, SOON);
            if (some.length == 0) {
                break;
            }
            all.writeBytes(some);
        }
        return all.toByteArray();
    }

    private static String text(TtyPort port, Duration within) throws IOException {
        byte[] into = new byte[64];
        return new String(into, 0, port.read(into, within), StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
