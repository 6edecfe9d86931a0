package ampro.hub.custody;

import static ampro.firmware.wire.EventType.EJECTED;
import static ampro.firmware.wire.EventType.GOOD;
import static ampro.firmware.wire.EventType.HELD;
import static ampro.firmware.wire.EventType.INTENT;
import static ampro.firmware.wire.EventType.MADE;
import static ampro.firmware.wire.EventType.RELEASED;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.application.Status;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class CustodianTest {
    private final Bench bench;
    private final Box box;
    private final Job job;

    CustodianTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
        box = bench.box("tnr-01", 10);
        Job queued = bench.queued();
        assertThat(bench.grants.grantAll()).isEqualTo(1);
        job = bench.job(queued);
    }

    @BeforeEach
    void aJobIsGranted() {
        assertThat(job.status()).isEqualTo(JobStatus.ASSIGNED);
        assertThat(bench.alerts()).isEmpty();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aCardIsMadeFromGrantToChecked() {
        for (Message<Up> message : wholeCard()) {
            bench.take(message);
        }
        assertThat(bench.job(job).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(bench.job(job).blank()).isEqualTo("tnr-01-3");
        assertThat(bench.applications.find(job.application()).orThrow().status())
                .isEqualTo(Status.PRINTED);
        assertThat(bench.alerts()).isEmpty();
        assertThat(bench.last(Down.Ack.class)).isEqualTo(new Down.Ack(5, box.headHash(), null));
    }

    @Test
    void theSameEventTwiceChangesNothing() {
        bench.take(box.claim(HELD, job));
        Job held = bench.job(job);
        for (int i = 0; i < 100; i++) {
            bench.take(box.again(1));
        }
        assertThat(bench.job(job)).isEqualTo(held);
        assertThat(bench.alerts()).isEmpty();
        assertThat(bench.last(Down.Ack.class).seq()).isEqualTo(1);
    }

    @Test
    void eventsAreAppliedInTheirOrderWhateverOrderTheyArriveIn() {
        long seed = 20261122;
        List<Message<Up>> once = wholeCard();
        List<Message<Up>> messages = new ArrayList<>(once);
        messages.addAll(once);
        Collections.shuffle(messages, new Random(seed));
        messages.forEach(bench::take);
        assertThat(bench.job(job).status()).as("seed " + seed).isEqualTo(JobStatus.COMPLETED);
        assertThat(bench.alerts()).as("seed " + seed).isEmpty();
        assertThat(bench.last(Down.Ack.class).seq()).isEqualTo(5);
    }

    @Test
    void aGapIsAskedForAndThenApplied() {
        Message<Up> held = box.claim(HELD, job);
        Message<Up> intent = box.claim(INTENT, job);
        bench.take(intent);
        assertThat(bench.job(job)).as("nothing is applied across a gap").isEqualTo(job);
        assertThat(bench.last(Down.Resend.class)).isEqualTo(new Down.Resend(1));
        bench.take(held);
        assertThat(bench.job(job).status()).isEqualTo(JobStatus.PRINTING);
        assertThat(bench.last(Down.Ack.class))
                .isEqualTo(new Down.Ack(2, box.headHash(), Bench.token(job)));
    }

    @Test
    void anAcknowledgedEventIsAcknowledgedAgain() {
        wholeCard().forEach(bench::take);
        bench.emptyOutbox();
        bench.take(box.again(2));
        assertThat(bench.sent()).containsExactly(new Down.Ack(5, box.headHash(), null));
    }

    @Test
    void twoEventsWithOneNumberAreAFork() {
        bench.take(box.claim(HELD, job));
        Up.Event first = box.journal().getFirst();
        Job held = bench.job(job);
        bench.take(box.say(with(first, RELEASED, first.prev())));
        assertThat(bench.job(job)).isEqualTo(held);
        assertQuarantined();
    }

    @Test
    void anEventThatDoesNotFollowItsChainIsNotApplied() {
        Message<Up> held = box.claim(HELD, job);
        box.claim(INTENT, job);
        Up.Event second = box.journal().getLast();
        bench.take(box.say(with(second, INTENT, "f".repeat(64))));
        bench.take(held);
        assertThat(bench.job(job).status()).isEqualTo(JobStatus.ASSIGNED);
        assertThat(bench.job(job).ticks().received()).as("the first was right").isNotNull();
        assertThat(ackedSeq()).as("what was applied is not applied again").isEqualTo("1");
        assertQuarantined();
    }

    @Test
    void whatAQuarantinedStationSaysIsKeptAndNotApplied() {
        bench.take(box.claim(HELD, job));
        Up.Event first = box.journal().getFirst();
        bench.take(box.say(with(first, RELEASED, first.prev())));
        Job held = bench.job(job);
        bench.emptyOutbox();
        bench.take(box.claim(INTENT, job));
        bench.take(box.hello(List.of()));
        assertThat(bench.job(job)).isEqualTo(held);
        assertThat(bench.sent()).as("neither acknowledged nor welcomed").isEmpty();
        assertThat(bench.column("select count(*) from station_event")).isEqualTo("2");
        assertQuarantined();
    }

    @Test
    void aTokenOfAnEarlierGrantIsAnAlert() {
        Token token = Bench.token(job);
        Token early = new Token(token.term(), token.n() - 1);
        bench.take(box.claim(INTENT, job.id(), early, Facts.NONE));
        assertThat(bench.job(job)).isEqualTo(job);
        assertThat(bench.alerts()).containsExactly("late-claim");
        assertThat(bench.last(Down.Ack.class).seq()).as("the journal goes on").isEqualTo(1);
    }

    @Test
    void aClaimOnNoJobOfOursIsAnAlert() {
        bench.take(box.claim(INTENT, "J-999", new Token(1, 1), Facts.NONE));
        bench.take(box.claim(INTENT, null, null, Facts.NONE));
        assertThat(bench.alerts()).containsExactly("unknown-job", "unknown-job");
    }

    @Test
    void aJobIsClaimedOnlyByTheStationThatHoldsIt() {
        Box other = bench.box("tmm-01", 1);
        bench.take(other.claim(INTENT, job));
        assertThat(bench.job(job)).isEqualTo(job);
        assertThat(bench.alerts()).containsExactly("late-claim");
    }

    @Test
    void aJournalThatEndsBeforeTheAcknowledgementWasRolledBack() {
        wholeCard().forEach(bench::take);
        bench.emptyOutbox();
        bench.take(box.hello(3, EventChain.START, List.of()));
        assertThat(bench.sent()).as("not welcomed").isEmpty();
        assertQuarantined();
        bench.queued();
        assertThat(bench.grants.grantAll()).as("nothing more is granted to it").isZero();
        bench.take(box.hello(List.of()));
        assertThat(bench.column("select state from station where id = 'tnr-01'"))
                .as("only people end a quarantine")
                .isEqualTo("quarantined");
    }

    @Test
    void welcomeSendsAgainWhatTheStationDoesNotHold() {
        bench.queued();
        bench.grants.grantAll();
        List<Job> assigned = bench.jobs.newest(10);
        bench.emptyOutbox();
        bench.take(box.hello(List.of()));
        assertThat(bench.sent()).hasSize(3).first().isInstanceOf(Down.Welcome.class);
        assertThat(grants()).containsExactlyInAnyOrderElementsOf(ids(assigned));
        bench.emptyOutbox();
        bench.take(
                box.hello(List.of(new Up.OpenLease(job.id(), Bench.token(job), LeaseState.HELD))));
        assertThat(grants()).hasSize(1).doesNotContain(job.id());
    }

    @Test
    void welcomeSaysHowFarWeAreAndWhatWeStillMean() {
        bench.take(box.claim(HELD, job));
        bench.queued();
        bench.grants.grantAll();
        bench.take(box.hello(List.of()));
        Down.Welcome welcome = bench.last(Down.Welcome.class);
        assertThat(welcome.ackedSeq()).isEqualTo(1);
        assertThat(welcome.ackedHash()).isEqualTo(box.headHash());
        assertThat(welcome.promise()).isEqualTo(Bench.token(job));
    }

    @Test
    void whatIsBeingPrintedIsNotGrantedAgain() {
        bench.take(box.claim(HELD, job));
        bench.take(box.claim(INTENT, job));
        bench.emptyOutbox();
        bench.take(box.hello(List.of()));
        assertThat(grants()).isEmpty();
    }

    private List<Message<Up>> wholeCard() {
        return List.of(
                box.claim(HELD, job),
                box.claim(INTENT, job),
                box.claim(MADE, job),
                box.claim(EJECTED, job),
                box.claim(GOOD, job, Box.blank("tnr-01-3")));
    }

    private List<String> grants() {
        return bench.sent().stream()
                .filter(Down.Grant.class::isInstance)
                .map(grant -> ((Down.Grant) grant).job())
                .toList();
    }

    /// No card was at it: nothing else would tell that its counters begin anew.
    @Test
    @Tag("FM-35")
    void aChangedPrinterIsToldToTheStaffAndTheAudit() {
        Facts facts = Facts.decided(null, "rebaselined", null, "ada", "bea");
        bench.take(box.claim(EventType.REBASELINED, null, null, facts));
        assertThat(ackedSeq()).as("like every event").isEqualTo("1");
        assertThat(bench.alerts()).containsExactly("printer-changed");
        assertThat(
                        bench.column(
                                "select reason from audit where action = 'printer-rebaselined' and object = 'station/tnr-01'"))
                .isEqualTo("said by ada and bea");
    }

    private static List<String> ids(List<Job> jobs) {
        return jobs.stream().map(Job::id).toList();
    }

    private String ackedSeq() {
        return bench.column("select acked_seq from station where id = 'tnr-01'");
    }

    private void assertQuarantined() {
        assertThat(bench.column("select state from station where id = 'tnr-01'"))
                .isEqualTo("quarantined");
        assertThat(bench.alerts()).contains("quarantined");
    }

    private static Up.Event with(Up.Event event, EventType type, String prev) {
        return new Up.Event(
                event.seq(),
                prev,
                event.at(),
                event.up(),
                type,
                event.job(),
                event.token(),
                event.facts());
    }
}
