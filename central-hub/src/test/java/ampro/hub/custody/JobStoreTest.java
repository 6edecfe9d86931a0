package ampro.hub.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ampro.firmware.wire.CardCode;
import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Token;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.application.Application;
import ampro.hub.application.Status;
import ampro.hub.custody.ledger.BlankAccount;
import ampro.hub.store.Dialect;
import ampro.hub.store.History;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Actor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class JobStoreTest {
    private final Bench bench;

    JobStoreTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aJobIsReadAsItWasSaved() {
        bench.box("tnr-01", 1);
        Job queued = bench.queued();
        bench.pass(Duration.ofSeconds(3));
        bench.grants.grantAll();
        Job assigned = bench.job(queued);
        assertThat(assigned.lease()).isNotNull();
        assertThat(assigned.ticks().sent()).isEqualTo(bench.now());
        Job full =
                new Job(
                        assigned.id(),
                        assigned.application(),
                        assigned.licence(),
                        assigned.site(),
                        assigned.priority(),
                        null,
                        JobStatus.COMPLETED,
                        assigned.version() + 1,
                        assigned.lease(),
                        new Job.Booking(BlankAccount.ISSUED, "B-1", 2),
                        "reason",
                        true,
                        null,
                        assigned.queuedAt(),
                        bench.now(),
                        new Job.Ticks(
                                bench.now(),
                                bench.now().plusMillis(1),
                                bench.now().plusMillis(2),
                                bench.now().plusMillis(3)));
        assertThat(save(assigned, full)).isTrue();
        assertThat(bench.job(queued)).isEqualTo(full);
    }

    @Test
    @Tag("FM-54")
    void aCardThatCannotBeDrawnKeepsNobodyWaiting() {
        bench.box("tnr-01", 2);
        Job first = bench.queued();
        Job second = bench.queued();
        bench.notDrawn = first.id();
        assertThat(bench.grants.grantAll()).isEqualTo(2);
        assertThat(bench.job(first).status()).isEqualTo(JobStatus.HELD);
        assertThat(bench.job(first).reason()).isEqualTo("8: the text does not fit");
        assertThat(bench.alerts()).containsExactly("not-drawn");
        assertThat(bench.job(second).status()).isEqualTo(JobStatus.ASSIGNED);
        bench.jobs.cancel(first.id(), "cannot be drawn", Bench.MIRA).orThrow();
    }

    @Test
    void anApplicationWhoseCardCannotBeDrawnGoesBackToReviewWithTheReason() {
        bench.unprintable = "The card cannot be drawn.";
        Application back = bench.application(Status.LICENSE_GENERATED);
        assertThat(back.status()).isEqualTo(Status.UNDER_REVIEW);
        assertThat(bench.applications.past(back.id()).history().getLast().reason())
                .isEqualTo("The card cannot be drawn.");
    }

    @Test
    void whoLoadedAnOlderVersionSavesNothing() {
        Job queued = bench.queued();
        Job cancelled = queued.next(queued.in(JobStatus.CANCELLED, "first"), bench.now());
        assertThat(save(queued, cancelled)).isTrue();
        assertThat(save(queued, queued.next(queued.in(JobStatus.HELD, "second"), bench.now())))
                .isFalse();
        assertThat(bench.job(queued).reason()).isEqualTo("first");
    }

    @Test
    void anApplicationHasOneOpenJob() {
        Job queued = bench.queued();
        assertThatThrownBy(() ->
                        bench.database.write(handle -> {
                            JobStore.insert(
                                    handle,
                                    Job.queued(
                                            "J-99",
                                            queued.application(),
                                            queued.licence(),
                                            queued.site(),
                                            1,
                                            null,
                                            bench.now()));
                            return 0;
                        }))
                .isInstanceOf(RuntimeException.class);
        assertThat(bench.jobs.newest(10)).containsExactly(queued);
    }

    @Test
    void urgentGoesFirstThenFirstInFirstOut() {
        for (int priority : List.of(1, 1, 3, 2, 3)) {
            String id = bench.application(Status.LICENSE_GENERATED).id();
            bench.jobs.queue(id, priority, Bench.MIRA).orThrow();
            bench.pass(Duration.ofSeconds(1));
        }
        assertThat(bench.database.read(handle -> JobStore.queue(handle, 10)).stream().map(Job::id))
                .containsExactly("J-3", "J-5", "J-4", "J-1", "J-2");
    }

    @Test
    void firstInIsFirstOutWithinOneMillisecond() {
        List<String> queued =
                java.util.stream.Stream.generate(() -> bench.queued().id()).limit(12).toList();
        List<Job> queue = bench.database.read(handle -> JobStore.queue(handle, 20));
        assertThat(queue).extracting(Job::id).isEqualTo(queued);
    }

    @Test
    void everyChangeIsAVersionWithItsLineAndItsAuditRow() {
        Box box = bench.box("tnr-01", 1);
        Job queued = bench.queued();
        bench.grants.grantAll();
        bench.take(box.claim(EventType.HELD, bench.job(queued)));
        Job released = bench.job(queued);
        bench.take(box.claim(EventType.RELEASED, released));
        List<History.Change> history =
                bench.database.read(handle -> JobHistoryStore.of(handle, queued.id()));
        assertThat(history).extracting(History.Change::version).containsExactly(1L, 2L, 3L, 4L);
        assertThat(history)
                .extracting(History.Change::toStatus)
                .containsExactly("queued", "assigned", "assigned", "queued");
        assertThat(history)
                .extracting(History.Change::actor)
                .containsExactly("mira", "hub", "tnr-01", "tnr-01");
        assertThat(
                        bench.column(
                                "select count(*) from audit where object = 'job/"
                                        + queued.id()
                                        + "'"))
                .isEqualTo("4");
        assertThat(bench.column("select status from card")).isEqualTo("void");
    }

    @Test
    void noTokenAndNoCardIdentityIsUsedTwice() {
        Box box = bench.box("tnr-01", 3);
        Job job = bench.queued();
        for (int round = 1; round <= 3; round++) {
            bench.grants.grantAll();
            assertThat(Bench.token(bench.job(job)))
                    .as("the first number is the block's own")
                    .isEqualTo(new Token(1, round + 1));
            bench.take(box.claim(EventType.RELEASED, bench.job(job)));
        }
        assertThat(bench.column("select count(distinct identity) from card")).isEqualTo("3");
        assertThat(bench.column("select count(distinct n) from card")).isEqualTo("3");
    }

    @Test
    void aStationGetsNoMoreLeasesThanBlanksAndThanItsScreenShows() {
        bench.box("tnr-01", 2);
        for (int i = 0; i < 10; i++) {
            bench.queued();
        }
        assertThat(bench.grants.grantAll()).as("two blanks").isEqualTo(2);
        bench.box("tmm-01", 50);
        assertThat(bench.grants.grantAll()).as("one in print and five next").isEqualTo(6);
    }

    @Test
    void artworkIsOnlyForTheHolderOfTheGrant() {
        Box box = bench.box("tnr-01", 1);
        Job queued = bench.queued();
        bench.grants.grantAll();
        Job job = bench.job(queued);
        Token token = Bench.token(job);
        Actor station = Actor.station("tnr-01");
        String artwork = bench.grants.artwork(job.id(), token, station).orThrow();
        assertThat(EventChain.sha256(artwork)).isEqualTo(bench.last(Down.Grant.class).sha256());
        Token other = new Token(token.term(), token.n() + 1);
        assertThat(bench.grants.artwork(job.id(), other, station).isRefused()).isTrue();
        assertThat(bench.grants.artwork(job.id(), token, Actor.station("tnr-02")).isRefused())
                .isTrue();
        assertThat(bench.grants.artwork("J-999", token, station).isRefused()).isTrue();
        bench.take(box.claim(EventType.INTENT, job));
        bench.take(box.claim(EventType.EJECTED, job));
        bench.take(box.claim(EventType.GOOD, job, Box.blank("tnr-01-1")));
        assertThat(bench.grants.artwork(job.id(), token, station).isRefused())
                .as("settled")
                .isTrue();
        assertLive(job);
    }

    private void assertLive(Job job) {
        String card = Objects.requireNonNull(bench.job(job).lease()).card();
        assertThat(live(job.licence(), card)).isTrue();
        assertThat(live("T0100099999", card)).isFalse();
        assertThat(live(job.licence(), "0000000000000000")).isFalse();
    }

    private boolean live(String licence, String card) {
        return bench.database.read(handle -> CardStore.isLive(handle, new CardCode(licence, card)));
    }

    @Test
    void cancellingEndsJobAndApplicationTogetherOrNeither() {
        Job queued = bench.queued();
        bench.box("tnr-01", 1);
        bench.grants.grantAll();
        bench.jobs.cancel(queued.id(), "withdrawn", Bench.MIRA).orThrow();
        assertThat(bench.job(queued).status()).as("asked back").isEqualTo(JobStatus.ASSIGNED);
        assertThat(bench.last(Down.Revoke.class).token()).isEqualTo(Bench.token(bench.job(queued)));
        Job other = bench.queued();
        bench.jobs.cancel(other.id(), "withdrawn", Bench.MIRA).orThrow();
        assertThat(bench.job(other).status()).isEqualTo(JobStatus.CANCELLED);
        assertThat(bench.applications.find(other.application()).orThrow().status())
                .isEqualTo(Status.CANCELLED);
    }

    private boolean save(Job from, Job to) {
        return bench.database.write(handle -> JobStore.save(handle, from, to));
    }
}
