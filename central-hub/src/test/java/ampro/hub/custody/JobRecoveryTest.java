package ampro.hub.custody;

import static ampro.hub.custody.JobStatus.ASSIGNED;
import static ampro.hub.custody.JobStatus.COMPLETED;
import static ampro.hub.custody.JobStatus.IN_DOUBT;
import static ampro.hub.custody.JobStatus.PRINTING;
import static ampro.hub.custody.JobStatus.QUALITY_CHECK;
import static ampro.hub.custody.JobStatus.QUEUED;
import static ampro.hub.custody.JobStatus.RECOVERY;
import static ampro.hub.custody.SampleJob.LEASE;
import static ampro.hub.custody.SampleJob.NOW;
import static ampro.hub.custody.SampleJob.RECOVERED;
import static ampro.hub.custody.SampleJob.RECOVERING;
import static ampro.hub.custody.SampleJob.TOKEN;
import static ampro.hub.custody.SampleJob.claim;
import static ampro.hub.custody.SampleJob.decided;
import static ampro.hub.custody.SampleJob.fromBefore;
import static ampro.hub.custody.SampleJob.only;
import static ampro.hub.custody.SampleJob.report;
import static ampro.hub.custody.SampleJob.step;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.hub.custody.ledger.BlankAccount;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a new term makes of a job, and how reports lead out of it again.
@Tag("unit")
class JobRecoveryTest {

    @ParameterizedTest
    @EnumSource
    void aNewTermPutsEveryOpenJobIntoRecoveryAsItIs(JobStatus status) {
        Job job = SampleJob.in(status);
        JobStep step = step(job, new JobEvent.TermBegan(), RECOVERING);
        assertThat(step.effects()).as("no blank moves, no card changes").isEmpty();
        if (!status.isOpen() || status == RECOVERY) {
            assertThat(step.job()).isEqualTo(job);
            return;
        }
        assertThat(step.job().status()).isEqualTo(RECOVERY);
        assertThat(step.job().version()).isEqualTo(job.version() + 1);
        assertThat(step.job().changedAt()).isEqualTo(NOW);
        assertThat(step.job().lease()).isEqualTo(job.lease());
        assertThat(step.job().booking()).isEqualTo(job.booking());
    }

