package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.Book.HERE;
import static ampro.hub.custody.ledger.Book.MIRA;
import static ampro.hub.custody.ledger.Book.THERE;
import static ampro.hub.custody.ledger.Book.here;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class StationLossTest {
    private final Book book;

    StationLossTest(Dialect dialect, @TempDir Path folder) {
        book = new Book(dialect, folder);
    }

    @AfterEach
    void everySumIsRightAfterEveryTest() {
        assertThat(book.blanks.audit()).isEmpty();
        assertThat(book.blanks.holdings()).allMatch(holding -> holding.blanks() >= 0);
        book.close();
    }

    @Test
    void everythingThatLayInTheBoxIsLost() {
        book.blanks.load(List.of("B1..B9"), HERE, MIRA).orThrow();
        book.blanks.load(List.of("C1..C9"), THERE, MIRA).orThrow();
        book.put(here(BlankAccount.AT_STATION), "S1", "S2");
        book.put(here(BlankAccount.SPOILED), "X1");
        print("B1");
        book.print(BlankAccount.LOADED, BlankAccount.IN_PRINTER, null);
        book.print(BlankAccount.LOADED, BlankAccount.IN_DOUBT, null);
        assertThat(lose()).as("8 of the hopper, 2 of the shelf, 1 spoiled").isEqualTo(11);
        assertThat(book.balance(BlankAccount.LOST, HERE)).isEqualTo(11);
        assertThat(book.spot("B1")).as("it has left the box").isEqualTo("issued at tnr-01");
        assertThat(book.spot("B9")).isEqualTo("lost at tnr-01");
        assertThat(book.balance(BlankAccount.LOADED, THERE)).isEqualTo(9);
        assertThat(lose()).as("a second time").isZero();
    }

    @Test
    void aBlankThatLeftItUnreadIsNotLostWithIt() {
        book.blanks.load(List.of("B1..B4"), HERE, MIRA).orThrow();
        print("unknown-1");
        assertThat(lose()).isEqualTo(3);
        assertThat(book.balance(BlankAccount.ISSUED, HERE)).isEqualTo(1);
        assertThat(book.balance(BlankAccount.LOADED, HERE)).isZero();
    }

    @Test
    void whatLiesInABoxIsToldUntilItIsCleared() {
        book.blanks.load(List.of("B1..B3"), HERE, MIRA).orThrow();
        print("B1");
        assertThat(there()).containsExactly(Map.entry(BlankAccount.LOADED, 2L));
        lose();
        assertThat(there()).isEmpty();
    }

    @Test
    void aCardThatNeverArrivedTakesItsBlankWithIt() {
        book.blanks.load(List.of("B1..B2"), HERE, MIRA).orThrow();
        print("B1");
        assertThat(cardLost("B1")).isTrue();
        assertThat(book.spot("B1")).isEqualTo("lost at tnr-01");
        assertThat(cardLost("B1")).as("a second time").isFalse();
        assertThat(cardLost("B2")).as("one that was never printed").isFalse();
        assertThat(cardLost("nowhere")).isFalse();
        assertThat(book.spot("B2")).isEqualTo("loaded at tnr-01");
    }

    @Test
    void whatTheBookNeverHadIsReceivedAndNotLost() {
        book.print(BlankAccount.LOADED, BlankAccount.IN_PRINTER, null);
        assertThat(book.received()).isZero();
        assertThat(lose()).as("the one in the printer").isEqualTo(1);
        assertThat(book.received()).isEqualTo(1);
    }

    private Map<BlankAccount, Long> there() {
        return book.database.read(handle -> LedgerStore.at(handle, HERE));
    }

    private boolean cardLost(String serial) {
        return book.database.write(
                handle -> CardLoss.book(handle, serial, "J-1", MIRA, Instant.EPOCH));
    }

    private void print(String serial) {
        book.print(BlankAccount.LOADED, BlankAccount.IN_PRINTER, null);
        book.print(BlankAccount.IN_PRINTER, BlankAccount.OUT_TRAY, null);
        book.print(BlankAccount.OUT_TRAY, BlankAccount.ISSUED, serial);
    }

    private long lose() {
        return book.database.write(
                handle -> StationLoss.book(handle, HERE, "burnt out", MIRA, Instant.EPOCH));
    }
}
