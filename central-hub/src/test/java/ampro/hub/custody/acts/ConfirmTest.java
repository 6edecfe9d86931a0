package ampro.hub.custody.acts;

import static ampro.firmware.wire.EventType.ADJUDICATED;
import static ampro.firmware.wire.EventType.ANSWERED;
import static ampro.firmware.wire.EventType.INTENT;
import static ampro.firmware.wire.EventType.UNKNOWN;
import static ampro.hub.custody.acts.Office.MIRA;
import static ampro.hub.custody.acts.Office.NORO;
import static ampro.hub.custody.acts.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Up;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.custody.Job;
import ampro.hub.custody.JobStatus;
import ampro.hub.staff.Role;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.Asking.State;
import ampro.hub.store.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One person at the box, the second one at the hub.
@Tag("store")
class ConfirmTest {
    private static final Facts GOOD = Facts.decided("tnr-01-1", "seen", "good", "faly", null);

    private final Bench bench;
    private final Box box;
    private final Job job;

    ConfirmTest(@TempDir Path folder) {
        bench = new Bench(Dialect.SQLITE, folder);
        Office office = new Office(bench);
        box = bench.box("tnr-01", 4);
        job = office.claimed(box, INTENT, UNKNOWN);
        bench.take(box.claim(ANSWERED, job, GOOD));
        bench.emptyOutbox();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void whatOneFoundAtTheBoxTheOtherConfirmsAtTheHub() {
        Asking asked = waiting();
        assertThat(asked.kind()).isEqualTo("confirm");
        assertThat(asked.askedBy()).isEqualTo("faly");
        assertThat(asked.said())
                .containsEntry("found", "good")
                .containsEntry("blank", "tnr-01-1")
                .containsEntry("station", "tnr-01");
        bench.acts.approve(asked.id(), NORO).orThrow();
        assertThat(bench.sentTo(box.id()))
                .containsExactly(new Down.Confirm(job.id(), Bench.token(job), GOOD, "noro"));
        assertThat(bench.job(job).status())
                .as("the box has not said that it heard it")
                .isEqualTo(JobStatus.IN_DOUBT);
        assertRefused("decided", bench.acts.approve(asked.id(), MIRA));
        bench.take(box.claim(ADJUDICATED, job, GOOD.confirmedBy("noro")));
        assertThat(bench.job(job).status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void theBrokerMayDropIt() {
        bench.acts.approve(waiting().id(), NORO).orThrow();
        bench.emptyOutbox();
        bench.pass(Duration.ofHours(30));
        Up.OpenLease open = new Up.OpenLease(job.id(), Bench.token(job), LeaseState.UNKNOWN);
        bench.take(box.hello(List.of(open)));
        assertThat(bench.sentTo(box.id()))
                .contains(new Down.Confirm(job.id(), Bench.token(job), GOOD, "noro"));
        bench.take(box.claim(ADJUDICATED, job, GOOD.confirmedBy("noro")));
        bench.emptyOutbox();
        bench.take(box.hello(List.of()));
        assertThat(bench.sentTo(box.id())).noneMatch(Down.Confirm.class::isInstance);
    }

    @Test
    @Tag("FM-39")
    void theSamePersonDoesNotConfirmFromTheHub() {
        assertRefused(
                "forbidden",
                bench.acts.approve(waiting().id(), Bench.person("faly", Role.MANAGER)));
        assertThat(bench.sentTo(box.id())).noneMatch(Down.Confirm.class::isInstance);
    }

    /// The number is another card's, as the book has it; the box waits for the very answer it gave.
    @Test
    void anAnswerIsConfirmedAsItWasGiven() {
        new Office(bench).destroyed("tnr-01-2");
        Facts other = Facts.decided("tnr-01-2", "seen", "spoiled", "faly", null);
        bench.take(box.claim(ANSWERED, job, other));
        bench.acts.approve(waiting().id(), NORO).orThrow();
        assertThat(bench.sentTo(box.id()))
                .contains(new Down.Confirm(job.id(), Bench.token(job), other, "noro"));
        bench.take(box.claim(ADJUDICATED, job, other.confirmedBy("noro")));
        assertThat(bench.job(job).isSpoiledUnread()).isTrue();
    }

    /// The job has no lease any more that could be confirmed.
    @Test
    void whatWasFoundNotFedInARecoveryIsNotAskedAnyMore() {
        bench.box("tnr-02", 1);
        bench.recovery.restored(MIRA);
        bench.take(
                box.claim(
                        ADJUDICATED, job, Facts.decided(null, "seen", "not_fed", "faly", "noro")));
        assertThat(bench.job(job).status()).isEqualTo(JobStatus.RECOVERY);
        assertThat(bench.job(job).answer()).isNull();
        assertThat(bench.acts.newest())
                .extracting(Asking::state)
                .doesNotContain(Asking.State.WAITING);
    }

    @Test
    void aRefusalSendsNothingAndStaysVisible() {
        Asking asked = waiting();
        bench.acts.refuse(asked.id(), "look in the reject box again", NORO).orThrow();
        assertThat(bench.sentTo(box.id())).noneMatch(Down.Confirm.class::isInstance);
        assertThat(bench.acts.newest().getFirst().answer()).contains("reject box");
        Facts other = Facts.decided("tnr-01-1", "seen", "spoiled", "faly", null);
        bench.take(box.claim(ANSWERED, job, other));
        assertThat(waiting().said()).containsEntry("found", "spoiled");
    }

    @Test
    void anotherAnswerTakesThePlaceOfTheFirst() {
        Asking first = waiting();
        bench.take(
                box.claim(ANSWERED, job, Facts.decided("tnr-01-2", "seen", "good", "faly", null)));
        assertThat(waiting().said()).containsEntry("blank", "tnr-01-2");
        assertRefused("decided", bench.acts.approve(first.id(), NORO));
    }

    @Test
    void whatIsDecidedAtTheBoxIsNotAskedAnyMore() {
        Asking asked = waiting();
        bench.take(box.claim(ADJUDICATED, job, GOOD.confirmedBy("mira")));
        assertThat(bench.acts.newest()).extracting(Asking::state).containsExactly(State.EXPIRED);
        assertRefused("decided", bench.acts.approve(asked.id(), NORO));
    }

    private Asking waiting() {
        return bench.acts.newest().stream()
                .filter(asking -> asking.state() == State.WAITING)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing waits for a second person"));
    }
}
