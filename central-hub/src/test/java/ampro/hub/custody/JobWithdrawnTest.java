package ampro.hub.custody;

import static ampro.hub.custody.JobStatus.ASSIGNED;
import static ampro.hub.custody.JobStatus.CANCELLED;
import static ampro.hub.custody.JobStatus.FAILED;
import static ampro.hub.custody.JobStatus.IN_DOUBT;
import static ampro.hub.custody.JobStatus.PRINTING;
import static ampro.hub.custody.JobStatus.QUALITY_CHECK;
import static ampro.hub.custody.JobStatus.QUEUED;
import static ampro.hub.custody.JobStatus.RECOVERY;
import static ampro.hub.custody.SampleJob.LEASE;
import static ampro.hub.custody.SampleJob.RECOVERED;
import static ampro.hub.custody.SampleJob.RECOVERING;
import static ampro.hub.custody.SampleJob.claim;
import static ampro.hub.custody.SampleJob.decided;
import static ampro.hub.custody.SampleJob.fromBefore;
import static ampro.hub.custody.SampleJob.only;
import static ampro.hub.custody.SampleJob.step;
import static ampro.hub.custody.SampleJob.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.hub.application.Status;
import ampro.hub.custody.ledger.BlankAccount;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// An order that is cancelled while a station has it: what was not begun is given back, what was
/// made is destroyed, and nothing of it becomes anybody's card.
@Tag("unit")
class JobWithdrawnTest {
    private static final Tenure TENURE = Tenure.FIRST;

    @ParameterizedTest
    @EnumSource(names = {"PRINTING", "QUALITY_CHECK", "IN_DOUBT", "RECOVERY"})
    void whatIsUnderWayGoesOnAndIsRemembered(JobStatus status) {
        Job job = SampleJob.in(status);
        JobStep step = step(job, new JobEvent.Cancelled("withdrawn"), TENURE);
        assertThat(step.job().status()).isEqualTo(status);
        assertThat(step.job().withdrawn()).isTrue();
        assertThat(step.job().lease()).isEqualTo(LEASE);
        assertThat(step.job().booking()).isEqualTo(job.booking());
        assertThat(step.job().version()).isEqualTo(job.version() + 1);
        assertThat(only(JobEffect.Alert.class, step)).isEmpty();
    }

    @Test
    void whatIsWithdrawnTwiceIsWithdrawn() {
        Job twice = withdrawn(withdrawn(SampleJob.in(ASSIGNED)));
        assertThat(twice.status()).isEqualTo(ASSIGNED);
        assertThat(twice.withdrawn()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"RELEASED", "FENCED", "REFUSED"})
    void whatIsGivenBackIsCancelled(EventType type) {
        JobStep step = claim(withdrawn(SampleJob.in(ASSIGNED)), type, Facts.NONE, TENURE);
        assertThat(step.job().status()).isEqualTo(CANCELLED);
        assertThat(step.job().lease()).isNull();
        assertThat(step.effects())
                .containsExactlyInAnyOrder(
                        new JobEffect.SetCard(LEASE.card(), CardStatus.VOID),
                        new JobEffect.MoveApplication(Status.CANCELLED, "withdrawn"));
    }

    @Test
    void aCardThatWasMadeAllTheSameIsDestroyedAndNobodys() {
        JobStep step =
                claim(
                        withdrawn(SampleJob.in(QUALITY_CHECK)),
                        EventType.GOOD,
                        Facts.found("B-7", null, "haja"),
                        TENURE);
        assertThat(step.job().status()).isEqualTo(FAILED);
        assertThat(step.job().blank()).isEqualTo("B-7");
        assertThat(step.job().ticks().finished()).isEqualTo(SampleJob.NOW);
        assertThat(step.effects())
                .containsExactly(
                        new JobEffect.MoveBlank(
                                BlankAccount.OUT_TRAY, BlankAccount.SPOILED, "B-7", 1),
                        new JobEffect.SetCard(LEASE.card(), CardStatus.REVOKED),
                        new JobEffect.MoveApplication(Status.QUEUED_FOR_PRINTING, "withdrawn"),
                        new JobEffect.MoveApplication(Status.CANCELLED, "withdrawn"));
    }

    @ParameterizedTest
    @CsvSource({"PRINTING, IN_PRINTER", "QUALITY_CHECK, OUT_TRAY"})
    void aSpoiledCardIsNotMadeAgain(JobStatus from, BlankAccount blank) {
        JobStep step = claim(withdrawn(SampleJob.in(from)), EventType.SPOILED, Facts.NONE, TENURE);
        assertThat(step.job().status()).isEqualTo(FAILED);
        assertThat(step.effects())
                .containsExactly(
                        new JobEffect.MoveBlank(blank, BlankAccount.SPOILED, null, 1),
                        new JobEffect.SetCard(LEASE.card(), CardStatus.SPOILED),
                        new JobEffect.MoveApplication(Status.QUEUED_FOR_PRINTING, "withdrawn"),
                        new JobEffect.MoveApplication(Status.CANCELLED, "withdrawn"));
    }

