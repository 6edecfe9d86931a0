package ampro.hub.custody;

import static ampro.hub.custody.JobStatus.ASSIGNED;
import static ampro.hub.custody.JobStatus.COMPLETED;
import static ampro.hub.custody.JobStatus.FAILED;
import static ampro.hub.custody.JobStatus.PRINTING;
import static ampro.hub.custody.JobStatus.QUEUED;
import static ampro.hub.custody.JobStatus.RECOVERY;
import static ampro.hub.custody.SampleJob.LEASE;
import static ampro.hub.custody.SampleJob.NOW;
import static ampro.hub.custody.SampleJob.RECOVERED;
import static ampro.hub.custody.SampleJob.RECOVERING;
import static ampro.hub.custody.SampleJob.accountOf;
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
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Custody, section 5: a box in custody is settled card by card, a lost one all at once. Whatever
/// card turns up afterwards is no licence.
@Tag("unit")
class JobLossesTest {
    private static final JobEvent BOX_LOST = new JobEvent.BoxLost("burnt");
    private static final Facts SPOILED = Facts.decided("B-7", "cut", "spoiled", "mira", "noro");
    private static final JobEffect REVOKED =
            new JobEffect.SetCard(LEASE.card(), CardStatus.REVOKED);
    private static final JobEffect BEGUN = new JobEffect.MoveApplication(Status.PRINTING, null);

    @ParameterizedTest
    @EnumSource(names = {"ASSIGNED", "PRINTING", "QUALITY_CHECK", "IN_DOUBT", "RECOVERY"})
    @Tag("FM-48")
    void whatWasWithALostBoxHasFailedAndItsIdentityIsRevoked(JobStatus status) {
        JobStep lost = step(SampleJob.in(status), BOX_LOST, Tenure.FIRST);
        assertThat(lost.job().status()).isEqualTo(FAILED);
        assertThat(lost.job().reason()).isEqualTo("burnt");
        assertThat(lost.job().booking().account()).isEqualTo(BlankAccount.LOST);
        assertThat(lost.job().ticks().finished()).isEqualTo(NOW);
        if (accountOf(status) == BlankAccount.LOADED) {
            assertThat(lost.effects())
                    .as("its application follows as if it had been begun")
                    .containsExactly(BEGUN, REVOKED);
        } else {
            assertThat(lost.effects())
                    .as("its blank is lost with the box's, not here")
                    .containsExactly(REVOKED);
        }
    }