    /// The lease stands as its station says; what has ended was claimed before the report.
    @ParameterizedTest
    @CsvSource({
        "HELD, ASSIGNED, ASSIGNED",
        "INTENT, PRINTING, PRINTING",
        "BOUND, PRINTING, PRINTING",
        "MADE, PRINTING, PRINTING",
        "EJECTED, QUALITY_CHECK, QUALITY_CHECK",
        "UNKNOWN, IN_DOUBT, IN_DOUBT",
        "LOCKED, IN_DOUBT, RECOVERY",
        "GOOD, QUALITY_CHECK, RECOVERY",
        "SPOILED, QUALITY_CHECK, RECOVERY",
        "RELEASED, ASSIGNED, RECOVERY",
        "FENCED, ASSIGNED, RECOVERY"
    })
    void aReportSaysWhereTheLeaseStands(LeaseState reported, JobStatus before, JobStatus to) {
        Job job = fromBefore(before);
        JobStep step = report(job, reported);
        assertThat(step.job().status()).isEqualTo(to);
        assertThat(step.job().lease()).isEqualTo(LEASE);
        assertThat(step.job().booking()).isEqualTo(job.booking());
        assertThat(step.effects()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RECOVERY")
    void aReportChangesOnlyWhatIsInRecovery(JobStatus status) {
        Job job = SampleJob.in(status);
        for (LeaseState state : LeaseState.values()) {
            assertThat(report(job, state).job()).isEqualTo(job);
        }
    }

    @Test
    void aReportOfALeaseThatDoesNotStandIsAnAlert() {
        Job job = fromBefore(PRINTING);
        for (JobEvent.Reported other :
                new JobEvent.Reported[] {
                    new JobEvent.Reported("tmm-01", TOKEN, LeaseState.EJECTED),
                    new JobEvent.Reported("tnr-01", new Token(1, 18), LeaseState.EJECTED)
                }) {
            JobStep step = step(job, other, RECOVERING);
            assertThat(step.job()).isEqualTo(job);
            assertThat(only(JobEffect.Alert.class, step)).hasSize(1);
        }
    }

    @Test
    void whatNoStationHasIsQueuedAgainWhenAllHaveReported() {
        JobStep step = step(fromBefore(ASSIGNED), new JobEvent.AllReported(), RECOVERED);
        assertThat(step.job().status()).isEqualTo(QUEUED);
        assertThat(step.job().lease()).isNull();
        assertThat(step.effects())
                .containsExactly(new JobEffect.SetCard(LEASE.card(), CardStatus.VOID));
        JobStep unleased = step(fromBefore(QUEUED), new JobEvent.AllReported(), RECOVERED);
        assertThat(unleased.job().status()).isEqualTo(QUEUED);
        assertThat(unleased.effects()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PRINTING", "QUALITY_CHECK", "IN_DOUBT"})
    void whatHasTakenABlankWaitsForItsStation(JobStatus before) {
        Job job = fromBefore(before);
        assertThat(step(job, new JobEvent.AllReported(), RECOVERED))
                .isEqualTo(new JobStep(job, List.of()));
    }

    @ParameterizedTest
    @EnumSource(names = {"HELD", "INTENT", "MADE", "EJECTED", "UNKNOWN"})
    void whatAStationReportsToHaveIsNotQueuedAgain(LeaseState state) {
        Job reported = report(fromBefore(ASSIGNED), state).job();
        JobStep step = step(reported, new JobEvent.AllReported(), RECOVERED);
        assertThat(step.job()).isEqualTo(reported);
        assertThat(step.job().status()).isNotEqualTo(QUEUED);
        assertThat(step.effects()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RECOVERY")
    void theEndOfRecoveryChangesNothingElse(JobStatus status) {
        Job job = SampleJob.in(status);
        assertThat(step(job, new JobEvent.AllReported(), RECOVERED))
                .isEqualTo(new JobStep(job, List.of()));
    }

    @ParameterizedTest
    @EnumSource(names = {"RELEASED", "FENCED", "REFUSED"})
    void whatIsGivenBackWaitsUntilEveryStationHasReported(EventType type) {
        JobStep back = claim(fromBefore(ASSIGNED), type, Facts.NONE, RECOVERING);
        assertThat(back.job().status()).isEqualTo(RECOVERY);
        assertThat(back.job().lease()).isNull();
        assertThat(back.effects())
                .containsExactly(new JobEffect.SetCard(LEASE.card(), CardStatus.VOID));
        assertThat(step(back.job(), new JobEvent.AllReported(), RECOVERED).job().status())
                .isEqualTo(QUEUED);
    }

    @Test
    void whatTwoPeopleFoundNotFedWaitsToo() {
        JobStep back =
                claim(fromBefore(IN_DOUBT), EventType.ADJUDICATED, decided("not_fed"), RECOVERING);
        assertThat(back.job().status()).isEqualTo(RECOVERY);
        assertThat(back.job().lease()).isNull();
        assertThat(back.job().booking().account()).isEqualTo(BlankAccount.LOADED);
        assertThat(step(back.job(), new JobEvent.AllReported(), RECOVERED).job().status())
                .isEqualTo(QUEUED);
    }

    /// A machine proved that nothing was fed: the station has the lease again, then gives it up.
    @Test
    void whatWasNotFedIsGivenUpBeforeItIsQueuedAgain() {
        Job notFed = claim(fromBefore(PRINTING), EventType.NOT_FED, Facts.NONE, RECOVERING).job();
        assertThat(notFed.status()).isEqualTo(RECOVERY);
        assertThat(notFed.booking().account()).isEqualTo(BlankAccount.LOADED);
        Job fenced = claim(notFed, EventType.FENCED, Facts.NONE, RECOVERING).job();
        assertThat(fenced.status()).isEqualTo(RECOVERY);
        assertThat(step(fenced, new JobEvent.AllReported(), RECOVERED).job().status())
                .isEqualTo(QUEUED);
    }

    @Test
    void aLeaseOfThisTermIsGivenBackAtOnce() {
        Job own =
                SampleJob.in(
                        ASSIGNED,
                        new Lease("tnr-01", new Token(2, 1), "AAAAAAAAAAAAAAAA"),
                        BlankAccount.LOADED);
        Lease lease = Objects.requireNonNull(own.lease());
        JobStep back = claim(own, lease, EventType.RELEASED, Facts.NONE, RECOVERING);
        assertThat(back.job().status()).isEqualTo(QUEUED);
    }

    /// Restored to a state before the outcome: the station says it again.
    @Test
    void theClaimsSinceTheBackupLeadOutOfRecovery() {
        Job job = fromBefore(ASSIGNED);
        for (EventType type : new EventType[] {EventType.INTENT, EventType.MADE}) {
            job = claim(job, type, Facts.NONE, RECOVERING).job();
            assertThat(job.status()).isEqualTo(PRINTING);
        }
        job = claim(job, EventType.EJECTED, Facts.NONE, RECOVERING).job();
        assertThat(job.status()).isEqualTo(QUALITY_CHECK);
        JobStep good = claim(job, EventType.GOOD, Facts.found("B-1", null, "haja"), RECOVERING);
        assertThat(good.job().status()).isEqualTo(COMPLETED);
        assertThat(only(JobEffect.SetCard.class, good))
                .containsExactly(new JobEffect.SetCard(LEASE.card(), CardStatus.LIVE));
    }
}
