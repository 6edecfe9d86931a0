package ampro.hub.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is beside the database outlives it: nothing that was written is forgotten, and nothing that
/// cannot be read is passed over.
@Tag("unit")
class WitnessTest {
    private static final String A = "7K3M9QWETY2345HX";
    private static final String B = "9PX2AAAAAAAAAAAA";
    private static final String C = "4CC4CCCCCCCCCCCC";

    @TempDir private Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void itsFile() {
        file = folder.resolve("witness");
    }

    /// What a witness remembers, so that two can be compared.
    record Memory(
            long term, Set<String> drawnBefore2, Set<String> drawnBefore9, Set<String> revoked) {
        static Memory of(Path file) throws IOException {
            try (Witness witness = new Witness(file)) {
                return of(witness);
            }
        }

        static Memory of(Witness witness) {
            return new Memory(
                    witness.term(),
                    witness.drawnBefore(2),
                    witness.drawnBefore(9),
                    witness.revoked());
        }
    }

    @Test
    void aNewOneHasSeenNothing() throws IOException {
        assertThat(Memory.of(file)).isEqualTo(new Memory(0, Set.of(), Set.of(), Set.of()));
    }

    @Test
    void whatItSawItSeesAgain() throws IOException {
        Memory before;
        try (Witness witness = new Witness(file)) {
            witness.begin(1);
            witness.draw(1, 0, List.of(A, B));
            witness.revoke(List.of(A));
            witness.begin(4);
            witness.draw(4, 0, List.of(C));
            before = Memory.of(witness);
        }
        assertThat(before).isEqualTo(new Memory(4, Set.of(B), Set.of(B, C), Set.of(A)));
        assertThat(Memory.of(file)).isEqualTo(before);
        assertThat(Memory.of(file)).as("and once more").isEqualTo(before);
    }

    @Test
    void whenACallReturnsItsLineIsInTheFile() throws IOException {
        try (Witness witness = new Witness(file)) {
            witness.begin(1);
            assertThat(lines()).containsExactly("term 1");
            witness.draw(1, 0, List.of(A, B));
            assertThat(lines()).hasSize(2).last().isEqualTo("drawn 1 0 " + A + " " + B);
            witness.revoke(List.of(B, A));
            assertThat(lines()).hasSize(3).last().isEqualTo("revoked " + B + " " + A);
            assertThat(Files.readString(file)).endsWith("\n");
        }
    }

