package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.Book.HERE;
import static ampro.hub.custody.ledger.Book.MIRA;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody changes beside the book is found.
@Tag("store")
@OnBothDatabases
class LedgerAuditTest {
    private final Book book;

    LedgerAuditTest(Dialect dialect, @TempDir Path folder) {
        book = new Book(dialect, folder);
    }

    @BeforeEach
    void aBookThatIsRight() {
        book.blanks.load(List.of("B1..B5"), HERE, MIRA).orThrow();
        book.print(BlankAccount.LOADED, BlankAccount.IN_PRINTER, null);
        assertThat(book.blanks.audit()).isEmpty();
    }

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void aBalanceThatIsOffByOne() {
        book.change("update ledger_balance set blanks = blanks + 1 where account = 'loaded'");
        assertThat(book.blanks.audit())
                .containsExactly(
                        "the accounts hold 6 blanks, 5 were received",
                        "loaded at tnr-01 is kept as 5 (5 named), its entries say 4 (5 named)");
    }

    @Test
    void aBalanceThatWasMovedFromOneAccountToAnother() {
        book.change("update ledger_balance set blanks = blanks - 1 where account = 'loaded'");
        book.change("update ledger_balance set blanks = blanks + 1 where account = 'at_station'");
        assertThat(book.blanks.audit()).hasSize(2).allMatch(text -> text.contains("is kept as"));
    }

    @Test
    void aBlankThatIsKeptWhereItNeverWent() {
        book.change("update blank set account = 'issued' where serial = 'B3'");
        assertThat(book.blanks.audit())
                .containsExactly(
                        "blank B3 is kept as issued at tnr-01, its last movement went to loaded at"
                                + " tnr-01");
    }

    @Test
    void aMovementThatLostABlank() {
        book.change(
                "delete from ledger_named where serial = 'B3' and movement ="
                        + " (select max(movement) from ledger_named)");
        assertThat(book.blanks.audit())
                .containsExactly(
                        "movement 4 moved 5 named blanks, 4 are listed",
                        "blank B3 is kept as loaded at tnr-01, its last movement went to at_station"
                                + " at tnr-01");
    }

    @Test
    void aMovementThatWasTakenOut() {
        book.change("delete from ledger_movement where first_serial is null");
        assertThat(book.blanks.audit())
                .containsExactly(
                        "in_printer at tnr-01 is kept as 1 (0 named), its entries say 0 (0 named)",
                        "loaded at tnr-01 is kept as 4 (5 named), its entries say 5 (5 named)");
    }
}
