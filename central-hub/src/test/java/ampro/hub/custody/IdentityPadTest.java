package ampro.hub.custody;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No identity is used that a restore could forget.
@Tag("unit")
class IdentityPadTest {
    private final AtomicInteger drawn = new AtomicInteger();
    @TempDir private Path folder;

    @Test
    void theWitnessKnowsAnIdentityBeforeItIsUsed() throws IOException {
        try (Witness witness = new Witness(folder.resolve("witness"))) {
            IdentityPad pad = pad(witness);
            for (int i = 0; i < 250; i++) {
                String next = pad.next(1);
                assertThat(written()).contains(next);
            }
        }
    }

    @Test
    void noIdentityIsGivenTwice() throws IOException {
        try (Witness witness = new Witness(folder.resolve("witness"))) {
            IdentityPad pad = pad(witness);
            Set<String> given = new HashSet<>();
            for (long term : List.of(1L, 1L, 2L, 2L, 5L)) {
                for (int i = 0; i < 130; i++) {
                    assertThat(given.add(pad.next(term))).isTrue();
                }
            }
        }
    }

    /// What is left of an earlier term is revoked with it: it must not be used in this one.
    @Test
    void inANewTermOnlyIdentitiesOfItAreUsed() throws IOException {
        try (Witness witness = new Witness(folder.resolve("witness"))) {
            IdentityPad pad = pad(witness);
            pad.next(1);
            String later = pad.next(2);
            assertThat(witness.drawnBefore(2)).hasSizeGreaterThan(1).doesNotContain(later);
            assertThat(witness.drawnBefore(3)).contains(later);
        }
    }

    @Test
    void aHundredCardsCostOneWrite() throws IOException {
        try (Witness witness = new Witness(folder.resolve("witness"))) {
            IdentityPad pad = pad(witness);
            for (int i = 0; i < 100; i++) {
                pad.next(1);
            }
            assertThat(Files.readAllLines(folder.resolve("witness"))).hasSize(1);
        }
    }

    private IdentityPad pad(Witness witness) {
        return new IdentityPad(witness, () -> "C-" + drawn.incrementAndGet());
    }

    private List<String> written() throws IOException {
        return List.of(Files.readString(folder.resolve("witness")).strip().split("\\s", -1));
    }
}
