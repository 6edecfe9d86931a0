package ampro.hub.custody;

import static ampro.hub.custody.JobStatus.ASSIGNED;
import static ampro.hub.custody.JobStatus.CANCELLED;
import static ampro.hub.custody.JobStatus.PRINTING;
import static ampro.hub.custody.JobStatus.QUALITY_CHECK;
import static ampro.hub.custody.JobStatus.QUEUED;
import static ampro.hub.custody.SampleJob.LEASE;
import static ampro.hub.custody.SampleJob.NOW;
import static ampro.hub.custody.SampleJob.TOKEN;
import static ampro.hub.custody.SampleJob.assertAlert;
import static ampro.hub.custody.SampleJob.only;
import static ampro.hub.custody.ledger.BlankAccount.ISSUED;
import static ampro.hub.custody.ledger.BlankAccount.OUT_TRAY;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.Token;
import ampro.hub.custody.ledger.BlankAccount;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every status of a job with every claim of a station, against the one table of custody; what is
/// not in it becomes an alert and changes nothing.
@Tag("unit")
class JobMachineTest {
    /// Written from the one table of custody, not from the code: in this state, this claim makes
    /// that state, moves a blank between these accounts, changes the card's identity and the
    /// application.
    private static final List<Line> TABLE =
            """
            assigned       held      assigned       -           -           -        -
            assigned       intent    printing       loaded      in_printer  -        printing
            assigned       unknown   in_doubt       loaded      in_doubt    -        printing
            assigned       released  queued         -           -           void     -
            assigned       fenced    queued         -           -           void     -
            assigned       refused   held           -           -           void     -
            assigned       locked    recovery       loaded      in_doubt    -        printing
            printing       bound     printing       -           -           -        -
            printing       made      printing       -           -           -        -
            printing       ejected   quality_check  in_printer  out_tray    -        -
            printing       spoiled   failed         in_printer  spoiled     spoiled  -
            printing       not_fed   assigned       in_printer  loaded      -        queued_for_printing
            printing       unknown   in_doubt       in_printer  in_doubt    -        -
            printing       locked    recovery       in_printer  in_doubt    -        -
            quality_check  good      completed      out_tray    issued      live     printed
            quality_check  spoiled   failed         out_tray    spoiled     spoiled  -
            quality_check  unknown   in_doubt       out_tray    in_doubt    -        -
            quality_check  locked    recovery       out_tray    in_doubt    -        -
            in_doubt       unknown   in_doubt       -           -           -        -
            in_doubt       answered  in_doubt       -           -           -        -
            in_doubt       locked    recovery       -           -           -        -
            recovery       held      recovery       -           -           -        -
            recovery       intent    printing       loaded      in_printer  -        printing
            recovery       bound     printing       -           -           -        -
            recovery       made      printing       -           -           -        -
            recovery       ejected   quality_check  loaded      out_tray    -        -
            recovery       good      completed      loaded      issued      live     printed
            recovery       spoiled   failed         loaded      spoiled     spoiled  -
            recovery       unknown   in_doubt       loaded      in_doubt    -        printing
            recovery       not_fed   recovery       loaded      loaded      -        queued_for_printing
            recovery       answered  recovery       -           -           -        -
            recovery       released  queued         -           -           void     -
            recovery       fenced    queued         -           -           void     -
            recovery       refused   held           -           -           void     -
            recovery       locked    recovery       loaded      in_doubt    -        printing
            """
                    .lines()
                    .map(Line::read)
                    .toList();

