package ampro.hub.application;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.Bench;
import ampro.hub.application.ApplicationListStore.Asked;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class ApplicationListStoreTest {
    private static final Asked ALL = new Asked(null, null);

    private final Bench bench;

    ApplicationListStoreTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void pagesGoFromTheNewestToTheOldestAndMissNothing() {
        List<String> entered = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            entered.addFirst(bench.application(Status.SUBMITTED).id());
            bench.pass(Duration.ofMinutes(i % 2)); // some at the same moment
        }
        List<String> read = new ArrayList<>(page(ALL, null, 3));
        read.addAll(page(ALL, read.getLast(), 3));
        read.addAll(page(ALL, read.getLast(), 3));
        assertThat(read).isEqualTo(entered);
        assertThat(count(ALL)).isEqualTo(7);
    }

    @Test
    void oneFindsByStateNumberLicenceAndTheBeginningOfASurname() {
        Application generated = bench.application(Status.LICENSE_GENERATED);
        String submitted = bench.application(Status.SUBMITTED).id();
        assertThat(page(new Asked(Status.SUBMITTED, null), null, 9)).containsExactly(submitted);
        for (String words : List.of(submitted, submitted.toLowerCase(java.util.Locale.ROOT))) {
            assertThat(page(new Asked(null, words), null, 9)).containsExactly(submitted);
        }
        assertThat(page(new Asked(null, String.valueOf(generated.licence())), null, 9))
                .containsExactly(generated.id());
        assertThat(count(new Asked(null, "rak"))).isEqualTo(2);
        assertThat(count(new Asked(Status.SUBMITTED, "Rakoto"))).isEqualTo(1);
        for (String nobody : List.of("akoto", "Haja", "%", "_akoto", "'", "surname")) {
            assertThat(count(new Asked(null, nobody))).as(nobody).isZero();
        }
    }

    @Test
    void theTimeFromSubmissionToHandOverIsMeasured() {
        String id = bench.application(Status.SUBMITTED).id();
        bench.pass(Duration.ofHours(3));
        bench.database.write(handle ->
                handle.execute(
                        "update application set status = 'completed', changed_at = ? where id = ?",
                        bench.now().toEpochMilli(),
                        id));
        List<Long> took = bench.database.read(handle -> ApplicationListStore.durations(handle, 10));
        assertThat(took).containsExactly(Duration.ofHours(3).toMillis());
    }

    private List<String> page(Asked asked, @Nullable String after, int most) {
        return bench.database.read(handle ->
                ApplicationListStore.page(handle, asked, after, most).stream()
                        .map(Application::id)
                        .toList());
    }

    private long count(Asked asked) {
        return bench.database.<Long>read(handle -> ApplicationListStore.count(handle, asked));
    }
}
