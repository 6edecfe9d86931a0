package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.Book.FALY;
import static ampro.hub.custody.ledger.Book.HERE;
import static ampro.hub.custody.ledger.Book.MIRA;
import static ampro.hub.custody.ledger.Book.THERE;
import static ampro.hub.custody.ledger.Book.detail;
import static ampro.hub.custody.ledger.Book.here;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class BlanksTest {
    private static final List<String> BOX = List.of("B0000001..B0000500");

    private final Book book;
    private final Blanks blanks;

    BlanksTest(Dialect dialect, @TempDir Path folder) {
        book = new Book(dialect, folder);
        blanks = book.blanks;
    }

    @AfterEach
    void everySumIsRightAfterEveryTest() {
        assertThat(blanks.audit()).isEmpty();
        book.close();
    }

    @Test
    void aBoxIsReceivedByItsRangeAndPutIntoTheVault() {
        assertThat(blanks.receive(BOX, "delivery note 4711", MIRA).orThrow()).isEqualTo(500);
        assertThat(book.spot("B0000500")).isEqualTo("received at central");
        blanks.book(Act.STORE, BOX, Spot.CENTRAL, null, MIRA).orThrow();
        assertThat(blanks.sums()).containsEntry(BlankAccount.VAULT, 500L);
        assertThat(book.received()).isEqualTo(500);
    }

    @Test
    void tenThousandAreReceivedInOneBooking() {
        assertThat(blanks.receive(List.of("B00001..B10000"), "20 boxes", MIRA).orThrow())
                .isEqualTo(10_000);
        assertThat(book.newest()).as("one movement").hasSize(1);
    }

    @Test
    void aDeliveryThatHoldsKnownSerialsIsRefusedAndNamesTheFirst() {
        blanks.receive(List.of("B0000400..B0000410"), "note 1", MIRA).orThrow();
        String before = book.everything();
        assertThat(detail(blanks.receive(BOX, "note 2", MIRA)))
                .isEqualTo("blank B0000400 is in the book already");
        assertThat(detail(blanks.receive(List.of("C1"), " ", MIRA))).contains("papers");
        assertThat(book.everything()).isEqualTo(before);
    }

    @Test
    void theWholeWayOfABlankIsToldWithWhoWhenAndWhy() {
        blanks.load(List.of("B1..B9"), HERE, MIRA).orThrow();
        book.print(BlankAccount.LOADED, BlankAccount.IN_PRINTER, null);
        book.print(BlankAccount.IN_PRINTER, BlankAccount.OUT_TRAY, null);
        book.pass(Duration.ofMinutes(3));
        book.print(BlankAccount.OUT_TRAY, BlankAccount.ISSUED, "B7");
        List<LedgerListStore.Row> history = blanks.file("B7").orThrow().history();
        assertThat(history.stream().map(row -> row.act() + " " + row.toAccount()))
                .containsExactly(
                        "receive received",
                        "store vault",
                        "arrive at_station",
                        "load loaded",
                        "print in_printer",
                        "print out_tray",
                        "identify loaded",
                        "print issued");
        assertThat(history.getLast())
                .satisfies(row -> {
                    assertThat(row.actor()).isEqualTo(HERE);
                    assertThat(row.job()).isEqualTo("J-1");
                    assertThat(row.when()).isAfter(history.getFirst().when());
                    assertThat(row.firstSerial()).isEqualTo("B7");
                });
        assertThat(blanks.file("B8").orThrow().history()).as("another's print").hasSize(4);
        assertThat(detail(blanks.file("B10"))).contains("B10 does not exist");
    }

    /// Every account, every act of one person: it moves as the table says, or nothing happens and
    /// the refusal names the blank, where it is and what was wanted.
    @Test
    void everyActTakesBlanksFromItsOwnAccountsOnly() {
        for (Act act : List.of(Act.STORE, Act.LOAD, Act.UNLOAD, Act.TEST, Act.SPOIL)) {
            for (BlankAccount from : BlankAccount.holding()) {
                String serial = act.code() + "-" + from.code().replace('_', '-');
                book.put(here(from), serial);
                Spot to = LedgerRules.after(act, HERE);
                String before = book.everything();
                Outcome<Integer> done = blanks.book(act, List.of(serial), HERE, "a test", MIRA);
                if (LedgerRules.allows(act, from, to.account())) {
                    assertThat(done.orThrow()).isEqualTo(1);
                    assertThat(book.spot(serial)).isEqualTo(to.toString());
                } else {
                    assertThat(detail(done))
                            .isEqualTo(
                                    "blank %s is %s: %s at tnr-01 is not possible"
                                            .formatted(serial, here(from).words(), act.code()));
                    assertThat(book.everything()).isEqualTo(before);
                }
            }
        }
    }

    @Test
    void whatCannotBeBookedChangesNothingAndSaysWhy() {
        blanks.load(List.of("B1..B9"), HERE, MIRA).orThrow();
        String before = book.everything();
        assertThat(detail(blanks.book(Act.SPOIL, List.of("B1..B9", "B10"), HERE, "bent", MIRA)))
                .isEqualTo("blank B10 is not in the book");
        assertThat(detail(blanks.book(Act.UNLOAD, List.of("B1"), THERE, null, MIRA)))
                .isEqualTo("blank B1 is in the hopper at tnr-01: unload at tmm-01 is not possible");
        assertThat(detail(blanks.book(Act.SPOIL, List.of("B1"), HERE, " ", MIRA)))
                .contains("reason", "says why");
        assertThat(detail(blanks.book(Act.SPOIL, List.of("B1"), HERE, "x".repeat(501), MIRA)))
                .contains("1 to 500");
        assertThat(detail(blanks.book(Act.UNLOAD, List.of("B1"), "fnr-01", null, MIRA)))
                .contains("fnr-01 is neither central nor a station");
        assertThat(detail(blanks.book(Act.UNLOAD, List.of("B1"), THERE, null, FALY)))
                .isEqualTo("faly does not work at tmm-01");
        assertThat(detail(blanks.load(List.of("C1"), Spot.CENTRAL, MIRA)))
                .contains("arrive at central is not possible");
        assertThat(detail(blanks.load(List.of("C1", "B1"), HERE, MIRA)))
                .isEqualTo("blank B1 is in the book already");
        assertThat(book.everything()).isEqualTo(before);
    }

    @Test
    void aBlankThatWentOnUnreadCannotBeUnloaded() {
        blanks.load(List.of("B1..B3"), HERE, MIRA).orThrow();
        book.print(BlankAccount.LOADED, BlankAccount.IN_PRINTER, null);
        String before = book.everything();
        assertThat(detail(blanks.book(Act.UNLOAD, List.of("B1..B3"), HERE, null, MIRA)))
                .isEqualTo(
                        "1 of these 3 blanks are not in the hopper at tnr-01 any more, and nobody has"
                                + " read which: wait for the check, or count");
        assertThat(book.everything()).isEqualTo(before);
        assertThat(blanks.book(Act.UNLOAD, List.of("B1..B2"), HERE, null, MIRA).orThrow())
                .isEqualTo(2);
    }

    @Test
    void whatAPrinterTookFromAnEmptyHopperIsBookedAndTold() {
        assertThat(book.print(BlankAccount.LOADED, BlankAccount.IN_PRINTER, null))
                .contains("the book had no blank left loaded at tnr-01");
        assertThat(book.print(BlankAccount.IN_PRINTER, BlankAccount.LOADED, null)).isEmpty();
        assertThat(book.balance(BlankAccount.LOADED, HERE)).isZero();
    }

    @Test
    void aDoubleFeedTakesTwoAndBothAreFound() {
        blanks.load(List.of("B1..B5"), HERE, MIRA).orThrow();
        book.print(new PrintMove("J-1", HERE, BlankAccount.LOADED, BlankAccount.IN_DOUBT, null, 2));
        assertThat(book.balance(BlankAccount.LOADED, HERE)).isEqualTo(3);
        assertThat(book.print(BlankAccount.IN_DOUBT, BlankAccount.ISSUED, "B1")).isEmpty();
        assertThat(book.print(BlankAccount.IN_DOUBT, BlankAccount.SPOILED, "B2")).isEmpty();
        assertThat(blanks.holdings().stream().map(BlanksTest::shown))
                .containsExactly("issued 1/1", "loaded 3/3", "spoiled 1/1");
    }

    @Test
    void aNamelessBlankIsIdentifiedLater() {
        blanks.load(List.of("B1..B5"), HERE, MIRA).orThrow();
        book.print(BlankAccount.LOADED, BlankAccount.IN_PRINTER, null);
        book.print(BlankAccount.IN_PRINTER, BlankAccount.SPOILED, "smudged-9");
        book.print(BlankAccount.LOADED, BlankAccount.IN_PRINTER, null);
        book.print(BlankAccount.IN_PRINTER, BlankAccount.SPOILED, "stranger-1");
        blanks.identify("B4", here(BlankAccount.SPOILED), "read under the lamp", MIRA).orThrow();
        assertThat(book.spot("B4")).isEqualTo("spoiled at tnr-01");
        blanks.identify("stranger-1", here(BlankAccount.SPOILED), "of an old box", MIRA).orThrow();
        assertThat(blanks.holdings().stream().map(BlanksTest::shown))
                .as("the hopper never lost the second one, and one more came into the book")
                .containsExactly("loaded 4/4", "spoiled 2/2");
        assertThat(book.received()).isEqualTo(6);
        String before = book.everything();
        assertThat(detail(blanks.identify("B5", here(BlankAccount.SPOILED), "why", MIRA)))
                .isEqualTo("every blank spoiled at tnr-01 is known");
        assertThat(book.everything()).isEqualTo(before);
    }

    @Test
    void aBlankThatIsNotMissedAnywhereIsNotTheNamelessOne() {
        blanks.load(List.of("B1..B5"), HERE, MIRA).orThrow();
        blanks.load(List.of("C1..C5"), THERE, MIRA).orThrow();
        book.print(BlankAccount.LOADED, BlankAccount.IN_DOUBT, null);
        String before = book.everything();
        assertThat(detail(blanks.identify("C1", here(BlankAccount.IN_DOUBT), "why", MIRA)))
                .isEqualTo("blank C1 is in the hopper at tmm-01, and none is missed there");
        assertThat(book.everything()).isEqualTo(before);
    }

    private static String shown(LedgerListStore.Holding holding) {
        return "%s %d/%d".formatted(holding.account(), holding.blanks(), holding.named());
    }
}