    private record Line(
            JobStatus from,
            String claim,
            JobStatus to,
            List<JobEffect> blanks,
            String card,
            String application) {
        static Line read(String text) {
            String[] word = text.split(" +", -1);
            return new Line(
                    JobStatus.of(word[0]),
                    word[1],
                    JobStatus.of(word[2]),
                    word[3].equals("-")
                            ? List.of()
                            : List.of(
                                    new JobEffect.MoveBlank(
                                            account(word[3]), account(word[4]), null, 1)),
                    word[5],
                    word[6]);
        }

        private static CardStatus card(String code) {
            return CardStatus.valueOf(code.toUpperCase(Locale.ROOT));
        }

        private static BlankAccount account(String code) {
            return BlankAccount.valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(JobStatus.values())
                .flatMap(status ->
                        Arrays.stream(EventType.values())
                                .map(claim -> Arguments.of(status, claim)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyPairIsInTheTableOrAnAlert(JobStatus status, EventType claim) {
        Job job = SampleJob.in(status);
        JobStep step =
                JobMachine.step(
                        job,
                        new JobEvent.Claimed("tnr-01", claim, TOKEN, Facts.NONE),
                        Tenure.FIRST,
                        NOW);
        TABLE.stream()
                .filter(line -> line.from() == status && line.claim().equals(claim.word()))
                .findFirst()
                .ifPresentOrElse(
                        line -> assertFollows(job, step, line), () -> assertAlert(job, step));
    }

    private static void assertFollows(Job job, JobStep step, Line line) {
        assertThat(step.job().status()).as("%s", line).isEqualTo(line.to());
        assertThat(step.job().version()).isEqualTo(job.version() + 1);
        assertThat(step.job().changedAt()).isEqualTo(NOW);
        boolean leased = line.to() != QUEUED && line.to() != JobStatus.HELD;
        assertThat(step.job().lease()).as("%s", line).isEqualTo(leased ? LEASE : null);
        assertThat(only(JobEffect.MoveBlank.class, step)).as("%s", line).isEqualTo(line.blanks());
        assertThat(only(JobEffect.SetCard.class, step))
                .as("%s", line)
                .isEqualTo(
                        line.card().equals("-")
                                ? List.of()
                                : List.of(
                                        new JobEffect.SetCard(
                                                LEASE.card(), Line.card(line.card()))));
        assertThat(only(JobEffect.MoveApplication.class, step))
                .as("%s", line)
                .map(effect -> effect.to().code())
                .isEqualTo(
                        line.application().equals("-") ? List.of() : List.of(line.application()));
        assertThat(only(JobEffect.Alert.class, step)).as("%s", line).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void anotherTokenChangesNothing(JobStatus status, EventType claim) {
        for (Token other : List.of(new Token(1, 16), new Token(1, 18), new Token(2, 17))) {
            assertAlert(
                    SampleJob.in(status),
                    JobMachine.step(
                            SampleJob.in(status),
                            new JobEvent.Claimed("tnr-01", claim, other, Facts.NONE),
                            Tenure.FIRST,
                            NOW));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "good, completed, issued, live, printed",
        "spoiled, failed, spoiled, spoiled, -",
        "not_fed, queued, loaded, revoked, queued_for_printing"
    })
    void twoPeopleSettleADoubt(
            String decision, String to, String account, String card, String application) {
        Job doubtful = SampleJob.in(JobStatus.IN_DOUBT);
        Line line =
                Line.read(
                        "in_doubt adjudicated %s in_doubt %s %s %s"
                                .formatted(to, account, card, application));
        assertFollows(doubtful, adjudicated(doubtful, decision), line);
    }

    @Test
    void aDecisionIsAFact() {
        assertAlert(
                SampleJob.in(JobStatus.IN_DOUBT),
                adjudicated(SampleJob.in(JobStatus.IN_DOUBT), "probably"));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"IN_DOUBT", "RECOVERY"})
    void nothingIsAdjudicatedTwiceOrWithoutADoubt(JobStatus status) {
        for (String decision : List.of("good", "spoiled", "not_fed")) {
            assertAlert(SampleJob.in(status), adjudicated(SampleJob.in(status), decision));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyAQueuedJobIsAssigned(JobStatus status) {
        Job job = SampleJob.in(status);
        JobStep step = JobMachine.step(job, new JobEvent.Assigned(LEASE), Tenure.FIRST, NOW);
        if (status == QUEUED) {
            assertThat(step.job().status()).isEqualTo(ASSIGNED);
            assertThat(step.job().lease()).isEqualTo(LEASE);
            assertThat(step.effects()).isEmpty();
        } else {
            assertAlert(job, step);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAStationHasIsAskedBackOrDestroyed(JobStatus status) {
        Job job = SampleJob.in(status);
        JobStep step = JobMachine.step(job, new JobEvent.Cancelled("withdrawn"), Tenure.FIRST, NOW);
        switch (status) {
            case QUEUED, HELD -> {
                assertThat(step.job().status()).isEqualTo(CANCELLED);
                assertThat(step.job().reason()).isEqualTo("withdrawn");
            }
            case ASSIGNED -> {
                assertThat(step.job().withdrawn()).isTrue();
                assertThat(step.effects()).containsExactly(new JobEffect.Revoke(LEASE));
            }
            case PRINTING, QUALITY_CHECK, IN_DOUBT, RECOVERY -> {
                assertThat(step.job().status()).isEqualTo(status);
                assertThat(step.job().withdrawn()).isTrue();
            }
            case COMPLETED, FAILED, CANCELLED -> assertAlert(job, step);
        }
    }

    @Test
    void theBlankIsTheOneThatWasScanned() {
        Facts scanned = Facts.found("B-7", null, "haja");
        JobStep good =
                JobMachine.step(
                        SampleJob.in(QUALITY_CHECK),
                        new JobEvent.Claimed("tnr-01", EventType.GOOD, TOKEN, scanned),
                        Tenure.FIRST,
                        NOW);
        assertThat(good.job().blank()).isEqualTo("B-7");
        assertThat(only(JobEffect.MoveBlank.class, good))
                .containsExactly(new JobEffect.MoveBlank(OUT_TRAY, ISSUED, "B-7", 1));
        JobStep bound =
                JobMachine.step(
                        SampleJob.in(PRINTING),
                        new JobEvent.Claimed("tnr-01", EventType.BOUND, TOKEN, scanned),
                        Tenure.FIRST,
                        NOW);
        assertThat(bound.job().blank()).isEqualTo("B-7");
    }

    private static JobStep adjudicated(Job job, String decision) {
        Facts facts = Facts.decided(null, null, decision, "haja", "mira");
        return JobMachine.step(
                job,
                new JobEvent.Claimed("tnr-01", EventType.ADJUDICATED, TOKEN, facts),
                Tenure.FIRST,
                NOW);
    }
}
