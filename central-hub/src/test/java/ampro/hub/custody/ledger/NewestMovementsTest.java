package ampro.hub.custody.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ampro.hub.Bench;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class NewestMovementsTest {
    private final Bench bench;

    NewestMovementsTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void blanksThatMoveTogetherAreOneMovement() {
        bench.box("tnr-01", 3);
        List<LedgerStore.Moved> newest =
                bench.database.read(handle -> LedgerStore.newest(handle, 1_000, 2));
        assertThat(newest)
                .extracting(LedgerStore.Moved::fromAccount, LedgerStore.Moved::toAccount)
                .containsExactly(tuple("at_station", "loaded"), tuple("vault", "at_station"));
        assertThat(newest.getFirst().blanks()).isEqualTo(3);
        assertThat(newest.getFirst().first()).isEqualTo("tnr-01-1");
        assertThat(newest.getFirst().last()).isEqualTo("tnr-01-3");
    }
}
