package ampro.hub.custody.acts;

import static ampro.firmware.wire.EventType.EJECTED;
import static ampro.firmware.wire.EventType.GOOD;
import static ampro.firmware.wire.EventType.INTENT;
import static ampro.firmware.wire.EventType.MADE;
import static ampro.hub.custody.acts.Office.MIRA;
import static ampro.hub.custody.acts.Office.NORO;
import static ampro.hub.custody.acts.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.custody.Job;
import ampro.hub.custody.JobStatus;
import ampro.hub.custody.ledger.BlankAccount;
import ampro.hub.staff.second.Asking;
import ampro.hub.store.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class RetirementTest {
    private static final int BLANKS = 8;
    private static final Map<String, String> PLACE = Map.of("place", "cabinet 3, room 12");
    private static final Map<String, String> NOT_FED = Map.of("found", "not_fed");

    private final Bench bench;
    private final Office office;
    private final Box box;

    RetirementTest(@TempDir Path folder) {
        bench = new Bench(Dialect.SQLITE, folder);
        office = new Office(bench);
        box = bench.box("tnr-01", BLANKS);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aBoxIsRetiredWhenItIsTakenInSettledAndCountedOut() {
        Job held = office.claimed(box);
        Job begun = office.claimed(box, INTENT, MADE, EJECTED);
        assertRefused("not-ready", office.ask(Act.RETIRE, "tnr-01", Map.of()));
        assertRefused("not-in-custody", office.ask(Act.SETTLE, held.id(), NOT_FED));
        office.both(Act.TAKE_IN, "tnr-01", PLACE);
        assertRefused("not-ready", office.ask(Act.RETIRE, "tnr-01", Map.of()));

        office.both(Act.SETTLE, held.id(), NOT_FED);
        assertThat(bench.job(held).status()).isEqualTo(JobStatus.QUEUED);
        office.both(Act.SETTLE, begun.id(), Map.of("found", "card_found", "blank", "tnr-01-1"));
        assertThat(bench.job(begun).status()).isEqualTo(JobStatus.FAILED);
        assertThat(bench.job(begun).blank()).isEqualTo("tnr-01-1");
        assertThat(List.of(office.cardStatus(held), office.cardStatus(begun)))
                .containsOnly("revoked");
        assertThat(office.at("tnr-01"))
                .isEqualTo(Map.of(BlankAccount.LOADED, 7L, BlankAccount.SPOILED, 1L));
        assertRefused("invalid", office.ask(Act.RETIRE, "tnr-01", Map.of()));

        office.both(Act.RETIRE, "tnr-01", counted(6, 1));
        assertThat(bench.column("select state from station")).isEqualTo("retired");
        assertThat(office.at("tnr-01")).isEmpty();
        assertThat(bench.blanks.sums())
                .containsEntry(BlankAccount.VAULT, 6L)
                .containsEntry(BlankAccount.SPOILED, 1L)
                .containsEntry(BlankAccount.LOST, 1L);
        assertThat(bench.alerts()).isEmpty();
        bench.stations.enrol(box.id(), Bench.SITE, MIRA).orThrow();
        office.assertBalanced(BLANKS);
    }

    @Test
    @Tag("FM-22")
    void aNewBoxUnderTheNameIsEnrolledOnlyAfterwards() {
        office.both(Act.TAKE_IN, "tnr-01", PLACE);
        assertRefused("in-service", bench.stations.enrol(box.id(), Bench.SITE, MIRA));
        office.both(Act.RETIRE, "tnr-01", counted(BLANKS, 0));
        bench.stations.enrol(box.id(), Bench.SITE, MIRA).orThrow();
        assertRefused("not-ready", office.ask(Act.RETIRE, "tnr-01", Map.of()));
    }

    /// What was in custody printed all the same, before or after it was retired.
    @Test
    @Tag("FM-58")
    void aLateClaimIsAnAlertAndPrintsNothing() {
        Job job = office.claimed(box);
        office.both(Act.TAKE_IN, "tnr-01", PLACE);
        bench.take(box.claim(INTENT, job));
        assertThat(bench.alerts()).containsExactly("kept-claim");
        assertThat(bench.job(job).status()).isEqualTo(JobStatus.ASSIGNED);
        office.both(Act.SETTLE, job.id(), NOT_FED);
        office.both(Act.RETIRE, "tnr-01", counted(BLANKS, 0));
        bench.take(box.claim(MADE, job));
        bench.take(box.claim(EJECTED, job));
        bench.take(box.claim(GOOD, job, Box.blank("tnr-01-1")));
        assertThat(bench.jobs.alerts())
                .as("kept for people, each of them")
                .extracting(alert -> alert.code())
                .containsExactly(
                        "foreign-incarnation",
                        "foreign-incarnation",
                        "foreign-incarnation",
                        "kept-claim");
        assertThat(bench.jobs.alerts().getFirst().detail())
                .contains("good of " + job.id(), "tnr-01-1");
        assertThat(office.cardStatus(job)).isEqualTo("revoked");
        assertThat(bench.job(job).status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    @Tag("FM-39")
    void onePersonRetiresNothing() {
        for (Act act : List.of(Act.TAKE_IN, Act.BOX_LOST)) {
            Asking asked = office.ask(act, "tnr-01", PLACE).orThrow();
            assertRefused("forbidden", bench.acts.approve(asked.id(), MIRA));
        }
        assertThat(bench.column("select state from station")).isEqualTo("open");
    }

    @Test
    void aCardThatIsFoundIsFoundWithABlankOfTheBook() {
        Job job = office.claimed(box, INTENT);
        office.both(Act.TAKE_IN, "tnr-01", PLACE);
        assertRefused("invalid", office.ask(Act.SETTLE, job.id(), Map.of("found", "perhaps")));
        assertRefused("invalid", office.ask(Act.SETTLE, job.id(), Map.of("found", "card_found")));
        assertRefused(
                "invalid",
                office.ask(Act.SETTLE, job.id(), Map.of("found", "card_found", "blank", "x")));
        office.both(Act.SETTLE, job.id(), NOT_FED);
        assertThat(bench.job(job).status()).isEqualTo(JobStatus.QUEUED);
        assertThat(office.application(job)).isEqualTo("queued_for_printing");
        assertThat(office.at("tnr-01")).isEqualTo(Map.of(BlankAccount.LOADED, 8L));
        assertRefused("settled", office.ask(Act.SETTLE, job.id(), NOT_FED));
    }

    /// A torn card: its number is named when the blanks are counted out.
    @Test
    void aFoundCardWhoseNumberNobodyCanReadIsSettledWithoutIt() {
        Job job = office.claimed(box, INTENT);
        office.both(Act.TAKE_IN, "tnr-01", PLACE);
        Asking asked = office.both(Act.SETTLE, job.id(), Map.of("found", "card_unread"));
        assertThat(asked.said()).doesNotContainKey("blank");
        assertThat(bench.job(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(bench.job(job).isSpoiledUnread()).isTrue();
        assertThat(office.cardStatus(job)).isEqualTo("revoked");
        office.both(Act.RETIRE, "tnr-01", counted(BLANKS - 1, 1));
        office.both(Act.NAME_BLANK, job.id(), Map.of("blank", "tnr-01-4"));
        assertThat(bench.job(job).blank()).isEqualTo("tnr-01-4");
        office.assertBalanced(BLANKS);
    }

    @Test
    void theBlankOfAnotherCardIsNotFound() {
        office.completed(box, "tnr-01-1");
        Job job = office.claimed(box, INTENT);
        office.both(Act.TAKE_IN, "tnr-01", PLACE);
        assertRefused(
                "blank-used",
                office.ask(
                        Act.SETTLE, job.id(), Map.of("found", "card_found", "blank", "tnr-01-1")));
    }

    /// Its card is being drawn in that moment.
    @Test
    void aBoxThatIsTakenInIsGivenNothingAnyMore() {
        Job queued = bench.queued();
        bench.whileDrawing =
                () -> {
                    bench.whileDrawing = () -> {};
                    office.both(Act.TAKE_IN, "tnr-01", PLACE);
                };
        assertThat(bench.grants.grantAll()).isZero();
        assertThat(bench.job(queued).status()).isEqualTo(JobStatus.QUEUED);
    }

    @Test
    void aBoxThatIsHeardAgainIsNotLost() {
        Asking asked = office.ask(Act.BOX_LOST, "tnr-01", Map.of()).orThrow();
        bench.pass(Duration.ofMinutes(2));
        bench.take(box.hello(List.of()));
        assertRefused("facts-changed", bench.acts.approve(asked.id(), NORO));
        assertThat(bench.column("select state from station")).isEqualTo("open");
    }

    @Test
    void aLostBoxTakesItsBlanksWithItAndItsCardsAreNoLicence() {
        Job held = office.claimed(box);
        Job begun = office.claimed(box, INTENT, MADE);
        Job good = office.completed(box, "tnr-01-3");
        Job unwanted = office.claimed(box);
        bench.jobs.cancel(unwanted.id(), "moved abroad", MIRA).orThrow();
        office.both(Act.BOX_LOST, "tnr-01", Map.of());
        for (Job job : List.of(held, begun)) {
            assertThat(bench.job(job).status()).isEqualTo(JobStatus.FAILED);
            assertThat(office.cardStatus(job)).isEqualTo("revoked");
            assertThat(bench.witness.revoked()).contains(Office.card(job));
            assertThat(office.newest(job).replaces()).isEqualTo(job.id());
            assertThat(office.application(job)).isEqualTo("queued_for_printing");
        }
        assertThat(office.application(unwanted)).isEqualTo("cancelled");
        assertThat(office.cardStatus(unwanted)).isEqualTo("revoked");
        assertThat(office.cardStatus(good)).as("it is not in the box").isEqualTo("live");
        assertThat(office.at("tnr-01")).isEmpty();
        assertThat(bench.blanks.sums())
                .containsEntry(BlankAccount.LOST, 7L)
                .containsEntry(BlankAccount.ISSUED, 1L);
        office.assertBalanced(BLANKS);
        assertThat(bench.alerts()).containsExactly("box-lost");
        assertThat(bench.jobs.alerts().getFirst().detail()).contains("rests on the list");
        bench.take(box.claim(EJECTED, begun));
        assertThat(bench.alerts().getFirst()).isEqualTo("foreign-incarnation");
    }

    private static Map<String, String> counted(int blanks, int rejects) {
        return Map.of("counted_blanks", "" + blanks, "counted_rejects", "" + rejects);
    }
}
