package ampro.hub.custody;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Token;
import ampro.hub.store.Database;
import ampro.hub.store.Dialect;
import ampro.hub.store.FreshDatabase;
import ampro.hub.store.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No token and no identity is used that a restore could forget.
@Tag("store")
class IdentityPadTest {
    private final AtomicInteger drawn = new AtomicInteger();
    private final Path folder;
    private final Database database;

    IdentityPadTest(@TempDir Path folder) {
        this.folder = folder;
        database = FreshDatabase.of(Dialect.SQLITE, folder).open();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theWitnessKnowsAnIdentityBeforeItIsUsed() throws IOException {
        try (Witness witness = new Witness(folder.resolve("witness"))) {
            IdentityPad pad = pad(witness);
            for (int i = 0; i < 250; i++) {
                String next = pad.next(1).card();
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
                    assertThat(given.add(pad.next(term).card())).isTrue();
                }
            }
        }
    }

    @Test
    void tokensOnlyRise() throws IOException {
        try (Witness witness = new Witness(folder.resolve("witness"))) {
            Token last = new Token(1, 0);
            for (long term : List.of(1L, 1L, 2L, 2L, 5L)) {
                IdentityPad pad = pad(witness); // the hub starts
                for (int i = 0; i < 130; i++) {
                    Token next = pad.next(term).token();
                    assertThat(last.isBelow(next)).as(last + " before " + next).isTrue();
                    assertThat(last.n()).isLessThan(next.n());
                    last = next;
                }
            }
        }
    }

    /// So that a database of before the block can be told from this one.
    @Test
    void theDatabaseKnowsOfABlockBeforeTheWitness() throws IOException {
        try (Witness witness = new Witness(folder.resolve("witness"))) {
            for (int life = 0; life < 3; life++) {
                long before = last();
                pad(witness).next(1);
                assertThat(witness.begun()).isGreaterThan(before);
                assertThat(last()).isEqualTo(witness.begun());
            }
        }
    }

    /// What is left of an earlier term is revoked with it: it must not be used in this one.
    @Test
    void inANewTermOnlyIdentitiesOfItAreUsed() throws IOException {
        try (Witness witness = new Witness(folder.resolve("witness"))) {
            IdentityPad pad = pad(witness);
            pad.next(1);
            String later = pad.next(2).card();
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

    private long last() {
        return database.read(handle -> Numbers.last(handle, IdentityPad.SERIES));
    }

    private IdentityPad pad(Witness witness) {
        return new IdentityPad(database, witness, () -> "C-" + drawn.incrementAndGet());
    }

    private List<String> written() throws IOException {
        return List.of(Files.readString(folder.resolve("witness")).strip().split("\\s", -1));
    }
}
