package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.Book.HERE;
import static ampro.hub.custody.ledger.Book.MIRA;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Every question to the book, where a blank is and what happened to it before all, goes by index
/// and looks at about as many rows as it answers, whether the book holds thousands of blanks or a
/// million. Judged by the plans that the database tells and by how far it goes, not by time.
@Tag("store")
@OnBothDatabases
class LedgerPlanTest {
    private static final int MANY = 50_000;
    private static final int MILLION = 1_000_000;

    /// Lists of 200 rows and bookings of 20 blanks stay below it; one look at every blank of the
    /// smaller book takes ten times as many.
    private static final long STEPS_MAX = 20_000;

    private static final long ROWS_MAX = 4_000;
    private static final int LIST = 200;
    private static final int BOOKED = 20;

    private final Dialect dialect;
    private final Book book;
    private final Visits visits;

    LedgerPlanTest(Dialect dialect, @TempDir Path folder) {
        this.dialect = dialect;
        book = new Book(dialect, folder);
        visits = new Visits(dialect, book.database);
    }

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void everyQuestionGoesByIndex() {
        judge(MANY);
    }

    @Test
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    void everyQuestionGoesByIndexAtAMillionBlanks() {
        judge(MILLION);
    }

    private void judge(int blanks) {
        new OldBook(dialect, book).fill(blanks);
        assertThat(book.blanks.audit()).isEmpty();
        assertThat(book.received()).isEqualTo(blanks);
        assertThat(book.blanks.file(OldBook.PRINTED).orThrow().history()).hasSize(5);
        assertThat(
                        visits.of(handle ->
                                        handle.select(
                                                        "select serial from blank where changed_at = 2")
                                                .mapTo(String.class)
                                                .list())
                                .visited())
                .as("what a look at every blank takes")
                .isGreaterThanOrEqualTo(blanks);
        questions().forEach(this::judge);
    }

    private void judge(String name, Function<Handle, ?> question) {
        Visits.Seen seen = visits.of(question);
        assertThat(seen.plans()).as(name).isNotEmpty();
        seen.plans()
                .forEach((sql, plan) ->
                        assertThat(plan)
                                .as("%s: %s", name, sql)
                                .noneMatch(step -> isScan(step, sql)));
        assertThat(seen.visited())
                .as("%s: rows or steps of %s", name, seen.plans())
                .isLessThan(dialect == Dialect.SQLITE ? STEPS_MAX : ROWS_MAX);
    }

    /// The newest of a list are read from one end of its index; SQLite calls that a scan too. The
    /// stations, a short list, are not the book's.
    private static boolean isScan(String step, String sql) {
        boolean isNewest = sql.contains(" desc limit ");
        boolean isSorted = step.contains("TEMP B-TREE FOR ORDER BY");
        boolean isAll =
                (step.startsWith("SCAN ") && !isNewest && !step.contains("SCAN station"))
                        || (step.contains("Seq Scan on ") && !step.contains("Seq Scan on station"));
        return isAll || (isNewest && isSorted);
    }

    private static Map<String, Function<Handle, ?>> questions() {
        Spot vault = new Spot(BlankAccount.VAULT, Spot.CENTRAL);
        List<String> range =
                IntStream.range(1_000, 1_000 + LIST)
                        .filter(n -> n % OldBook.PRINTED_OF != 0)
                        .mapToObj(OldBook::serial)
                        .toList();
        Map<String, Function<Handle, ?>> all = new LinkedHashMap<>();
        all.put("what a spot holds", handle -> LedgerStore.balance(handle, vault));
        all.put("what every account holds", LedgerStore::sums);
        all.put("what every spot holds", LedgerListStore::holdings);
        all.put("what was received", LedgerStore::received);
        all.put("what lies at a station", handle -> LedgerStore.at(handle, HERE));
        all.put("where a blank is", handle -> LedgerStore.find(handle, OldBook.PRINTED));
        all.put("where a range is", handle -> LedgerStore.find(handle, range));
        all.put("a blank's history", handle -> LedgerListStore.history(handle, OldBook.PRINTED));
        all.put("the vault's serials", handle -> LedgerListStore.serialsAt(handle, vault, LIST));
        all.put("the newest movements", handle -> LedgerListStore.newest(handle, LIST));
        all.put("the newest transfers", handle -> TransferStore.newest(handle, LIST));
        all.put("a transfer", handle -> TransferStore.find(handle, "TR-9"));
        all.put("its differences", handle -> TransferStore.differences(handle, "TR-9", "missing"));
        all.put("what waits for a second person", handle -> RequestStore.waiting(handle, LIST));
        all.put("what was decided", handle -> RequestStore.decided(handle, LIST));
        all.put("a request's blanks", handle -> RequestStore.serials(handle, "W-9"));
        all.put("what waits of a range", handle -> RequestStore.alreadyAsked(handle, range));
        all.put("the newest counts", handle -> CountStore.newest(handle, LIST));
        all.put("what counts differ", CountStore::differing);
        all.put("a booking", handle -> booking(handle, range.subList(0, BOOKED)));
        all.put("what a printer moved", LedgerPlanTest::printed);
        return all;
    }

    private static Object booking(Handle handle, List<String> some) {
        Pen pen = new Pen(handle, MIRA, Instant.EPOCH);
        return new Booking(Act.SEND, some, Spot.CENTRAL, "TR-0", null).write(pen).orThrow();
    }

    private static Object printed(Handle handle) {
        return LedgerStore.move(
                handle,
                new PrintMove(
                        "J-9",
                        HERE,
                        BlankAccount.OUT_TRAY,
                        BlankAccount.ISSUED,
                        OldBook.serial(5_000),
                        1),
                MIRA,
                Instant.EPOCH);
    }
}
