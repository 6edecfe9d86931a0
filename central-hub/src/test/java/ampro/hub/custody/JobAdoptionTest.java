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
import static ampro.hub.custody.SampleJob.RECOVERING;
import static ampro.hub.custody.SampleJob.claim;
import static ampro.hub.custody.SampleJob.decided;
import static ampro.hub.custody.SampleJob.fromBefore;
import static ampro.hub.custody.SampleJob.only;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.Token;
import ampro.hub.application.Status;
import ampro.hub.custody.ledger.BlankAccount;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A restored hub is told of a grant that it has forgotten.
@Tag("unit")
class JobAdoptionTest {
    private static final Lease FORGOTTEN =
            new Lease("tmm-01", new Token(1, 30), "9PX2AAAAAAAAAAAA");

    @Test
    void theHolderOfAForgottenGrantHasTheJob() {
        JobStep step = held(fromBefore(QUEUED), FORGOTTEN);
        assertThat(step.job().status()).as("until its station has reported").isEqualTo(RECOVERY);
        assertThat(step.job().lease()).isEqualTo(FORGOTTEN);
        assertThat(step.job().booking()).isEqualTo(Job.Booking.NONE);
        assertThat(step.job().ticks().received()).isEqualTo(NOW);
        assertThat(step.effects()).containsExactly(new JobEffect.KnowCard(FORGOTTEN));
    }

    /// It was given back before it was granted again: its card is nobody's.
    @Test
    void theLeaseOfBeforeIsVoid() {
        JobStep step = held(fromBefore(ASSIGNED), FORGOTTEN);
        assertThat(step.job().lease()).isEqualTo(FORGOTTEN);
        assertThat(step.effects())
                .containsExactlyInAnyOrder(
                        new JobEffect.KnowCard(FORGOTTEN),
                        new JobEffect.SetCard(LEASE.card(), CardStatus.VOID));
    }

    /// Its double feed had put further blanks in doubt: no job would ask about them any more.
    @Test
    void whatTheLeaseOfBeforeHadInDoubtLiesInTheHopperAgain() {
        Job job = claim(fromBefore(ASSIGNED), EventType.INTENT, Facts.NONE, RECOVERING).job();
        job = claim(job, EventType.UNKNOWN, Facts.NONE.inDoubt(3), RECOVERING).job();
        assertThat(only(JobEffect.MoveBlank.class, held(job, FORGOTTEN)))
                .containsExactly(
                        new JobEffect.MoveBlank(
                                BlankAccount.IN_DOUBT, BlankAccount.LOADED, null, 1),
                        new JobEffect.MoveBlank(
                                BlankAccount.IN_DOUBT, BlankAccount.LOADED, null, 2));
    }

    @Test
    void whatIsMadeUnderAForgottenGrantCounts() {
        Job job = held(fromBefore(QUEUED), FORGOTTEN).job();
        JobStep intent = claim(job, FORGOTTEN, EventType.INTENT, Facts.NONE, RECOVERING);
        assertThat(intent.job().status()).isEqualTo(PRINTING);
        assertThat(only(JobEffect.MoveBlank.class, intent))
                .containsExactly(
                        new JobEffect.MoveBlank(
                                BlankAccount.LOADED, BlankAccount.IN_PRINTER, null, 1));
        job = claim(intent.job(), FORGOTTEN, EventType.EJECTED, Facts.NONE, RECOVERING).job();
        JobStep good = claim(job, FORGOTTEN, EventType.GOOD, Facts.NONE, RECOVERING);
        assertThat(good.job().status()).isEqualTo(COMPLETED);
        assertThat(only(JobEffect.SetCard.class, good))
                .containsExactly(new JobEffect.SetCard(FORGOTTEN.card(), CardStatus.LIVE));
    }

    /// The other station's events come between: it had begun, fed nothing and given back.
    @ParameterizedTest
    @EnumSource(names = {"PRINTING", "IN_DOUBT"})
    void aLaterGrantIsAdoptedAlsoWhileTheOneOfBeforeIsToldAgain(JobStatus told) {
        Job job = claim(fromBefore(ASSIGNED), EventType.INTENT, Facts.NONE, RECOVERING).job();
        if (told == IN_DOUBT) {
            job = claim(job, EventType.UNKNOWN, Facts.NONE, RECOVERING).job();
        }
        assertThat(job.status()).isEqualTo(told);
        JobStep step = held(job, FORGOTTEN);
        assertThat(step.job().status()).isEqualTo(RECOVERY);
        assertThat(step.job().lease()).isEqualTo(FORGOTTEN);
        assertThat(step.job().booking()).isEqualTo(Job.Booking.NONE);
        assertThat(step.effects())
                .containsExactlyInAnyOrder(
                        new JobEffect.KnowCard(FORGOTTEN),
                        new JobEffect.SetCard(LEASE.card(), CardStatus.VOID),
                        new JobEffect.MoveBlank(
                                SampleJob.accountOf(told), BlankAccount.LOADED, null, 1),
                        new JobEffect.MoveApplication(
                                Status.QUEUED_FOR_PRINTING, "granted again since"));
        assertIgnored(step.job(), EventType.NOT_FED);
        assertIgnored(step.job(), EventType.RELEASED);
        Job printed = claim(step.job(), FORGOTTEN, EventType.INTENT, Facts.NONE, RECOVERING).job();
        assertIgnored(printed, EventType.NOT_FED);
        assertIgnored(printed, EventType.RELEASED);
    }

