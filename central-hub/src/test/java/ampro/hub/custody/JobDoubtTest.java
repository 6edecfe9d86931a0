package ampro.hub.custody;

import static ampro.hub.custody.JobStatus.ASSIGNED;
import static ampro.hub.custody.JobStatus.FAILED;
import static ampro.hub.custody.JobStatus.IN_DOUBT;
import static ampro.hub.custody.JobStatus.PRINTING;
import static ampro.hub.custody.JobStatus.RECOVERY;
import static ampro.hub.custody.SampleJob.RECOVERING;
import static ampro.hub.custody.SampleJob.claim;
import static ampro.hub.custody.SampleJob.decided;
import static ampro.hub.custody.SampleJob.only;
import static ampro.hub.custody.SampleJob.report;
import static ampro.hub.custody.SampleJob.step;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.hub.application.Status;
import ampro.hub.custody.ledger.BlankAccount;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What nobody can know: how many blanks it is about, and the first person's answer.
@Tag("unit")
class JobDoubtTest {
    private static final Tenure TENURE = Tenure.FIRST;

    @ParameterizedTest
    @CsvSource({
        "ASSIGNED, LOADED, 2",
        "PRINTING, IN_PRINTER, 2",
        "PRINTING, IN_PRINTER, 5",
        "QUALITY_CHECK, OUT_TRAY, 3"
    })
    void aDoubleFeedPutsThatManyBlanksInDoubt(JobStatus from, BlankAccount own, long blanks) {
        JobStep step = unknown(SampleJob.in(from), Facts.NONE.inDoubt(blanks));
        assertThat(step.job().status()).isEqualTo(IN_DOUBT);
        assertThat(only(JobEffect.MoveBlank.class, step))
                .containsExactlyInAnyOrder(
                        new JobEffect.MoveBlank(own, BlankAccount.IN_DOUBT, null, 1),
                        new JobEffect.MoveBlank(
                                BlankAccount.LOADED,
                                BlankAccount.IN_DOUBT,
                                null,
                                Math.toIntExact(blanks - 1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void oneBlankIsTheJobsOwn(long blanks) {
        assertThat(
                        only(
                                JobEffect.MoveBlank.class,
                                unknown(SampleJob.in(PRINTING), Facts.NONE.inDoubt(blanks))))
                .containsExactly(
                        new JobEffect.MoveBlank(
                                BlankAccount.IN_PRINTER, BlankAccount.IN_DOUBT, null, 1));
    }

    /// Section 4 says "that many blanks in doubt", not that many more.
    @Test
    @Tag("FM-34")
    void aDoubleFeedThatIsToldTwiceIsOne() {
        Facts two = Facts.NONE.inDoubt(2);
        Job doubtful = unknown(SampleJob.in(PRINTING), two).job();
        JobStep again = unknown(doubtful, two);
        assertThat(only(JobEffect.MoveBlank.class, again)).isEmpty();
        Job recovering = step(again.job(), new JobEvent.TermBegan(), RECOVERING).job();
        assertThat(only(JobEffect.MoveBlank.class, unknown(recovering, two))).isEmpty();
    }

    @Test
    void whatIsToldOfMoreBlanksMovesOnlyThoseThatAreNotInDoubtYet() {
        Job one = unknown(SampleJob.in(PRINTING), Facts.NONE).job();
        JobStep three = unknown(one, Facts.NONE.inDoubt(3));
        assertThat(only(JobEffect.MoveBlank.class, three))
                .containsExactly(
                        new JobEffect.MoveBlank(
                                BlankAccount.LOADED, BlankAccount.IN_DOUBT, null, 2));
        JobStep two = unknown(three.job(), Facts.NONE.inDoubt(2));
        assertThat(only(JobEffect.MoveBlank.class, two)).isEmpty();
        assertThat(only(JobEffect.MoveBlank.class, unknown(two.job(), Facts.NONE.inDoubt(4))))
                .containsExactly(
                        new JobEffect.MoveBlank(
                                BlankAccount.LOADED, BlankAccount.IN_DOUBT, null, 1));
    }

    /// The blanks of the next print are others.
    @Test
    void aJobThatIsPrintedAgainBeginsWithNoFurtherBlanks() {
        Job doubtful = unknown(SampleJob.in(PRINTING), Facts.NONE.inDoubt(2)).job();
        Job queued = claim(doubtful, EventType.ADJUDICATED, decided("not_fed"), TENURE).job();
        Job again = step(queued, new JobEvent.Assigned(SampleJob.LEASE), TENURE).job();
        Job printing = claim(again, EventType.INTENT, Facts.NONE, TENURE).job();
        assertThat(only(JobEffect.MoveBlank.class, unknown(printing, Facts.NONE.inDoubt(2))))
                .hasSize(2);
    }

    @Test
    void theFurtherBlanksThatPeopleFoundAreSpoiledByTheirSerials() {
        Job doubtful = unknown(SampleJob.in(PRINTING), Facts.NONE.inDoubt(3)).job();
        for (String decision : List.of("good", "spoiled", "not_fed")) {
            JobStep step = found(doubtful, decision, "B-8", "B-9");
            assertThat(only(JobEffect.MoveBlank.class, step))
                    .as(decision)
                    .hasSize(3)
                    .contains(
                            new JobEffect.MoveBlank(
                                    BlankAccount.IN_DOUBT, BlankAccount.SPOILED, "B-8", 1),
                            new JobEffect.MoveBlank(
                                    BlankAccount.IN_DOUBT, BlankAccount.SPOILED, "B-9", 1));
        }
    }

    /// The counter jumped, and the tray has one card: the other blank lies in the hopper.
    @Test
    @Tag("FM-34")
    void aFurtherBlankThatNobodyFindsGoesBackIntoTheHopper() {
        Job doubtful = unknown(SampleJob.in(PRINTING), Facts.NONE.inDoubt(3)).job();
        for (String decision : List.of("good", "spoiled", "not_fed")) {
            JobStep step = found(doubtful, decision, "B-8");
            assertThat(only(JobEffect.MoveBlank.class, step))
                    .as(decision)
                    .hasSize(3)
                    .contains(
                            new JobEffect.MoveBlank(
                                    BlankAccount.IN_DOUBT, BlankAccount.SPOILED, "B-8", 1),
                            new JobEffect.MoveBlank(
                                    BlankAccount.IN_DOUBT, BlankAccount.LOADED, null, 1));
        }
    }

    /// A power cut can take the second step from a counter: the book has only one blank in doubt.
    @Test
    void aFurtherBlankThatNobodyDoubtedComesOutOfTheHopper() {
        Job doubtful = unknown(SampleJob.in(PRINTING), Facts.NONE.inDoubt(2)).job();
        JobStep step = found(doubtful, "spoiled", "B-8", "B-9");
        assertThat(only(JobEffect.MoveBlank.class, step))
                .contains(
                        new JobEffect.MoveBlank(
                                BlankAccount.IN_DOUBT, BlankAccount.SPOILED, "B-8", 1),
                        new JobEffect.MoveBlank(
                                BlankAccount.LOADED, BlankAccount.SPOILED, "B-9", 1));
    }

    /// A card that nobody ordered, or another printer: its application waits like that of a card
    /// that was begun, so that it can follow whatever people find.
    @ParameterizedTest
    @CsvSource({"UNKNOWN, IN_DOUBT", "LOCKED, RECOVERY"})
    void theApplicationOfAHeldJobInDoubtIsPrinting(EventType type, JobStatus to) {
        JobStep step = claim(SampleJob.in(ASSIGNED), type, Facts.NONE, TENURE);
        assertThat(step.job().status()).isEqualTo(to);
        assertThat(only(JobEffect.MoveApplication.class, step))
                .containsExactly(new JobEffect.MoveApplication(Status.PRINTING, null));
        JobStep later = claim(SampleJob.in(PRINTING), type, Facts.NONE, TENURE);
        assertThat(only(JobEffect.MoveApplication.class, later)).isEmpty();
    }

    @Test
    void aLockedJobIsAskedAboutAndThenSettled() {
        Job locked = claim(SampleJob.in(PRINTING), EventType.LOCKED, Facts.NONE, TENURE).job();
        assertThat(locked.status()).isEqualTo(RECOVERY);
        assertThat(step(locked, new JobEvent.AllReported(), TENURE).job()).isEqualTo(locked);
        JobStep asked = unknown(locked, Facts.NONE);
        assertThat(asked.job().status()).isEqualTo(IN_DOUBT);
        assertThat(only(JobEffect.MoveBlank.class, asked)).as("moved already").isEmpty();
        JobStep settled = claim(asked.job(), EventType.ADJUDICATED, decided("spoiled"), TENURE);
        assertThat(settled.job().status()).isEqualTo(FAILED);
        assertThat(only(JobEffect.MoveBlank.class, settled))
                .containsExactly(
                        new JobEffect.MoveBlank(
                                BlankAccount.IN_DOUBT, BlankAccount.SPOILED, null, 1));
    }

    @Test
    void theFirstAnswerIsKeptUntilTwoPeopleHaveDecided() {
        Facts answer = Facts.decided("B-7", null, "good", "haja", null);
        Job answered = answered(SampleJob.in(IN_DOUBT), answer);
        assertThat(answered.status()).isEqualTo(IN_DOUBT);
        assertThat(answered.answer()).isEqualTo(answer);
        Job fromBefore = step(answered, new JobEvent.TermBegan(), RECOVERING).job();
        assertThat(fromBefore.answer()).as("in a new term").isEqualTo(answer);
        Job reported = report(fromBefore, LeaseState.UNKNOWN).job();
        assertThat(reported.status()).isEqualTo(IN_DOUBT);
        assertThat(reported.answer()).as("reported").isEqualTo(answer);
        Job cancelled = step(reported, new JobEvent.Cancelled("withdrawn"), TENURE).job();
        assertThat(cancelled.answer()).as("withdrawn").isEqualTo(answer);
        for (String decision : List.of("good", "spoiled", "not_fed")) {
            JobStep decided = claim(answered, EventType.ADJUDICATED, decided(decision), TENURE);
            assertThat(decided.job().answer()).as(decision).isNull();
        }
    }

    @Test
    void aLaterAnswerTakesThePlaceOfTheFirst() {
        Facts later = Facts.decided(null, null, "not_fed", "haja", null);
        Job answered =
                answered(SampleJob.in(IN_DOUBT), Facts.decided("B-7", null, "good", "haja", null));
        assertThat(answered(answered, later).answer()).isEqualTo(later);
    }

    /// A decision without a second person, or with the first one again, is evidence and no more.
    @ParameterizedTest
    @CsvSource({"good, haja", "spoiled, haja", "not_fed, haja", "good,", "spoiled,", "not_fed,"})
    @Tag("FM-39")
    void whatOnePersonDecidedAloneIsAQuestionForPeople(String decision, @Nullable String second) {
        Job doubtful = SampleJob.in(IN_DOUBT);
        JobStep step =
                claim(
                        doubtful,
                        EventType.ADJUDICATED,
                        Facts.decided("B-7", null, decision, "haja", second),
                        TENURE);
        assertThat(step.job()).isEqualTo(doubtful);
        assertThat(step.effects())
                .singleElement()
                .isInstanceOfSatisfying(
                        JobEffect.Alert.class,
                        alert -> {
                            assertThat(alert.code()).isEqualTo("decided-alone");
                            assertThat(alert.detail()).contains(decision, "haja", "B-7");
                        });
    }

    @Test
    @Tag("FM-39")
    void whatNobodyDecidedIsAQuestionForPeople() {
        JobStep step =
                claim(
                        SampleJob.in(IN_DOUBT),
                        EventType.ADJUDICATED,
                        new Facts(
                                null, null, null, null, null, "good", null, "mira", null, null,
                                null, null),
                        TENURE);
        assertThat(step.job()).isEqualTo(SampleJob.in(IN_DOUBT));
        assertThat(only(JobEffect.Alert.class, step)).hasSize(1);
    }

    @Test
    void anAnswerIsNoDecision() {
        JobStep step = claim(SampleJob.in(IN_DOUBT), EventType.ANSWERED, decided("good"), TENURE);
        assertThat(step.effects()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"IN_DOUBT", "RECOVERY"})
    void whereThereIsNoQuestionNothingIsAnswered(JobStatus status) {
        JobStep step = claim(SampleJob.in(status), EventType.ANSWERED, decided("good"), TENURE);
        assertThat(step.job().answer()).isNull();
        assertThat(only(JobEffect.Alert.class, step)).hasSize(1);
    }

    private static JobStep unknown(Job job, Facts facts) {
        return claim(job, EventType.UNKNOWN, facts, TENURE);
    }

    @Test
    void anAnswerIsToItsQuestionAndNotToTheNextOne() {
        Facts answer = Facts.decided("B-7", null, "good", "haja", null);
        Job answered = answered(SampleJob.in(IN_DOUBT), answer);
        assertThat(unknown(answered, Facts.NONE.inDoubt(2)).job().answer()).isNull();
    }

    private static Job answered(Job job, Facts answer) {
        return claim(job, EventType.ANSWERED, answer, TENURE).job();
    }

    private static JobStep found(Job doubtful, String decision, String... also) {
        return claim(
                doubtful, EventType.ADJUDICATED, decided(decision).also(List.of(also)), TENURE);
    }
}
