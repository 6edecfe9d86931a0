package ampro.hub.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a power cut has torn is cut off; what was changed is refused; the rest is the truth.
@Tag("unit")
class WitnessFileTest {
    private static final String A = "7K3M9QWETY2345HX";
    private static final String B = "9PX2AAAAAAAAAAAA";
    private static final String C = "4CC4CCCCCCCCCCCC";

    /// The end of a whole line, whose newline may be missing.
    private static final String SEALED = " =[0-9a-f]{16}";

    @TempDir private Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void itsFile() {
        file = folder.resolve("witness");
    }

    static Stream<byte[]> rubbish() {
        return Stream.of(
                new byte[4096],
                new byte[] {'t', 'e', 'r', 'm', ' ', (byte) 0xFF, (byte) 0xC3},
                new byte[] {(byte) 0x80});
    }

    @Test
    void aLineThatWasTornIsCutOffWhereverItTore() throws IOException {
        List<String> lines =
                List.of(
                        "term 1",
                        "drawn 1 0 " + A + " " + B,
                        "revoked " + A,
                        "term 12",
                        "revoked " + B + " " + C);
        byte[] whole = WitnessTest.sealed(lines).getBytes(StandardCharsets.US_ASCII);
        for (int length = 0; length <= whole.length; length++) {
            String left = new String(whole, 0, length, StandardCharsets.US_ASCII);
            List<String> told = lines.subList(0, left.split(SEALED, -1).length - 1);
            Files.write(file, left.getBytes(StandardCharsets.US_ASCII));
            WitnessTest.Memory cut = WitnessTest.Memory.of(file);
            assertThat(cut).as("cut at " + length).isEqualTo(WitnessTest.Memory.of(written(told)));
            try (Witness witness = new Witness(file)) {
                witness.begin(20);
            }
            assertThat(lines())
                    .as("cut at %d, then written", length)
                    .containsExactlyElementsOf(
                            Stream.concat(told.stream(), Stream.of("term 20")).toList());
            assertThat(WitnessTest.Memory.of(file).revoked()).isEqualTo(cut.revoked());
        }
    }

    /// A power cut can leave more than a torn line: a block that was never written.
    @ParameterizedTest
    @MethodSource("rubbish")
    void rubbishBehindTheLastLineIsCutOff(byte[] rubbish) throws IOException {
        Files.writeString(file, WitnessTest.sealed(List.of("term 3", "revoked " + A)));
        Files.write(file, rubbish, StandardOpenOption.APPEND);
        assertThat(WitnessTest.Memory.of(file))
                .isEqualTo(new WitnessTest.Memory(3, Set.of(), Set.of(), Set.of(A)));
        assertThat(lines()).containsExactly("term 3", "revoked " + A);
    }

    /// A block in the middle of the last line was never written.
    @Test
    void aLineWithAHoleIsCutOff() throws IOException {
        byte[] whole =
                WitnessTest.sealed(List.of("term 3", "revoked " + A))
                        .getBytes(StandardCharsets.US_ASCII);
        for (int i = 30; i < 36; i++) {
            whole[i] = 0;
        }
        Files.write(file, whole);
        assertThat(WitnessTest.Memory.of(file))
                .isEqualTo(new WitnessTest.Memory(3, Set.of(), Set.of(), Set.of()));
    }

    /// Every bit of it: what is read is the truth, or nothing runs.
    @Test
    @Tag("FM-24")
    void aBitThatFlippedIsNotTheTruth() throws IOException {
        List<String> lines = List.of("term 2", "drawn 2 0 " + B, "revoked " + A, "term 3");
        byte[] whole = WitnessTest.sealed(lines).getBytes(StandardCharsets.US_ASCII);
        Files.write(file, whole);
        WitnessTest.Memory truth = WitnessTest.Memory.of(file);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, flipped);
            try {
                assertThat(WitnessTest.Memory.of(file)).as("bit " + bit).isEqualTo(truth);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("damaged").hasMessageContaining("copy");
                assertThat(Files.readAllBytes(file)).as("left as it is").isEqualTo(flipped);
            }
        }
    }

    @Test
    void aLineThatIsMissingOrPutInIsNoticed() throws IOException {
        List<String> lines =
                WitnessTest.sealed(List.of("term 2", "revoked " + A, "term 3")).lines().toList();
        for (List<String> changed :
                List.of(
                        List.of(lines.get(0), lines.get(2)),
                        List.of(lines.get(1), lines.get(2)),
                        List.of(lines.get(0), lines.get(0), lines.get(1)),
                        List.of("term 9", lines.get(0)))) {
            Files.write(file, changed);
            assertThatThrownBy(() -> new Witness(file)).hasMessageContaining("damaged");
        }
    }

    private Path written(List<String> lines) throws IOException {
        return Files.writeString(folder.resolve("other"), WitnessTest.sealed(lines));
    }

    /// Without their sums.
    private List<String> lines() throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.substring(0, line.lastIndexOf(" =")))
                .toList();
    }
}
