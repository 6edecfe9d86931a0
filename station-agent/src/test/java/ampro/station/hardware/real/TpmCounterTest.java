package ampro.station.hardware.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ampro.station.hardware.GuardCounter;
import ampro.station.hardware.GuardException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// On a real software TPM, beside tpm2-tools, which share no code with ours.
@Tag("device")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class TpmCounterTest {
    @TempDir private Path temp;
    private SoftwareTpm tpm;
    private GuardCounter counter;

    @BeforeEach
    void start() throws Exception {
        tpm = SoftwareTpm.start(temp);
        counter = counter(tpm.uri());
    }

    @AfterEach
    void stop() {
        counter.close();
        tpm.close();
    }

    @Test
    void countsByOneAndToolsSeeTheSameCount() throws Exception {
        tpm.tool(TpmCounter.DEFINE);
        long first = counter.read();
        for (int i = 1; i <= 5; i++) {
            assertThat(counter.increment()).isEqualTo(first + i);
        }
        assertThat(tpm.countByTools()).isEqualTo(first + 5);
        tpm.tool("tpm2_nvincrement 0x18A0001 -C 0x18A0001");
        assertThat(counter.read()).isEqualTo(first + 6);
    }

    @Test
    void theFirstReadingBeginsACounterAndTheNextDoNotCount() throws Exception {
        tpm.tool(TpmCounter.DEFINE);
        assertThat(tpm.tool("tpm2_nvreadpublic 0x18A0001")).doesNotContain("written");
        long first = counter.read();
        assertThat(tpm.tool("tpm2_nvreadpublic 0x18A0001")).contains("written");
        assertThat(counter.read()).isEqualTo(first);
        assertThat(tpm.countByTools()).isEqualTo(first);
    }

    @Test
    void aCounterDefinedAnewGoesOnAboveTheOldOne() throws Exception {
        tpm.tool(TpmCounter.DEFINE);
        counter.read();
        long last = counter.increment();
        tpm.tool("tpm2_nvundefine 0x18A0001 -C o");
        tpm.tool(TpmCounter.DEFINE);
        long anew = counter.read();
        assertThat(anew).isGreaterThan(last);
        tpm.tool("tpm2_clear");
        tpm.tool(TpmCounter.DEFINE);
        assertThat(counter.read()).as("after the owner was cleared").isGreaterThan(anew);
    }

    /// Why such a counter is refused: nobody ever said a wrong password here.
    @Test
    void aCounterWithoutNoDaIsLockedByPowerCutsAlone() throws Exception {
        tpm.tool("tpm2_nvdefine 0x18A0001 -C o -s 8 -a 'authread|authwrite|nt=counter'");
        assertThatThrownBy(
                        () -> {
                            for (int cuts = 1; cuts <= 6; cuts++) {
                                counter.increment();
                                tpm.restart();
                            }
                        })
                .isInstanceOf(GuardException.class)
                .hasMessageContaining("is locked after wrong passwords");
    }

    /// As many as have locked the counter above.
    @Test
    void countSurvivesPowerCuts() throws Exception {
        tpm.tool(TpmCounter.DEFINE);
        long count = counter.read();
        for (int cuts = 1; cuts <= 6; cuts++) {
            assertThat(counter.increment()).isEqualTo(++count);
            tpm.restart();
            assertThat(counter.read()).isEqualTo(count);
        }
    }

    @Test
    void aMissingCounterIsToldWithTheLineThatDefinesIt() throws Exception {
        assertThatThrownBy(counter::read)
                .isInstanceOf(GuardException.class)
                .hasMessage(
                        "the guard chip 127.0.0.1:%d has no counter yet; define it once: %s",
                        tpm.port(), TpmCounter.DEFINE);
        assertThatThrownBy(counter::increment).hasMessageContaining("has no counter yet");
        tpm.tool(TpmCounter.DEFINE);
        assertThat(counter.read()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authread|authwrite|no_da",
                "authread|authwrite|no_da|nt=bits",
                "authread|authwrite|nt=counter",
                "authread|authwrite|no_da|orderly|nt=counter",
                "ownerread|ownerwrite|no_da|nt=counter",
            })
    void anythingElseAtItsPlaceIsRefused(String attributes) throws Exception {
        tpm.tool("tpm2_nvdefine 0x18A0001 -C o -s 8 -a '" + attributes + "'");
        assertThatThrownBy(counter::read)
                .isInstanceOf(GuardException.class)
                .hasMessageContaining("has something else at 0x18A0001 (attributes 0x")
                .hasMessageEndingWith(
                        "If nobody needs it: tpm2_nvundefine 0x18A0001 -C o, then "
                                + TpmCounter.DEFINE);
        assertThat(tpm.tool("tpm2_nvreadpublic 0x18A0001"))
                .as("nothing was written there")
                .doesNotContain("written");
        tpm.tool("tpm2_nvundefine 0x18A0001 -C o");
        tpm.tool(TpmCounter.DEFINE);
        assertThat(counter.read()).isPositive();
    }

    @Test
    void passwordIsTheFilesBytesAndWrongOnesLockNothing() throws Exception {
        Path file = Files.write(temp.resolve("password"), new byte[] {'s', (byte) 0xE9, '\n'});
        tpm.tool(TpmCounter.DEFINE + " -p file:" + file);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(counter::read)
                    .isInstanceOf(GuardException.class)
                    .hasMessageContaining("refuses the password of its counter")
                    .hasMessageContaining("guard-password");
        }
        try (GuardCounter allowed = counterWith(file)) {
            assertThat(allowed.increment()).isEqualTo(allowed.read());
        }
        Files.write(file, new byte[33]);
        assertThatThrownBy(() -> counterWith(file)).hasMessageContaining("at most 32 bytes");
        Files.delete(file);
        assertThatThrownBy(() -> counterWith(Files.createDirectory(file)))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aLongestPasswordIsTaken() throws Exception {
        Path file = Files.writeString(temp.resolve("password"), "x".repeat(32));
        tpm.tool(TpmCounter.DEFINE + " -p file:" + file);
        try (GuardCounter allowed = counterWith(file)) {
            assertThat(allowed.increment()).isEqualTo(allowed.read());
        }
    }

    @Test
    void deviceFileCarriesTheSameBytes() throws Exception {
        tpm.tool(TpmCounter.DEFINE);
        try (TpmDeviceFile device = new TpmDeviceFile(tpm);
                GuardCounter throughFile = counter(URI.create("tpm:" + device.path()))) {
            long first = throughFile.read();
            assertThat(throughFile.increment()).isEqualTo(first + 1);
            assertThat(counter.read()).isEqualTo(first + 1);
        }
    }

    @Test
    void whatIsNoDeviceIsToldAndLeftAsItWas() throws Exception {
        Path missing = Path.of("/dev/tpmrm99");
        try (GuardCounter none = counter(URI.create("tpm:" + missing))) {
            assertThatThrownBy(none::read)
                    .isInstanceOf(GuardException.class)
                    .hasMessageContaining("/dev/tpmrm99 is not there: switch the TPM on");
        }
        Path file = Files.writeString(temp.resolve("file"), "kept");
        try (GuardCounter none = counter(URI.create("tpm:" + file))) {
            assertThatThrownBy(none::increment).hasMessageContaining("a file and no device");
        }
        assertThat(file).hasContent("kept");
    }

    @Test
    void nobodyListeningIsTold() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        try (GuardCounter none = counter(URI.create("tpm://127.0.0.1:" + port))) {
            assertThatThrownBy(none::read)
                    .isInstanceOf(GuardException.class)
                    .hasMessageContaining("is not there: start the TPM in software");
        }
    }

    @Test
    void twoClientsAtOnceLoseNoCountAndSeeEachOther() throws Exception {
        tpm.tool(TpmCounter.DEFINE);
        long first = counter.read();
        Callable<List<Long>> twenty =
                () -> {
                    try (GuardCounter own = counter(tpm.uri())) {
                        List<Long> counts = new ArrayList<>();
                        for (int i = 0; i < 20; i++) {
                            counts.add(own.increment());
                        }
                        return counts;
                    }
                };
        try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
            for (Future<List<Long>> counts : clients.invokeAll(List.of(twenty, twenty))) {
                assertThat(counts.get())
                        .isSorted()
                        .doesNotHaveDuplicates()
                        .allSatisfy(count -> assertThat(count).isBetween(first + 1, first + 40));
            }
        }
        assertThat(counter.read()).isEqualTo(first + 40);
    }

    @Test
    void noneIsNoCounter() throws Exception {
        assertThat(TpmCounter.of(Optional.empty(), temp.resolve("none"), pause -> {})).isEmpty();
    }

    private GuardCounter counterWith(Path passwordFile) throws GuardException {
        return TpmCounter.of(Optional.of(tpm.uri()), passwordFile, pause -> {}).orElseThrow();
    }

    private static GuardCounter counter(URI chip) {
        return new TpmCounter(chip, new byte[0], Duration.ofSeconds(10), pause -> {});
    }
}
