package ampro.hub.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class NumbersTest {
    private final Database database;

    NumbersTest(Dialect dialect, @TempDir Path folder) {
        database = FreshDatabase.of(dialect, folder).open();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everySeriesCountsFromOneWithoutGaps() {
        for (long expected = 1; expected <= 20; expected++) {
            assertThat(next("job")).isEqualTo(expected);
        }
        assertThat(next("parcel")).isEqualTo(1);
        assertThat(next("job")).isEqualTo(21);
    }

    private long next(String series) {
        return database.write(handle -> Numbers.next(handle, series));
    }
}
