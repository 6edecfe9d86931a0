package ampro.hub.custody;

import static ampro.hub.custody.JobStatus.ASSIGNED;
import static ampro.hub.custody.JobStatus.HELD;
import static ampro.hub.custody.JobStatus.PRINTING;
import static ampro.hub.custody.SampleJob.NOW;
import static ampro.hub.custody.SampleJob.claim;
import static ampro.hub.custody.SampleJob.fromBefore;
import static ampro.hub.custody.SampleJob.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.Token;
import ampro.hub.custody.ledger.BlankAccount;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a job remembers of its way, and what is said when it does not follow.
@Tag("unit")
class JobTest {

    @Test
    void aNewJobWaitsWithoutLeaseCardOrBlank() {
        Job job = Job.queued("J-1", "A-1", "T1", "TNR", 2, "J-0", NOW);
        assertThat(job.status()).isEqualTo(JobStatus.QUEUED);
        assertThat(job.replaces()).isEqualTo("J-0");
        assertThat(job.queuedAt()).isEqualTo(NOW);
        assertThat(job.lease()).isNull();
        assertThat(job.blank()).isNull();
        assertThat(job.booking().account()).isEqualTo(BlankAccount.LOADED);
        assertThat(job.withdrawn()).isFalse();
        assertThat(job.ticks()).isEqualTo(Job.Ticks.NONE);
    }

    /// A printer that reads blanks says which one it is once, at BOUND.
    @Test
    void aBlankThatWasIdentifiedStaysIdentified() {
        Job bound =
                claim(
                                SampleJob.in(PRINTING),
                                EventType.BOUND,
                                new Facts(
                                        "B-7", null, null, null, null, null, null, null, null, null,
                                        null, null),
                                Tenure.FIRST)
                        .job();
        Job made = claim(bound, EventType.MADE, Facts.NONE, Tenure.FIRST).job();
        Job ejected = claim(made, EventType.EJECTED, Facts.NONE, Tenure.FIRST).job();
        assertThat(List.of(bound, made, ejected)).extracting(Job::blank).containsOnly("B-7");
        Job good =
                claim(ejected, EventType.GOOD, Facts.found("B-8", null, "haja"), Tenure.FIRST)
                        .job();
        assertThat(good.blank()).as("the check's scan says it last").isEqualTo("B-8");
    }

    @Test
    void whatWasNotFedAndIsStillWantedStaysWithItsStation() {
        JobStep step = claim(SampleJob.in(PRINTING), EventType.NOT_FED, Facts.NONE, Tenure.FIRST);
        assertThat(step.job().status()).isEqualTo(ASSIGNED);
        assertThat(only(JobEffect.Revoke.class, step)).isEmpty();
    }

    @Test
    void aJobSaysWhyItIsWhereItIs() {
        assertThat(fromBefore(ASSIGNED).reason()).isEqualTo("term-began");
        Job held =
                claim(
                                SampleJob.in(ASSIGNED),
                                EventType.REFUSED,
                                Facts.reason("artwork"),
                                Tenure.FIRST)
                        .job();
        assertThat(held.status()).isEqualTo(HELD);
        assertThat(held.reason()).isEqualTo("artwork");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HELD")
    void onlyWhoSaysThatItHoldsAForgottenGrantHasTheJob(EventType type) {
        Job job = fromBefore(ASSIGNED);
        Lease later = new Lease("tmm-01", new Token(1, 30), "9PX2AAAAAAAAAAAA");
        JobStep step = claim(job, later, type, Facts.card(later.card()), SampleJob.RECOVERING);
        assertThat(step.job()).isEqualTo(job);
        assertThat(only(JobEffect.KnowCard.class, step)).isEmpty();
    }

    @Test
    void aDecisionUnderALaterLeaseThatWasNeverHeldIsAnAlert() {
        Job job = fromBefore(ASSIGNED);
        Lease later = new Lease("tmm-01", new Token(1, 30), "9PX2AAAAAAAAAAAA");
        JobStep step =
                claim(
                        job,
                        later,
                        EventType.ADJUDICATED,
                        SampleJob.decided("not_fed"),
                        SampleJob.RECOVERING);
        assertThat(step.job()).isEqualTo(job);
        assertThat(step.effects()).singleElement().isInstanceOf(JobEffect.Alert.class);
    }

    @Test
    void anAlertNamesTheTokenThatIsClaimedAndTheOneThatStands() {
        Lease other = new Lease("tnr-01", new Token(1, 99), "9PX2AAAAAAAAAAAA");
        assertThat(alert(SampleJob.in(PRINTING), other)).contains("J-17", "good", "1.99", "1.17");
        assertThat(alert(SampleJob.in(JobStatus.QUEUED), other)).contains("1.99", "none");
    }

    @Test
    void wordsOfTheDatabaseAreReadAsTheyAreWritten() {
        for (JobStatus status : JobStatus.values()) {
            assertThat(JobStatus.of(status.code())).isEqualTo(status);
        }
        assertThat(CardStatus.REVOKED.code()).isEqualTo("revoked");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JobStatus.of("lost"))
                .withMessageContaining("lost");
    }

    private static String alert(Job job, Lease other) {
        JobStep step = claim(job, other, EventType.GOOD, Facts.NONE, Tenure.FIRST);
        return only(JobEffect.Alert.class, step).getFirst().detail();
    }
}
