package ampro.hub.custody.acts;

import static ampro.hub.custody.acts.Office.MIRA;
import static ampro.hub.custody.acts.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ampro.firmware.wire.EventType;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.application.Status;
import ampro.hub.custody.Job;
import ampro.hub.custody.JobStatus;
import ampro.hub.custody.ledger.BlankAccount;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is asked of the hub, and in whatever order: nobody has two live cards.
@Tag("store")
@OnBothDatabases
class OneCardTest {
    private static final int BLANKS = 4;

    private final Bench bench;
    private final Office office;
    private final Box box;

    OneCardTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
        office = new Office(bench);
        box = bench.box("tnr-01", BLANKS);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /// A form that was kept in an old tab, or a program that sends its request again.
    @Test
    void whatWasQueuedOnceIsNeverQueuedByOnePersonAgain() {
        Job spoiled = office.spoiled(box, "tnr-01-1");
        assertNotQueued(spoiled);
        Job good = office.completed(box, "tnr-01-2");
        assertNotQueued(good);
        bench.applications.move(good.application(), Status.SHIPPED, MIRA, null).orThrow();
        assertNotQueued(good);
        assertThat(office.cardStatus(good)).isEqualTo("live");
    }

    /// Its card would stay live, and nobody could end it.
    @Test
    void whatWaitsForItsHolderIsNotCancelledAlone() {
        Job good = office.completed(box, "tnr-01-1");
        bench.applications.move(good.application(), Status.SHIPPED, MIRA, null).orThrow();
        bench.applications
                .move(good.application(), Status.READY_FOR_COLLECTION, MIRA, null)
                .orThrow();
        assertRefused(
                "card-waits",
                bench.applications.move(good.application(), Status.CANCELLED, MIRA, "no show"));
        assertThat(office.application(good)).isEqualTo("ready_for_collection");
    }

    @Test
    @Tag("FM-54")
    void whatCannotBeDrawnHoldsNothingUpAndIsQueuedAgainWhenThatIsMended() {
        Job torn = bench.queued();
        Job whole = bench.queued();
        bench.whileDrawing =
                () -> {
                    bench.whileDrawing = () -> {};
                    throw new IllegalStateException("the stored portrait is damaged");
                };
        assertThat(bench.grants.grantAll()).as("held, and granted").isEqualTo(2);
        assertThat(bench.job(torn).status()).isEqualTo(JobStatus.HELD);
        assertThat(bench.job(torn).reason()).contains("portrait is damaged");
        assertThat(bench.job(whole).status()).isEqualTo(JobStatus.ASSIGNED);
        assertRefused("not-held", bench.jobs.resume(whole.id(), MIRA));
        assertRefused("not-found", bench.jobs.resume("J-99", MIRA));
        bench.jobs.resume(torn.id(), MIRA).orThrow();
        assertThat(bench.grants.grantAll()).isEqualTo(1);
        assertThat(bench.job(torn).status()).isEqualTo(JobStatus.ASSIGNED);
    }

    /// Fonts, disk or memory are gone: that is no card's fault, and nobody has to queue a heap
    /// anew.
    @Test
    @Tag("FM-54")
    void whereNoCardCanBeDrawnTheQueueStays() {
        for (int i = 0; i < 6; i++) {
            bench.queued();
        }
        bench.whileDrawing =
                () -> {
                    throw new IllegalStateException("the font is gone");
                };
        for (int round = 0; round < 5; round++) {
            assertThatIllegalStateException().isThrownBy(bench.grants::grantAll);
        }
        assertThat(bench.alerts()).as("three were held").hasSize(3).containsOnly("not-drawn");
        bench.whileDrawing = () -> {};
        assertThat(bench.grants.grantAll()).isEqualTo(3);
    }

    /// The old card is wherever it is; the list of revoked identities is not set back.
    @Test
    void aGoodCardThatWasRevokedSinceIsReplacedByTwo() {
        Job good = office.completed(box, "tnr-01-1");
        bench.database.write(handle ->
                handle.execute(
                        "update card set status = 'revoked' where identity = ?",
                        Office.card(good)));
        office.both(Act.REPRINT, good.id(), Map.of());
        assertThat(office.newest(good).replaces()).isEqualTo(good.id());
        assertThat(office.application(good)).isEqualTo("queued_for_printing");
        assertThat(bench.blanks.sums()).containsEntry(BlankAccount.LOST, 1L);
        office.assertBalanced(BLANKS);
    }

    private void assertNotQueued(Job job) {
        String before = office.application(job);
        assertRefused("has-print-job", bench.jobs.queue(job.application(), 1, MIRA));
        assertThat(office.newest(job)).isEqualTo(job);
        assertThat(office.application(job)).isEqualTo(before);
    }

    /// The database says that the lost card is live: it may have lost the commit that revoked it.
    @Test
    void aSecondCardIsNotLiveWhileTheFirstOneIs() {
        Job first = office.completed(box, "tnr-01-1");
        bench.applications.move(first.application(), Status.SHIPPED, MIRA, null).orThrow();
        office.both(Act.REPRINT, first.id(), Map.of());
        bench.database.write(handle ->
                handle.execute(
                        "update card set status = 'live' where identity = ?", Office.card(first)));
        bench.grants.grantAll();
        Job second = checked(office.newest(first), EventType.GOOD, "tnr-01-2");
        assertNoLicence(second);
        office.destroyed("tnr-01-2");
        office.both(Act.REPRINT, second.id(), Map.of());
        assertThat(office.newest(first).replaces()).isEqualTo(second.id());
    }

    private Job checked(Job job, EventType as, String blank) {
        for (EventType type : List.of(EventType.INTENT, EventType.MADE, EventType.EJECTED)) {
            bench.take(box.claim(type, job));
        }
        bench.take(box.claim(as, job, Box.blank(blank)));
        return bench.job(job);
    }

    private void assertNoLicence(Job job) {
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.reason()).isEqualTo("card-revoked");
        assertThat(office.cardStatus(job)).isEqualTo("spoiled");
        assertThat(office.at("tnr-01")).containsEntry(BlankAccount.SPOILED, 1L);
        assertThat(office.alerts()).contains("card-revoked");
        office.assertBalanced(BLANKS);
    }
}
