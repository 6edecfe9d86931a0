package ampro.hub.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.StationId;
import ampro.hub.Bench;
import ampro.hub.store.CrashPoint;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What waits to be published, and what could not be read.
@Tag("store")
@OnBothDatabases
class LinkStoresTest {
    private static final StationId STATION = new StationId("tnr-01");

    private final Bench bench;

    LinkStoresTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
    }

    @BeforeEach
    void theStationIsKnown() {
        bench.box("tnr-01", 1);
        bench.emptyOutbox();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theOutboxKeepsItsOrderAndForgetsWhatWasPublished() {
        put(1, 150);
        List<OutboxStore.Row> batch = bench.database.read(OutboxStore::next);
        assertThat(batch).hasSize(100).isSortedAccordingTo((a, b) -> Long.compare(a.n(), b.n()));
        assertThat(batch.getFirst().kind()).isEqualTo("fence");
        assertThat(batch.getFirst().body()).isEqualTo("{\"term\":1}");
        bench.database.write(handle -> {
            OutboxStore.delete(handle, batch.stream().map(OutboxStore.Row::n).toList());
            return 0;
        });
        List<OutboxStore.Row> rest = bench.database.read(OutboxStore::next);
        assertThat(rest).hasSize(50);
        assertThat(rest.getFirst().body()).isEqualTo("{\"term\":101}");
    }

    @Test
    void whatWasRolledBackIsNotSent() {
        assertThat(
                        bench.database.submit(
                                CrashPoint.Commit.DESK,
                                handle -> {
                                    OutboxStore.put(
                                            handle, STATION, new Down.Fence(1), bench.now());
                                    throw new IllegalStateException("no");
                                }))
                .failsWithin(java.time.Duration.ofSeconds(10));
        assertThat(bench.sent()).isEmpty();
    }

    @Test
    void onlyTheBeginningOfALargeLetterIsKept() {
        bury("x".repeat(10_000));
        assertThat(bench.column("select length(payload) from dead_letter")).isEqualTo("4096");
        assertThat(bench.column("select topic || ': ' || why from dead_letter"))
                .isEqualTo("ampro/1/station/tnr-01/up/event: why");
    }

    @Test
    void theOldestLettersGoFirst() {
        bench.database.write(handle -> {
            for (int i = 0; i < 1_003; i++) {
                DeadLetterStore.put(handle, "t", "letter " + i, new byte[] {1}, bench.now());
            }
            return 0;
        });
        assertThat(bench.column("select count(*) from dead_letter")).isEqualTo("1000");
        assertThat(bench.column("select why from dead_letter order by n limit 1"))
                .isEqualTo("letter 3");
    }

    private void put(long from, long to) {
        bench.database.write(handle -> {
            LongStream.rangeClosed(from, to)
                    .forEach(term ->
                            OutboxStore.put(handle, STATION, new Down.Fence(term), bench.now()));
            return 0;
        });
    }

    private void bury(String payload) {
        bench.database.write(handle -> {
            DeadLetterStore.put(
                    handle,
                    "ampro/1/station/tnr-01/up/event",
                    "why",
                    payload.getBytes(UTF_8),
                    bench.now());
            return 0;
        });
    }
}
