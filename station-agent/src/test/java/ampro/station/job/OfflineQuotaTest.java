package ampro.station.job;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.station.store.CrashPoint.Commit;
import ampro.station.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The hard stops of a station that is alone.
@Tag("store")
class OfflineQuotaTest {
    private static final Duration ALMOST = OfflineQuota.ALONE_MAX.minusSeconds(1);

    @TempDir private Path folder;
    private Database database;
    private EventStore events;
    private LeaseStore leases;
    private OfflineQuota quota;
    private long nanos = -7;

    @BeforeEach
    void open() throws IOException {
        database = new Database(folder.resolve("journal.db"));
        events = new EventStore(database, () -> Instant.EPOCH, () -> 1);
        leases = new LeaseStore(database, events, new Guard(null));
        quota = new OfflineQuota(events, () -> nanos);
    }

    @AfterEach
    void close() throws IOException {
        database.close();
    }

    @Test
    @Tag("FM-40")
    void nothingIsBegunAfterThreeDaysAlone() {
        pass(ALMOST);
        assertThat(quota.spent()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(quota.spent()).contains(Problem.QUOTA_SPENT);
        welcomed(true);
        assertThat(quota.spent()).isEmpty();
    }

    @Test
    void threeDaysCountFromTheLastMomentOfTheConversation() {
        welcomed(true);
        pass(OfflineQuota.ALONE_MAX.multipliedBy(2));
        assertThat(quota.spent()).as("a quiet week with the hub").isEmpty();
        welcomed(false);
        pass(ALMOST);
        assertThat(quota.spent()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(quota.spent()).contains(Problem.QUOTA_SPENT);
    }

    @Test
    @Tag("FM-08")
    void nothingIsBegunWhileTheHubDoesNotKnowTenThousandEvents() {
        append(OfflineQuota.UNACKNOWLEDGED_MAX - 1);
        assertThat(quota.spent()).isEmpty();
        append(1);
        assertThat(quota.spent()).contains(Problem.QUOTA_SPENT);
        String first = EventChain.hash(events.after(0).getFirst());
        assertThat(events.acknowledged(1, first)).isTrue();
        assertThat(quota.spent()).isEmpty();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private void welcomed(boolean isWelcomed) {
        quota.follow(leases.load().welcomed(isWelcomed));
    }

    private void append(long count) {
        database.write(
                Commit.STATE,
                handle -> {
                    for (long i = 0; i < count; i++) {
                        events.append(handle, EventType.LABEL, null, Facts.NONE);
                    }
                    return count;
                });
    }
}