    /// The next start could not read it.
    @Test
    void whatCouldNotBeReadIsNotWritten() throws IOException {
        try (Witness witness = new Witness(file)) {
            witness.begin(1);
            assertThatIllegalArgumentException().isThrownBy(() -> witness.begin(Long.MAX_VALUE));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> witness.revoke(List.of("no\nidentity")));
            witness.revoke(List.of(A));
        }
        assertThat(Memory.of(file).revoked()).containsExactly(A);
    }

    @Test
    void whatWasDrawnBeforeTheBlockInUseIsKnown() throws IOException {
        try (Witness witness = new Witness(file)) {
            assertThat(witness.drawnEarlier()).isEmpty();
            witness.draw(1, 0, List.of(A, B));
            assertThat(witness.drawnEarlier()).isEmpty();
            witness.draw(1, 2, List.of(C));
            witness.revoke(List.of(A));
            assertThat(witness.drawnEarlier()).containsExactly(B);
        }
    }

    @Test
    void whatIsRevokedStaysRevoked() throws IOException {
        try (Witness witness = new Witness(file)) {
            witness.draw(1, 0, List.of(A, B));
            witness.revoke(List.of(A));
            witness.draw(1, 0, List.of(A));
            witness.draw(2, 0, List.of(A, C));
            assertThat(witness.revoked()).containsExactly(A);
            assertThat(witness.drawnBefore(9)).containsExactlyInAnyOrder(B, C);
            witness.begin(7);
            witness.revoke(List.of(B));
            assertThat(witness.revoked()).containsExactlyInAnyOrder(A, B);
        }
        assertThat(Memory.of(file).revoked()).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void whatIsRevokedAlreadyIsNotWrittenAgain() throws IOException {
        try (Witness witness = new Witness(file)) {
            witness.revoke(List.of(A, B));
            witness.revoke(List.of(B, A));
            witness.revoke(List.of());
            witness.revoke(List.of(A, C));
        }
        assertThat(lines()).containsExactly("revoked " + A + " " + B, "revoked " + C);
    }

    @Test
    void theHighestTermCounts() throws IOException {
        Path before = written(List.of("term 2", "term 9", "term 4"));
        assertThat(Memory.of(before).term()).isEqualTo(9);
        try (Witness witness = new Witness(before)) {
            witness.begin(3);
            assertThat(witness.term()).isEqualTo(9);
        }
    }

    @Test
    void onlyWhatWasDrawnInEarlierTermsIsAskedFor() throws IOException {
        try (Witness witness = new Witness(file)) {
            witness.draw(1, 0, List.of(A));
            witness.draw(2, 0, List.of(B));
            witness.draw(3, 0, List.of(C));
            assertThat(witness.drawnBefore(1)).isEmpty();
            assertThat(witness.drawnBefore(2)).containsExactly(A);
            assertThat(witness.drawnBefore(3)).containsExactlyInAnyOrder(A, B);
            assertThat(witness.drawnBefore(4)).containsExactlyInAnyOrder(A, B, C);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"revokd " + A, "pardoned " + A, "term2", "TERM 2"})
    void aLineThatItDoesNotKnowIsRefusedByName(String line) throws IOException {
        Files.writeString(file, sealed(List.of("term 1", line, "term 3")));
        assertThatThrownBy(() -> new Witness(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("witness")
                .hasMessageContaining(line.split(" ", -1)[0]);
        assertThat(Files.readString(file)).as("as it was").contains(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"term", "term x", "drawn", "drawn " + A, "drawn 1 " + A, "", "revoked"})
    void aLineThatSaysNothingIsRefusedToo(String line) throws IOException {
        Files.writeString(file, sealed(List.of("term 1", line, "term 3")));
        assertThatThrownBy(() -> new Witness(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("witness");
    }

    @Test
    void whatCannotBeWrittenIsNotRemembered() throws IOException {
        Witness witness = new Witness(file);
        witness.begin(1);
        witness.close();
        assertThatThrownBy(() -> witness.begin(2)).hasMessageContaining("witness");
        assertThatThrownBy(() -> witness.revoke(List.of(A))).hasMessageContaining("witness");
        assertThat(witness.term()).isEqualTo(1);
        assertThat(witness.revoked()).isEmpty();
    }

    @Test
    void manyWriteAtOnceAndEveryLineIsWhole() throws IOException {
        try (Witness witness = new Witness(file)) {
            List<Thread> threads =
                    IntStream.range(0, 4)
                            .mapToObj(n ->
                                    Thread.ofPlatform()
                                            .start(() ->
                                                    IntStream.range(0, 10)
                                                            .forEach(i ->
                                                                    witness.revoke(
                                                                            List.of(
                                                                                    "C-" + n + "-"
                                                                                            + i)))))
                            .toList();
            for (Thread thread : threads) {
                assertThat(thread.join(java.time.Duration.ofSeconds(30))).as("written").isTrue();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(lines()).hasSize(40).allMatch(line -> line.matches("revoked C-\\d-\\d"));
        assertThat(Memory.of(file).revoked()).hasSize(40);
    }

    private Path written(List<String> lines) throws IOException {
        Path other = folder.resolve("other");
        Files.writeString(other, sealed(lines));
        return other;
    }

    static String sealed(List<String> lines) {
        StringBuilder text = new StringBuilder();
        String sum = "";
        for (String line : lines) {
            String sealed = WitnessFile.sealed(sum, line);
            sum = sealed.substring(sealed.lastIndexOf('=') + 1);
            text.append(sealed).append('\n');
        }
        return text.toString();
    }

    /// Without their sums.
    private List<String> lines() throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.substring(0, line.lastIndexOf(" =")))
                .toList();
    }
}
