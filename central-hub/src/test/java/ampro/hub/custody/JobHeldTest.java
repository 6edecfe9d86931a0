package ampro.hub.custody;

import static ampro.hub.custody.JobStatus.QUEUED;
import static ampro.hub.custody.SampleJob.NOW;
import static ampro.hub.custody.SampleJob.assertAlert;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What cannot be printed as it is waits for people.
@Tag("unit")
class JobHeldTest {
    @ParameterizedTest
    @EnumSource
    void aQueuedJobThatCannotBeDrawnIsHeldAndPeopleAreTold(JobStatus status) {
        Job job = SampleJob.in(status);
        JobStep step =
                JobMachine.step(job, new JobEvent.NotDrawn("8: does not fit"), Tenure.FIRST, NOW);
        if (status == QUEUED) {
            assertThat(step.job().status()).isEqualTo(JobStatus.HELD);
            assertThat(step.job().reason()).isEqualTo("8: does not fit");
            assertThat(step.effects())
                    .containsExactly(new JobEffect.Alert("not-drawn", "8: does not fit"));
        } else {
            assertAlert(job, step);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyAHeldJobIsQueuedAgain(JobStatus status) {
        Job job = SampleJob.in(status);
        JobStep step = JobMachine.step(job, new JobEvent.Resumed(), Tenure.FIRST, NOW);
        if (status == JobStatus.HELD) {
            assertThat(step.job().status()).isEqualTo(QUEUED);
            assertThat(step.job().reason()).isNull();
            assertThat(step.effects()).isEmpty();
        } else {
            assertAlert(job, step);
        }
    }
}