    /// The station would print it again by itself.
    @Test
    void whatWasNotFedIsAskedBack() {
        JobStep step =
                claim(withdrawn(SampleJob.in(PRINTING)), EventType.NOT_FED, Facts.NONE, TENURE);
        assertThat(step.job().status()).isEqualTo(ASSIGNED);
        assertThat(step.job().withdrawn()).isTrue();
        assertThat(only(JobEffect.Revoke.class, step)).containsExactly(new JobEffect.Revoke(LEASE));
        JobStep back = claim(step.job(), EventType.RELEASED, Facts.NONE, TENURE);
        assertThat(back.job().status()).isEqualTo(CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({
        "good, FAILED, SPOILED, REVOKED",
        "spoiled, FAILED, SPOILED, SPOILED",
        "not_fed, CANCELLED, LOADED, REVOKED"
    })
    void twoPeopleSettleItsDoubt(
            String decision, JobStatus to, BlankAccount account, CardStatus card) {
        Job doubtful =
                claim(withdrawn(SampleJob.in(PRINTING)), EventType.UNKNOWN, Facts.NONE, TENURE)
                        .job();
        assertThat(doubtful.status()).isEqualTo(IN_DOUBT);
        assertThat(doubtful.withdrawn()).isTrue();
        JobStep step = claim(doubtful, EventType.ADJUDICATED, decided(decision), TENURE);
        assertThat(step.job().status()).isEqualTo(to);
        assertThat(only(JobEffect.MoveBlank.class, step))
                .containsExactly(new JobEffect.MoveBlank(BlankAccount.IN_DOUBT, account, null, 1));
        assertThat(only(JobEffect.SetCard.class, step))
                .containsExactly(new JobEffect.SetCard(LEASE.card(), card));
        assertThat(only(JobEffect.MoveApplication.class, step))
                .extracting(JobEffect.MoveApplication::to)
                .containsExactly(Status.QUEUED_FOR_PRINTING, Status.CANCELLED);
    }

    /// It may have been granted once more after the backup, to a station that is missing.
    @ParameterizedTest
    @EnumSource(names = {"RELEASED", "FENCED", "REFUSED"})
    void inRecoveryItIsCancelledWhenNoStationMayHaveIt(EventType type) {
        JobStep back = claim(withdrawn(fromBefore(ASSIGNED)), type, Facts.NONE, RECOVERING);
        assertThat(back.job().status()).isEqualTo(RECOVERY);
        assertThat(back.job().withdrawn()).isTrue();
        assertThat(back.effects())
                .containsExactly(new JobEffect.SetCard(LEASE.card(), CardStatus.VOID));
        assertCancelled(step(back.job(), new JobEvent.AllReported(), RECOVERED));
    }

    @Test
    void whatNoStationHasIsCancelledWhenAllHaveReported() {
        assertCancelled(step(withdrawn(fromBefore(QUEUED)), new JobEvent.AllReported(), RECOVERED));
        JobStep leased =
                step(withdrawn(fromBefore(ASSIGNED)), new JobEvent.AllReported(), RECOVERED);
        assertThat(leased.job().status()).isEqualTo(CANCELLED);
        assertThat(leased.effects())
                .containsExactlyInAnyOrder(
                        new JobEffect.SetCard(LEASE.card(), CardStatus.VOID),
                        new JobEffect.MoveApplication(Status.CANCELLED, "withdrawn"));
    }

    @Test
    void aWithdrawalOutlivesANewTerm() {
        Job job =
                step(withdrawn(SampleJob.in(ASSIGNED)), new JobEvent.TermBegan(), RECOVERING).job();
        assertThat(job.withdrawn()).isTrue();
        JobStep fenced = claim(job, EventType.FENCED, Facts.NONE, RECOVERING);
        assertCancelled(step(fenced.job(), new JobEvent.AllReported(), RECOVERED));
    }

    @Test
    void whatIsOnlyQueuedIsCancelledAtOnce() {
        assertCancelled(step(SampleJob.in(QUEUED), new JobEvent.Cancelled("withdrawn"), TENURE));
    }

    private static void assertCancelled(JobStep step) {
        assertThat(step.job().status()).isEqualTo(CANCELLED);
        assertThat(step.job().reason()).isEqualTo("withdrawn");
        assertThat(step.effects())
                .isEqualTo(List.of(new JobEffect.MoveApplication(Status.CANCELLED, "withdrawn")));
    }
}
