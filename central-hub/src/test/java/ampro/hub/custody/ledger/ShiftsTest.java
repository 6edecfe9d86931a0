package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.Book.FALY;
import static ampro.hub.custody.ledger.Book.HERE;
import static ampro.hub.custody.ledger.Book.MIRA;
import static ampro.hub.custody.ledger.Book.ONY;
import static ampro.hub.custody.ledger.Book.detail;
import static ampro.hub.custody.ledger.Book.here;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.custody.ledger.BlindCount.Sheet;
import ampro.hub.custody.ledger.CountStore.Row;
import ampro.hub.staff.Role;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class ShiftsTest {
    private final Book book;
    private final Shifts shifts;

    ShiftsTest(Dialect dialect, @TempDir Path folder) {
        book = new Book(dialect, folder);
        shifts = book.shifts;
    }

    /// 8 in the hopper, 1 in the tray, 1 spoiled and 1 test card in the reject box, 20 on the
    /// shelf.
    @BeforeEach
    void aStationAtTheEndOfAShift() {
        book.blanks.load(List.of("B01..B10"), HERE, MIRA).orThrow();
        book.put(here(BlankAccount.AT_STATION), serials("S"));
        book.blanks.book(Act.TEST, List.of("B10"), HERE, "test print", MIRA).orThrow();
        book.print(BlankAccount.LOADED, BlankAccount.IN_PRINTER, null);
        book.print(BlankAccount.IN_PRINTER, BlankAccount.OUT_TRAY, null);
        book.put(here(BlankAccount.SPOILED), "X1");
    }

    @AfterEach
    void everySumIsRightAfterEveryTest() {
        assertThat(book.blanks.audit()).isEmpty();
        book.close();
    }

    @Test
    void aCountThatAgreesClosesTheShift() {
        Row count = shifts.count(HERE, new Sheet(8, 1, 2, 20), FALY).orThrow();
        assertThat(count.state()).isEqualTo("closed");
        assertThat(count.settledBy()).isEqualTo("faly");
        assertThat(book.alerts()).isEmpty();
    }

    @Test
    void aDifferenceIsNeverClosedSilently() {
        String moved = book.newest().toString();
        Row count = shifts.count(HERE, new Sheet(7, 1, 2, 20), FALY).orThrow();
        assertThat(count.state()).isEqualTo("differs");
        assertThat(book.alerts())
                .as("told, and no figure in it")
                .containsExactly("count-differs: count C-1 of tnr-01 is not what the book says");
        assertThat(book.newest().toString()).as("nothing is booked").isEqualTo(moved);
    }

    @Test
    void aRecountThatAgreesClosesIt() {
        shifts.count(HERE, new Sheet(7, 1, 2, 20), FALY).orThrow();
        assertThat(shifts.count(HERE, new Sheet(8, 1, 2, 20), FALY).orThrow().state())
                .isEqualTo("closed");
        assertThat(shifts.find("C-1").orThrow().state()).isEqualTo("counted_again");
        assertThat(detail(shifts.accept("C-1", "why", MIRA)))
                .isEqualTo("C-1 is counted_again already");
    }

    @Test
    void anotherPersonAcceptsADifferenceAndItIsBooked() {
        shifts.count(HERE, new Sheet(6, 1, 3, 20), FALY).orThrow();
        Row accepted = shifts.accept("C-1", "one jammed, one is gone", MIRA).orThrow();
        assertThat(accepted.state()).isEqualTo("accepted");
        assertThat(accepted.settledBy()).isEqualTo("mira");
        assertThat(book.balance(BlankAccount.LOADED, HERE)).isEqualTo(6);
        assertThat(book.balance(BlankAccount.SPOILED, HERE)).isEqualTo(2);
        assertThat(book.balance(BlankAccount.LOST, HERE)).isEqualTo(1);
        assertThat(shifts.count(HERE, new Sheet(6, 1, 3, 20), FALY).orThrow().state())
                .isEqualTo("closed");
        assertThat(book.newest().getFirst().reason()).isEqualTo("one jammed, one is gone");
    }

    @Test
    void whatIsFoundWasLostOrNeverCameIntoTheBook() {
        book.put(here(BlankAccount.LOST), "L1");
        shifts.count(HERE, new Sheet(8, 1, 2, 22), FALY).orThrow();
        long received = book.received();
        shifts.accept("C-1", "two behind the shelf", MIRA).orThrow();
        assertThat(book.balance(BlankAccount.LOST, HERE)).isZero();
        assertThat(book.balance(BlankAccount.AT_STATION, HERE)).isEqualTo(22);
        assertThat(book.received()).isEqualTo(received + 1);
    }

    @Test
    void aMissingTestCardIsTakenFromTheTestCards() {
        shifts.count(HERE, new Sheet(8, 1, 0, 20), FALY).orThrow();
        shifts.accept("C-1", "thrown away", MIRA).orThrow();
        assertThat(book.balance(BlankAccount.TEST, HERE)).isZero();
        assertThat(book.balance(BlankAccount.SPOILED, HERE)).isZero();
        assertThat(book.balance(BlankAccount.LOST, HERE)).isEqualTo(2);
    }

    @Test
    void whoCountedDoesNotAccept() {
        var both = new java.util.HashSet<>(Role.MANAGER.permissions());
        both.addAll(Role.OPERATOR.permissions());
        var everything = new ampro.hub.web.Actor("faly", "faly", "x", both, null, null);
        shifts.count(HERE, new Sheet(7, 1, 2, 20), FALY).orThrow();
        String before = book.everything();
        assertThat(detail(shifts.accept("C-1", "why", everything)))
                .isEqualTo("faly has counted C-1: somebody else accepts it");
        assertThat(book.everything()).isEqualTo(before);
    }

    @Test
    void blanksInDoubtMayLieAnywhereAndTheirQuestionStaysOpen() {
        book.print(BlankAccount.LOADED, BlankAccount.IN_DOUBT, null);
        assertThat(shifts.count(HERE, new Sheet(8, 1, 2, 20), FALY).orThrow().state())
                .as("it was not fed, as it will turn out")
                .isEqualTo("closed");
        assertThat(book.balance(BlankAccount.IN_DOUBT, HERE)).isEqualTo(1);
        shifts.count(HERE, new Sheet(6, 1, 2, 20), FALY).orThrow();
        assertThat(detail(shifts.accept("C-2", "why", MIRA)))
                .isEqualTo(
                        "1 blanks were in the printer or in doubt: settle them, then count again");
    }

    @Test
    void aDifferenceIsNotBookedTwiceOverWhatWasBookedMeanwhile() {
        shifts.count(HERE, new Sheet(0, 1, 2, 20), FALY).orThrow();
        book.blanks.book(Act.UNLOAD, List.of("B01..B05"), HERE, null, MIRA).orThrow();
        String before = book.everything();
        assertThat(detail(shifts.accept("C-1", "why", MIRA)))
                .isEqualTo("blanks have moved since C-1: count again");
        assertThat(book.everything()).isEqualTo(before);
    }

    @Test
    void aDifferenceIsNotBookedOverWhatPeopleBookedMeanwhile() {
        shifts.count(HERE, new Sheet(7, 1, 2, 20), FALY).orThrow();
        book.blanks.book(Act.UNLOAD, List.of("B01"), HERE, null, MIRA).orThrow();
        assertThat(detail(shifts.accept("C-1", "why", MIRA)))
                .isEqualTo("blanks have moved since C-1: count again");
    }

    /// What was printed meanwhile, and is told when the line stands again, may be the difference.
    @Test
    @Tag("FM-40")
    void aDifferenceThatWasCountedWhileTheLineWasDownIsNotAccepted() {
        book.connected = false;
        shifts.count(HERE, new Sheet(6, 1, 2, 20), FALY).orThrow();
        book.connected = true;
        String before = book.everything();
        assertThat(detail(shifts.accept("C-1", "why", MIRA)))
                .isEqualTo(
                        "tnr-01 was not connected when C-1 was counted,"
                                + " and may have printed before: count again");
        assertThat(book.everything()).isEqualTo(before);
        shifts.count(HERE, new Sheet(6, 1, 2, 20), FALY).orThrow();
        shifts.accept("C-2", "why", MIRA).orThrow();
        book.connected = false;
        shifts.count(Book.THERE, new Sheet(1, 0, 0, 0), ONY).orThrow();
        shifts.accept("C-3", "it has never spoken, and printed nothing", MIRA).orThrow();
    }

    @Test
    void whatIsNoCountIsRefusedInWords() {
        String before = book.everything();
        assertThat(detail(shifts.count(HERE, new Sheet(-1, 0, 0, 0), FALY)))
                .isEqualTo("hopper: is a count from 0 to 100000");
        assertThat(detail(shifts.count(HERE, new Sheet(0, 0, 0, 100_001), FALY))).contains("shelf");
        assertThat(detail(shifts.count(Spot.CENTRAL, new Sheet(0, 0, 0, 0), FALY)))
                .contains("where cards are printed");
        assertThat(detail(shifts.count("x", new Sheet(0, 0, 0, 0), FALY)))
                .contains("neither central nor a station");
        assertThat(detail(shifts.count(HERE, new Sheet(0, 0, 0, 0), ONY)))
                .isEqualTo("ony does not work at tnr-01");
        assertThat(detail(shifts.accept("C-9", "why", MIRA))).contains("C-9 does not exist");
        assertThat(detail(shifts.accept("C-9", " ", MIRA))).contains("what is known");
        assertThat(book.everything()).isEqualTo(before);
    }

    private static String[] serials(String prefix) {
        return java.util.stream.IntStream.rangeClosed(1, 20)
                .mapToObj(i -> prefix + i)
                .toArray(String[]::new);
    }
}
