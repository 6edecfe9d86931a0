package ampro.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.store.Database;
import ampro.hub.store.Dialect;
import ampro.hub.store.FreshDatabase;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Actor;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("store")
@OnBothDatabases
class AuditStoreTest {
    private final Database database;

    AuditStoreTest(Dialect dialect, @TempDir Path folder) {
        database = FreshDatabase.of(dialect, folder).open();
    }

    @BeforeEach
    void fiveRows() {
        write("job/J-1", null, null, "queued");
        write("job/J-1", "no ribbon", "assigned", "queued");
        write("job/J-2", null, null, "queued");
        write("job/J-1", null, "queued", "assigned");
        write("job/J-2", "é — ∞", "queued", "cancelled");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aWholeChainVerifies() {
        assertThat(firstBroken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit set actor = 'rija' where n = 3",
                "update audit set at = at + 1 where n = 3",
                "update audit set reason = 'because' where n = 3",
                "update audit set reason = '' where n = 3",
                "update audit set after = 'queue' where n = 3",
                "update audit set object = 'job/J-3' where n = 3",
                "update audit set hash = 'f' || substr(hash, 2) || 'x' where n = 3"
            })
    void aChangedRowIsFound(String tampering) {
        database.write(handle -> handle.execute(tampering));
        assertThat(firstBroken()).isEqualTo(3);
    }

    @Test
    void aMissingRowIsFoundByTheNext() {
        database.write(handle -> handle.execute("delete from audit where n = 2"));
        assertThat(firstBroken()).isEqualTo(3);
    }

    @Test
    void aMissingBeginningIsFound() {
        database.write(handle -> handle.execute("delete from audit where n = 1"));
        assertThat(firstBroken()).isEqualTo(2);
    }

    @Test
    void twoFieldsDoNotShareTheirBytes() {
        database.write(handle ->
                handle.execute(
                        "update audit set before = 'queuedassig', after = 'ned' where n = 4"));
        assertThat(firstBroken()).isEqualTo(4);
    }

    @Test
    void rowsOfOneObjectAreReadInTheirOrder() {
        assertThat(
                        database.read(handle -> AuditStore.of(handle, "job/J-1")).stream()
                                .map(AuditStore.Row::n))
                .containsExactly(1L, 2L, 4L);
    }

    @Test
    void aRefusedCommandLeavesNoRowAndNoGap() {
        try {
            database.write(handle -> {
                AuditStore.write(
                        handle, Instant.EPOCH, Actor.HUB, "x", "job/J-9", null, null, null);
                throw new IllegalStateException("refused");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("refused");
        }
        write("job/J-1", null, null, null);
        assertThat(firstBroken()).isZero();
        assertThat(database.read(handle -> AuditStore.of(handle, "job/J-1")).getLast().n())
                .isEqualTo(6);
    }

    private void write(
            String object,
            @Nullable String reason,
            @Nullable String before,
            @Nullable String after) {
        database.write(handle -> {
            AuditStore.write(
                    handle,
                    Instant.parse("2026-11-22T08:00:00Z"),
                    Actor.HUB,
                    "changed",
                    object,
                    reason,
                    before,
                    after);
            return 0;
        });
    }

    private long firstBroken() {
        return database.read(AuditStore::firstBroken);
    }
}
