package ampro.hub.custody;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.custody.ledger.BlankAccount;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class PrintedBlanksTest {
    private static final int BLANKS = 20;

    private final Bench bench;
    private final Box box;

    PrintedBlanksTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
        box = bench.box("tnr-01", BLANKS);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aBlankIsReceivedOnce() {
        assertThat(
                        bench.blanks
                                .load(List.of("new-1", "tnr-01-7"), "tnr-01", Bench.MIRA)
                                .isRefused())
                .isTrue();
        assertSums(Map.of(BlankAccount.LOADED, (long) BLANKS));
    }

    @Test
    void theBlankOfACardIsIssued() {
        print(EventType.GOOD, "tnr-01-3");
        assertSums(Map.of(BlankAccount.LOADED, (long) BLANKS - 1, BlankAccount.ISSUED, 1L));
        assertThat(account("tnr-01-3")).isEqualTo("issued tnr-01");
        assertThat(bench.alerts()).isEmpty();
    }

    @Test
    void aSpoiledBlankStaysAccountedFor() {
        print(EventType.SPOILED, "tnr-01-3");
        assertSums(Map.of(BlankAccount.LOADED, (long) BLANKS - 1, BlankAccount.SPOILED, 1L));
        assertThat(account("tnr-01-3")).isEqualTo("spoiled tnr-01");
    }

    @Test
    void anUnknownSerialIsReportedAndCounted() {
        print(EventType.GOOD, "stranger-1");
        assertThat(bench.alerts()).containsExactly("blank-differs");
        assertThat(bench.jobs.alerts().getFirst().detail())
                .contains("stranger-1", "not in the book");
        assertSums(Map.of(BlankAccount.LOADED, (long) BLANKS - 1, BlankAccount.ISSUED, 1L));
    }

    @Test
    void aBlankThatWasBookedElsewhereIsReportedAndMoved() {
        bench.box("tnr-02", 2);
        print(EventType.GOOD, "tnr-02-1");
        assertThat(bench.alerts()).containsExactly("blank-differs");
        assertThat(bench.jobs.alerts().getFirst().detail())
                .contains("tnr-02-1", "loaded at tnr-02");
        assertThat(account("tnr-02-1")).isEqualTo("issued tnr-01");
        assertSums(Map.of(BlankAccount.LOADED, (long) BLANKS + 1, BlankAccount.ISSUED, 1L));
    }

    @Test
    void oneBlankIsNotIssuedTwiceUnseen() {
        print(EventType.GOOD, "tnr-01-3");
        print(EventType.GOOD, "tnr-01-3");
        assertThat(bench.alerts()).containsExactly("blank-differs");
        assertThat(sum()).isEqualTo(BLANKS);
    }

    /// Twelve jobs stepped by any claim at any moment, sensible or not, with any serial.
    @Test
    void theSumIsWhatWasReceivedWhateverIsClaimed() {
        long seed = 4217;
        Random random = new Random(seed);
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            jobs.add(bench.queued());
        }
        List<EventType> claims =
                List.of(
                        EventType.INTENT,
                        EventType.INTENT,
                        EventType.EJECTED,
                        EventType.NOT_FED,
                        EventType.UNKNOWN,
                        EventType.ADJUDICATED,
                        EventType.GOOD,
                        EventType.SPOILED,
                        EventType.RELEASED,
                        EventType.LOCKED);
        for (int step = 0; step < 150; step++) {
            bench.grants.grantAll();
            Job job = bench.job(jobs.get(random.nextInt(jobs.size())));
            if (job.lease() == null) {
                continue;
            }
            bench.take(box.claim(claims.get(random.nextInt(claims.size())), job, facts(random)));
            assertThat(sum()).as("seed %d, step %d", seed, step).isEqualTo(BLANKS);
            assertThat(bench.column("select sum(amount) from ledger_entry"))
                    .as("every movement has two sides")
                    .isEqualTo("0");
        }
        assertThat(jobs.stream().map(bench::job).map(Job::status).distinct())
                .as("the walk got about, seed " + seed)
                .hasSizeGreaterThan(3);
    }

    private static Facts facts(Random random) {
        String decision = List.of("good", "spoiled", "not_fed").get(random.nextInt(3));
        String serial = List.of("tnr-01-" + (1 + random.nextInt(30)), "").get(random.nextInt(2));
        return Facts.decided(serial.isEmpty() ? null : serial, null, decision, "haja", "mira");
    }

    private void print(EventType outcome, String blank) {
        Job queued = bench.queued();
        bench.grants.grantAll();
        Job job = bench.job(queued);
        bench.take(box.claim(EventType.INTENT, job));
        bench.take(box.claim(EventType.EJECTED, job));
        bench.take(box.claim(outcome, job, Box.blank(blank)));
    }

    private String account(String serial) {
        return bench.column(
                "select account || ' ' || place from blank where serial = '" + serial + "'");
    }

    private void assertSums(Map<BlankAccount, Long> expected) {
        assertThat(bench.blanks.sums())
                .allSatisfy((account, sum) ->
                        assertThat(sum)
                                .as(account.code())
                                .isEqualTo(expected.getOrDefault(account, 0L)));
    }

    private long sum() {
        return bench.blanks.sums().values().stream().mapToLong(Long::longValue).sum();
    }
}