    @Test
    @Tag("FM-59")
    void whatNobodyWantedAnyMoreEndsWithItsBox() {
        JobStep lost = step(withdrawn(SampleJob.in(ASSIGNED)), BOX_LOST, Tenure.FIRST);
        assertThat(lost.job().status()).isEqualTo(FAILED);
        assertThat(lost.effects())
                .containsExactly(
                        BEGUN,
                        REVOKED,
                        new JobEffect.MoveApplication(
                                Status.QUEUED_FOR_PRINTING, JobChange.WITHDRAWN),
                        new JobEffect.MoveApplication(Status.CANCELLED, JobChange.WITHDRAWN));
    }

    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "HELD", "CANCELLED", "COMPLETED", "FAILED"})
    void whatIsSettledOrWithNoStationIsNeitherLostNorSettledWithABox(JobStatus status) {
        Job job = SampleJob.in(status);
        assertAlert(job, step(job, BOX_LOST, Tenure.FIRST));
        assertAlert(job, step(job, new JobEvent.Settled(SPOILED), Tenure.FIRST));
    }

    @Test
    void whatNoStationHeldWhenTheTermBeganIsNeitherLostNorSettledWithABox() {
        Job job = fromBefore(QUEUED);
        assertAlert(job, step(job, BOX_LOST, RECOVERING));
        assertAlert(job, step(job, new JobEvent.Settled(SPOILED), RECOVERING));
    }

    @ParameterizedTest
    @EnumSource(names = {"ASSIGNED", "PRINTING", "QUALITY_CHECK", "IN_DOUBT", "RECOVERY"})
    @Tag("FM-58")
    void aCardThatIsFoundInABoxInCustodyIsSpoiledAndRevoked(JobStatus status) {
        Job job = SampleJob.in(status);
        JobStep found = step(job, new JobEvent.Settled(SPOILED), Tenure.FIRST);
        assertThat(found.job().status()).isEqualTo(FAILED);
        assertThat(found.job().blank()).isEqualTo("B-7");
        assertThat(only(JobEffect.MoveBlank.class, found))
                .containsExactly(
                        new JobEffect.MoveBlank(accountOf(status), BlankAccount.SPOILED, "B-7", 1));
        assertThat(found.effects().getLast()).isEqualTo(REVOKED);
        assertThat(only(JobEffect.MoveApplication.class, found).stream().map(e -> (JobEffect) e))
                .isEqualTo(
                        accountOf(status) == BlankAccount.LOADED
                                ? java.util.List.of(BEGUN)
                                : java.util.List.of());
    }

    @ParameterizedTest
    @EnumSource(names = {"PRINTING", "QUALITY_CHECK", "IN_DOUBT"})
    void whatTwoPeopleFindNotFedIsQueuedAgainWithItsBlankAndItsIdentityIsRevoked(JobStatus status) {
        JobStep back = step(SampleJob.in(status), notFed(), Tenure.FIRST);
        assertThat(back.job().status()).isEqualTo(QUEUED);
        assertThat(back.job().lease()).isNull();
        assertThat(only(JobEffect.MoveBlank.class, back))
                .containsExactly(
                        new JobEffect.MoveBlank(accountOf(status), BlankAccount.LOADED, null, 1));
        assertThat(only(JobEffect.MoveApplication.class, back))
                .extracting(JobEffect.MoveApplication::to)
                .containsExactly(Status.QUEUED_FOR_PRINTING);
        assertThat(back.effects().getLast()).isEqualTo(REVOKED);
    }

    /// Else the box could never be counted out.
    @Test
    @Tag("FM-36")
    void theFurtherBlanksOfADoubleFeedAreSettledWithTheJob() {
        Job doubtful =
                SampleJob.claim(
                                SampleJob.in(PRINTING),
                                EventType.UNKNOWN,
                                Facts.NONE.inDoubt(2),
                                Tenure.FIRST)
                        .job();
        for (JobEvent found : List.of(new JobEvent.Settled(SPOILED), notFed())) {
            assertThat(only(JobEffect.MoveBlank.class, step(doubtful, found, Tenure.FIRST)))
                    .hasSize(2)
                    .contains(
                            new JobEffect.MoveBlank(
                                    BlankAccount.IN_DOUBT, BlankAccount.LOADED, null, 1));
        }
    }

    @Test
    void whatWasOnlyHeldGoesBackWithoutTouchingABlank() {
        JobStep back = step(SampleJob.in(ASSIGNED), notFed(), Tenure.FIRST);
        assertThat(back.job().status()).isEqualTo(QUEUED);
        assertThat(back.effects())
                .containsExactly(new JobEffect.SetCard(LEASE.card(), CardStatus.VOID), REVOKED);
    }

    @Test
    @Tag("FM-47")
    void whatIsSettledWhileAnotherStationIsMissingWaitsForIt() {
        Job job = fromBefore(ASSIGNED);
        assertThat(step(job, notFed(), RECOVERING).job().status()).isEqualTo(RECOVERY);
        assertThat(step(job, notFed(), RECOVERED).job().status()).isEqualTo(QUEUED);
    }

    @Test
    @Tag("FM-62")
    void aCardThatIsLostOnItsWayStaysCompletedAndIsRevoked() {
        JobStep lost =
                step(SampleJob.in(COMPLETED), new JobEvent.CardLost("never arrived"), Tenure.FIRST);
        assertThat(lost.job().status()).isEqualTo(COMPLETED);
        assertThat(lost.job().reason()).isEqualTo("never arrived");
        assertThat(lost.job().booking().account()).isEqualTo(BlankAccount.LOST);
        assertThat(lost.effects()).containsExactly(REVOKED);
    }

    @Test
    void aSpoiledCardThatIsLostBeforeItIsDestroyedIsRevokedToo() {
        Job spoiled =
                step(SampleJob.in(PRINTING), new JobEvent.Settled(SPOILED), Tenure.FIRST).job();
        JobEvent gone = new JobEvent.CardLost("spoiled-and-lost");
        JobStep lost = step(spoiled, gone, Tenure.FIRST);
        assertThat(lost.job().status()).isEqualTo(FAILED);
        assertThat(lost.job().blank()).isEqualTo("B-7");
        assertThat(lost.job().booking().account()).isEqualTo(BlankAccount.LOST);
        assertThat(lost.effects()).containsExactly(REVOKED);
        assertAlert(lost.job(), step(lost.job(), gone, Tenure.FIRST));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"COMPLETED", "FAILED"})
    void whatIsNotSettledIsNoLostCard(JobStatus status) {
        Job job = SampleJob.in(status);
        assertAlert(job, step(job, new JobEvent.CardLost("never arrived"), Tenure.FIRST));
    }

    private static JobEvent notFed() {
        return new JobEvent.Settled(decided("not_fed"));
    }

    private static void assertAlert(Job job, JobStep step) {
        assertThat(step.job()).isEqualTo(job);
        assertThat(step.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        JobEffect.Alert.class,
                        alert ->
                                assertThat(Objects.requireNonNull(alert).detail())
                                        .contains(job.id(), job.status().code()));
    }
}
