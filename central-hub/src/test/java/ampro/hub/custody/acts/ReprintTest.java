package ampro.hub.custody.acts;

import static ampro.hub.custody.acts.Office.MIRA;
import static ampro.hub.custody.acts.Office.NORO;
import static ampro.hub.custody.acts.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.application.Status;
import ampro.hub.custody.Job;
import ampro.hub.custody.JobStatus;
import ampro.hub.custody.ledger.BlankAccount;
import ampro.hub.staff.second.Asking;
import ampro.hub.store.Dialect;
import ampro.hub.web.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class ReprintTest {
    private static final int BLANKS = 4;

    private final Bench bench;
    private final Office office;
    private final Box box;

    ReprintTest(@TempDir Path folder) {
        bench = new Bench(Dialect.SQLITE, folder);
        office = new Office(bench);
        box = bench.box("tnr-01", BLANKS);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Tag("FM-37")
    void aSpoiledCardIsPrintedAnewWhenTwoPeopleHaveDestroyedIt() {
        Job spoiled = office.spoiled(box, "tnr-01-1");
        assertThat(office.application(spoiled)).isEqualTo("printing");
        assertRefused("no-reprint", office.ask(Act.REPRINT, spoiled.id(), Map.of()));
        office.destroyed("tnr-01-1");
        Asking asked = office.ask(Act.REPRINT, spoiled.id(), Map.of()).orThrow();
        assertThat(asked.said())
                .containsEntry("ground", "destroyed")
                .containsEntry("blank", "tnr-01-1")
                .containsEntry("card", Office.card(spoiled));
        assertThat(office.application(spoiled)).as("only asked for").isEqualTo("printing");
        assertThat(office.newest(spoiled)).isEqualTo(spoiled);

        bench.acts.approve(asked.id(), NORO).orThrow();
        Job again = office.newest(spoiled);
        assertThat(again.id()).isNotEqualTo(spoiled.id());
        assertThat(again.replaces()).isEqualTo(spoiled.id());
        assertThat(again.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(office.application(spoiled)).isEqualTo("queued_for_printing");
        assertThat(office.cardStatus(spoiled)).isEqualTo("destroyed");
        assertThat(bench.grants.grantAll()).isEqualTo(1);
        assertThat(Office.card(bench.job(again))).isNotEqualTo(Office.card(spoiled));
        assertRefused("no-reprint", office.ask(Act.REPRINT, spoiled.id(), Map.of()));
    }

    /// Torn or burnt in a jam: the book knows by what is missing which blank it was.
    @Test
    @Tag("FM-37")
    void aSpoiledCardWhoseBlankNobodyCouldReadIsNamedByTwoPeopleFirst() {
        Job good = office.completed(box, "tnr-01-1");
        Job spoiled = office.spoiled(box, null);
        assertThat(office.at("tnr-01")).containsEntry(BlankAccount.SPOILED, 1L);
        assertRefused("no-reprint", office.ask(Act.REPRINT, spoiled.id(), Map.of()));
        assertRefused("nothing-to-name", named(good, "tnr-01-2"));
        assertRefused("blank-elsewhere", named(spoiled, "tnr-01-1"));
        assertRefused("invalid", named(spoiled, "tnr-01-2..tnr-01-3"));
        assertRefused("invalid", named(spoiled, ""));

        Asking asked = named(spoiled, "tnr-01-2").orThrow();
        assertRefused("forbidden", bench.acts.approve(asked.id(), MIRA));
        bench.acts.approve(asked.id(), NORO).orThrow();
        assertThat(bench.job(spoiled).blank()).isEqualTo("tnr-01-2");
        assertThat(bench.job(spoiled).reason()).isEqualTo(spoiled.reason());
        assertThat(bench.blanks.audit()).isEmpty();
        assertThat(office.at("tnr-01")).containsEntry(BlankAccount.SPOILED, 1L);
        assertRefused("nothing-to-name", named(spoiled, "tnr-01-3"));

        office.destroyed("tnr-01-2");
        office.both(Act.REPRINT, spoiled.id(), Map.of());
        assertThat(office.newest(spoiled).replaces()).isEqualTo(spoiled.id());
    }

    /// The scanned number is the next card's: nobody could ever destroy it as this one's.
    @Test
    void aNumberThatAnotherCardHasIsNotBelieved() {
        office.completed(box, "tnr-01-1");
        Job spoiled = office.spoiled(box, "tnr-01-1");
        assertThat(spoiled.isSpoiledUnread()).isTrue();
        assertThat(office.alerts()).contains("blank-differs");
        office.both(Act.NAME_BLANK, spoiled.id(), Map.of("blank", "tnr-01-2"));
        assertThat(bench.blanks.audit()).isEmpty();
        office.destroyed("tnr-01-2");
        office.both(Act.REPRINT, spoiled.id(), Map.of());
        assertThat(office.newest(spoiled).replaces()).isEqualTo(spoiled.id());
    }

    @Test
    void spoiledCardsThatAreLostWithTheirBoxAreRevokedAndPrintedAnew() {
        Job read = office.spoiled(box, "tnr-01-1");
        Job unread = office.spoiled(box, null);
        Job destroyed = office.spoiled(box, "tnr-01-3");
        office.destroyed("tnr-01-3");
        office.both(Act.BOX_LOST, "tnr-01", Map.of());
        for (Job job : List.of(read, unread)) {
            assertThat(office.cardStatus(job)).isEqualTo("revoked");
            assertThat(office.newest(job).replaces()).isEqualTo(job.id());
        }
        assertThat(office.cardStatus(destroyed)).isEqualTo("spoiled");
        assertThat(office.newest(destroyed)).isEqualTo(bench.job(destroyed));
    }

    @Test
    void aSpoiledCardThatIsLostBeforeItIsDestroyedIsRevokedWithItsReprint() {
        Job spoiled = office.spoiled(box, "tnr-01-1");
        office.lost("tnr-01-1");
        Asking asked = office.ask(Act.REPRINT, spoiled.id(), Map.of()).orThrow();
        assertThat(asked.said()).containsEntry("ground", "spoiled_and_lost");
        assertThat(office.cardStatus(spoiled)).isEqualTo("spoiled");
        bench.acts.approve(asked.id(), NORO).orThrow();
        assertThat(office.cardStatus(spoiled)).isEqualTo("revoked");
        assertThat(bench.job(spoiled).reason()).isEqualTo("spoiled-and-lost");
        assertThat(office.newest(spoiled).replaces()).isEqualTo(spoiled.id());
    }

    /// What a retired box left behind lies in the central office.
    @Test
    void anUnreadCardOfARetiredBoxIsNamedWhereItLiesNow() {
        Job unread = office.spoiled(box, null);
        office.both(Act.TAKE_IN, "tnr-01", Map.of("place", "cabinet 3"));
        office.both(
                Act.RETIRE,
                "tnr-01",
                Map.of("counted_blanks", "" + (BLANKS - 1), "counted_rejects", "1"));
        Asking asked = named(unread, "tnr-01-2").orThrow();
        bench.acts.approve(asked.id(), NORO).orThrow();
        assertThat(bench.job(unread).blank()).isEqualTo("tnr-01-2");
        assertThat(bench.blanks.audit()).isEmpty();
    }

    private Outcome<Asking> named(Job job, String blank) {
        return office.ask(Act.NAME_BLANK, job.id(), Map.of("blank", blank));
    }

    @Test
    @Tag("FM-39")
    void onePersonDoesNotOrderAReprint() {
        Job spoiled = office.spoiled(box, "tnr-01-1");
        office.destroyed("tnr-01-1");
        Asking asked = office.ask(Act.REPRINT, spoiled.id(), Map.of()).orThrow();
        assertRefused("forbidden", bench.acts.approve(asked.id(), MIRA));
        assertThat(office.newest(spoiled)).isEqualTo(spoiled);
        assertThat(office.application(spoiled)).isEqualTo("printing");
    }

    @Test
    void aRefusedReprintChangesNothing() {
        Job spoiled = office.spoiled(box, "tnr-01-1");
        office.destroyed("tnr-01-1");
        Asking asked = office.ask(Act.REPRINT, spoiled.id(), Map.of()).orThrow();
        bench.acts.refuse(asked.id(), "its holder has withdrawn", NORO).orThrow();
        assertThat(office.newest(spoiled)).isEqualTo(spoiled);
        assertThat(bench.acts.newest())
                .extracting(Asking::answer)
                .containsExactly("its holder has withdrawn");
    }

    @Test
    void whatWasNotSpoiledIsNotPrintedTwice() {
        Job good = office.completed(box, "tnr-01-1");
        assertRefused("no-reprint", office.ask(Act.REPRINT, good.id(), Map.of()));
        Job doubtful = office.claimed(box, EventType.INTENT, EventType.UNKNOWN);
        assertRefused("no-reprint", office.ask(Act.REPRINT, doubtful.id(), Map.of()));
        assertRefused("not-found", office.ask(Act.REPRINT, "J-99", Map.of()));
    }

    /// A card that was asked back and made all the same.
    @Test
    @Tag("FM-59")
    void whatNobodyWantsIsDestroyedAndNotPrintedAnew() {
        Job job = office.claimed(box, EventType.INTENT, EventType.MADE);
        bench.jobs.cancel(job.id(), "the holder has moved abroad", MIRA).orThrow();
        bench.take(box.claim(EventType.EJECTED, job));
        bench.take(box.claim(EventType.GOOD, job, Box.blank("tnr-01-1")));
        assertThat(office.cardStatus(job)).isEqualTo("revoked");
        assertThat(office.at("tnr-01")).containsEntry(BlankAccount.SPOILED, 1L);
        office.destroyed("tnr-01-1");
        assertRefused("no-reprint", office.ask(Act.REPRINT, job.id(), Map.of()));
        assertThat(office.application(job)).isEqualTo("cancelled");
    }

    @Test
    @Tag("FM-62")
    void aCardThatNeverArrivedIsRevokedAndPrintedAnew() {
        Job good = office.completed(box, "tnr-01-1");
        bench.applications.move(good.application(), Status.SHIPPED, MIRA, null).orThrow();
        Asking asked = office.ask(Act.REPRINT, good.id(), Map.of()).orThrow();
        assertThat(office.cardStatus(good)).as("only asked for").isEqualTo("live");
        bench.acts.approve(asked.id(), NORO).orThrow();
        assertThat(office.cardStatus(good)).isEqualTo("revoked");
        assertThat(bench.witness.revoked()).contains(Office.card(good));
        assertThat(office.newest(good).replaces()).isEqualTo(good.id());
        assertThat(bench.job(good).booking().account()).isEqualTo(BlankAccount.LOST);
        assertThat(bench.blanks.sums())
                .containsEntry(BlankAccount.LOST, 1L)
                .containsEntry(BlankAccount.ISSUED, 0L);
        office.assertBalanced(BLANKS);
    }

    @Test
    void aCardThatArrivedMeanwhileIsNotRevoked() {
        Job good = office.completed(box, "tnr-01-1");
        bench.applications.move(good.application(), Status.SHIPPED, MIRA, null).orThrow();
        Asking asked = office.ask(Act.REPRINT, good.id(), Map.of()).orThrow();
        bench.applications
                .move(good.application(), Status.READY_FOR_COLLECTION, MIRA, null)
                .orThrow();
        assertRefused("no-reprint", bench.acts.approve(asked.id(), NORO));
        assertThat(office.cardStatus(good)).isEqualTo("live");
    }
}
