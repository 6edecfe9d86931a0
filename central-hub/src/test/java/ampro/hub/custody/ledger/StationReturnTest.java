package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.Book.HERE;
import static ampro.hub.custody.ledger.Book.MIRA;
import static ampro.hub.custody.ledger.Book.NORO;
import static ampro.hub.custody.ledger.Book.here;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.custody.ledger.StationReturn.Counted;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class StationReturnTest {
    private final Book book;

    StationReturnTest(Dialect dialect, @TempDir Path folder) {
        book = new Book(dialect, folder);
    }

    @BeforeEach
    void fillTheBox() {
        book.blanks.load(List.of("B1..B9"), HERE, MIRA).orThrow();
        book.put(here(BlankAccount.AT_STATION), "S1", "S2");
        book.put(here(BlankAccount.SPOILED), "X1");
        book.put(here(BlankAccount.TEST), "T1");
    }

    @AfterEach
    void everySumIsRightAfterEveryTest() {
        assertThat(book.blanks.audit()).isEmpty();
        assertThat(book.blanks.holdings()).allMatch(holding -> holding.blanks() >= 0);
        book.close();
    }

    @Test
    void whatWasCountedComesBackAndTheBoxIsEmpty() {
        assertThat(take(11, 2).orThrow()).as("as the book says").isZero();
        assertThat(central(BlankAccount.VAULT)).isEqualTo(11);
        assertThat(central(BlankAccount.SPOILED)).isEqualTo(2);
        assertThat(book.spot("B5")).isEqualTo("vault at central");
        assertThat(book.spot("T1")).isEqualTo("spoiled at central");
        assertThat(isEmpty()).isTrue();
        book.transfers.send(List.of("B5"), "central", Book.THERE, null, MIRA).orThrow();
        String request =
                book.witnessing
                        .ask(Act.DESTROY, List.of("X1", "T1"), "central", "cut", MIRA)
                        .orThrow()
                        .row()
                        .id();
        book.witnessing.confirm(request, NORO).orThrow();
    }

    @Test
    void whatTheCountMissesIsLostAndSaidToBe() {
        assertThat(take(8, 1).orThrow()).isEqualTo(-4);
        assertThat(central(BlankAccount.VAULT)).isEqualTo(8);
        assertThat(book.balance(BlankAccount.LOST, HERE)).isEqualTo(4);
        assertThat(isEmpty()).isTrue();
    }

    @Test
    void whatIsThereBesideTheBookIsFoundAmongTheLostOnesFirst() {
        book.put(here(BlankAccount.LOST), "L1");
        assertThat(take(14, 2).orThrow()).isEqualTo(3);
        assertThat(central(BlankAccount.VAULT)).isEqualTo(14);
        assertThat(book.balance(BlankAccount.LOST, HERE)).isZero();
        assertThat(book.received()).as("13 were booked, 1 was lost, 2 are new").isEqualTo(16);
    }

    @Test
    void aBoxWithAnOpenQuestionIsNotTakenBack() {
        book.print(BlankAccount.LOADED, BlankAccount.IN_PRINTER, null);
        String before = book.everything();
        Outcome<Long> refused = take(11, 2);
        assertThat(Book.detail(refused)).contains("in the printer at tnr-01", "settle their jobs");
        assertThat(Book.detail(take(-1, 0))).contains("two counts from 0");
        assertThat(book.everything()).isEqualTo(before);
    }

    @Test
    void nothingIsSentToABoxOutOfServiceAndWhatIsOnItsWayComesBack() {
        book.put(new Spot(BlankAccount.VAULT, Spot.CENTRAL), "V1", "V2");
        String id =
                book.transfers
                        .send(List.of("V1"), "central", HERE, null, MIRA)
                        .orThrow()
                        .row()
                        .id();
        book.change("update station set state = 'retired' where id = 'tnr-01'");
        assertThat(Book.detail(book.transfers.send(List.of("V2"), "central", HERE, "", MIRA)))
                .contains("no other place");
        book.transfers.arrive(id, 1, List.of(), List.of(), MIRA).orThrow();
        assertThat(book.spot("V1")).isEqualTo("vault at central");
    }

    private Outcome<Long> take(long blanks, long rejects) {
        return book.database.write(handle ->
                StationReturn.book(
                        handle,
                        HERE,
                        new Counted(blanks, rejects),
                        "out of service",
                        MIRA,
                        Instant.EPOCH));
    }

    private long central(BlankAccount account) {
        return book.balance(account, Spot.CENTRAL);
    }

    private boolean isEmpty() {
        return book.database.read(handle -> LedgerStore.at(handle, HERE)).isEmpty();
    }
}