    @ParameterizedTest
    @EnumSource(names = {"HELD", "INTENT", "UNKNOWN", "NOT_FED", "RELEASED", "FENCED"})
    void whatWasSaidUnderAnEarlierLeaseIsIgnored(EventType type) {
        assertIgnored(held(fromBefore(QUEUED), FORGOTTEN).job(), type);
    }

    /// A card was made under a lease that does not stand: people must find it.
    @ParameterizedTest
    @EnumSource(names = {"GOOD", "SPOILED"})
    void aCardOfAnEarlierLeaseIsAnAlert(EventType type) {
        Job job = held(fromBefore(QUEUED), FORGOTTEN).job();
        assertAlert(job, claim(job, type, Facts.NONE, RECOVERING));
    }

    @Test
    void ofADecisionUnderAnEarlierLeaseOnlyThatNothingWasFedIsIgnored() {
        Job job = held(fromBefore(QUEUED), FORGOTTEN).job();
        assertThat(claim(job, EventType.ADJUDICATED, decided("not_fed"), RECOVERING))
                .isEqualTo(new JobStep(job, List.of()));
        for (String decision : List.of("good", "spoiled")) {
            assertAlert(job, claim(job, EventType.ADJUDICATED, decided(decision), RECOVERING));
        }
    }

    /// Its grant was lost and it was asked back, or it was refused: nothing was fed.
    @ParameterizedTest
    @EnumSource(names = {"RELEASED", "FENCED", "REFUSED"})
    void whatWasGivenBackUnheldIsIgnored(EventType type) {
        for (Job job : List.of(fromBefore(ASSIGNED), fromBefore(QUEUED))) {
            assertThat(claim(job, FORGOTTEN, type, Facts.NONE, RECOVERING))
                    .isEqualTo(new JobStep(job, List.of()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INTENT", "EJECTED", "UNKNOWN", "GOOD", "SPOILED", "LOCKED"})
    void aLaterLeaseThatWasNeverHeldIsAnAlert(EventType type) {
        Job job = fromBefore(ASSIGNED);
        assertAlert(job, claim(job, FORGOTTEN, type, Facts.NONE, RECOVERING));
    }

    @Test
    void nothingIsAdoptedWithoutItsCardsIdentity() {
        Job job = fromBefore(ASSIGNED);
        assertAlert(job, claim(job, FORGOTTEN, EventType.HELD, Facts.NONE, RECOVERING));
    }

    /// The hub that began this term knows every grant of it.
    @Test
    void nothingOfThisTermIsAdopted() {
        Job job = fromBefore(ASSIGNED);
        Lease own = new Lease("tmm-01", new Token(2, 1), FORGOTTEN.card());
        assertAlert(job, held(job, own));
        Lease later = new Lease("tmm-01", new Token(3, 1), FORGOTTEN.card());
        assertAlert(job, held(job, later));
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED", "CANCELLED"})
    void whatIsSettledAdoptsNothing(JobStatus status) {
        Job job = SampleJob.in(status);
        assertAlert(job, held(job, FORGOTTEN));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"COMPLETED", "FAILED", "CANCELLED"})
    void withoutANewTermNothingIsAdopted(JobStatus status) {
        Job job = SampleJob.in(status);
        JobStep step =
                claim(job, FORGOTTEN, EventType.HELD, Facts.card(FORGOTTEN.card()), Tenure.FIRST);
        assertAlert(job, step);
    }

    @Test
    void aCardThatWasCheckedStaysItsLeases() {
        Job job = SampleJob.in(QUALITY_CHECK);
        Job good = claim(job, EventType.GOOD, Facts.NONE, RECOVERING).job();
        assertAlert(good, held(good, FORGOTTEN));
    }

    @ParameterizedTest
    @EnumSource
    void aTokenIsItsStationsAlone(EventType type) {
        Lease stolen = new Lease("tmm-01", LEASE.token(), LEASE.card());
        for (JobStatus status : JobStatus.values()) {
            for (Tenure tenure : List.of(Tenure.FIRST, RECOVERING)) {
                Job job = SampleJob.in(status);
                if (job.lease() != null) {
                    JobStep step = claim(job, stolen, type, Facts.card(LEASE.card()), tenure);
                    assertThat(step.job()).as("%s, %s", status, tenure).isEqualTo(job);
                    assertThat(step.effects()).allMatch(JobEffect.Alert.class::isInstance);
                }
            }
        }
    }

    private static JobStep held(Job job, Lease lease) {
        return claim(job, lease, EventType.HELD, Facts.card(lease.card()), RECOVERING);
    }

    private static void assertIgnored(Job job, EventType type) {
        JobStep step = claim(job, type, Facts.card(LEASE.card()), RECOVERING);
        assertThat(step.job()).isEqualTo(job);
        assertThat(step.effects()).as("%s under the lease of before", type).isEmpty();
    }

    private static void assertAlert(Job job, JobStep step) {
        assertThat(step.job()).isEqualTo(job);
        assertThat(step.effects()).singleElement().isInstanceOf(JobEffect.Alert.class);
    }
}
