package ampro.hub.custody;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.application.Status;
import ampro.hub.custody.ledger.LedgerStore;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class JobListStoreTest {
    private final Bench bench;

    JobListStoreTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void urgentJobsComeFirstThenThoseThatWaitLongest() {
        Job first = bench.queued();
        bench.pass(Duration.ofMinutes(1));
        Job second = bench.queued();
        String id = bench.application(Status.LICENSE_GENERATED).id();
        Job urgent = bench.jobs.queue(id, 3, Bench.MIRA).orThrow();
        List<Job> open = bench.database.read(handle -> JobListStore.list(handle, null, 10));
        assertThat(open).extracting(Job::id).containsExactly(urgent.id(), first.id(), second.id());
        List<Job> completed =
                bench.database.read(handle -> JobListStore.list(handle, JobStatus.COMPLETED, 10));
        assertThat(completed).isEmpty();
        Map<JobStatus, JobListStore.Stage> stages = bench.database.read(JobListStore::stages);
        assertThat(stages)
                .containsEntry(JobStatus.QUEUED, new JobListStore.Stage(3, first.changedAt()));
    }

    @Test
    void aPrintedCardIsFoundAndItsStationHasFinishedIt() {
        Box box = bench.box("tnr-01", 3);
        Job queued = bench.queued();
        bench.grants.grantAll();
        Job job = bench.job(queued);
        List<Job> unsettled = bench.database.read(JobListStore::unsettled);
        assertThat(unsettled).containsExactly(job);
        bench.take(box.claim(EventType.INTENT, job));
        bench.take(box.claim(EventType.EJECTED, job));
        bench.pass(Duration.ofMinutes(2));
        bench.take(box.claim(EventType.GOOD, job, Box.blank("tnr-01-2")));
        String card = Objects.requireNonNull(job.lease()).card();
        bench.database.read(handle -> {
            assertThat(JobListStore.unsettled(handle)).isEmpty();
            assertThat(JobListStore.lastCards(handle)).containsEntry("tnr-01", bench.now());
            assertThat(JobListStore.cardStatus(handle, card)).contains("live");
            for (String scanned : List.of(job.id(), "tnr-01-2")) {
                assertThat(JobListStore.applicationOf(handle, scanned)).contains(job.application());
            }
            assertThat(LedgerStore.received(handle)).isEqualTo(3);
            assertThat(LedgerStore.accountOf(handle, "tnr-01-2")).contains("issued");
            return 0;
        });
    }
}
