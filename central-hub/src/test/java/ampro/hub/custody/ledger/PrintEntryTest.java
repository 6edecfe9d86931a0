package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.BlankAccount.AT_STATION;
import static ampro.hub.custody.ledger.BlankAccount.IN_DOUBT;
import static ampro.hub.custody.ledger.BlankAccount.IN_PRINTER;
import static ampro.hub.custody.ledger.BlankAccount.ISSUED;
import static ampro.hub.custody.ledger.BlankAccount.LOADED;
import static ampro.hub.custody.ledger.BlankAccount.OUT_TRAY;
import static ampro.hub.custody.ledger.BlankAccount.SPOILED;
import static ampro.hub.custody.ledger.BlankAccount.VAULT;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.custody.ledger.PrintEntry.Booked;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class PrintEntryTest {
    private static final String HERE = "tnr-01";

    @Test
    void oneThatNobodyCouldReadIsBookedNameless() {
        assertEntry(print(LOADED, IN_PRINTER, null), null, "1 loaded>in_printer");
        assertEntry(
                new PrintMove("J-1", HERE, LOADED, IN_DOUBT, null, 2), null, "2 loaded>in_doubt");
    }

    @Test
    void theScannedOneMovesAndTheNamelessOneGoesBack() {
        assertEntry(
                print(OUT_TRAY, ISSUED, "B1"),
                booked(LOADED, true),
                "1 out_tray>loaded",
                "B1 loaded>issued");
    }

    @Test
    void oneThatWasReadInsideMovesUnderItsName() {
        assertEntry(
                print(IN_PRINTER, IN_PRINTER, "B1"),
                booked(LOADED, true),
                "1 in_printer>loaded",
                "B1 loaded>in_printer");
        assertEntry(
                print(IN_PRINTER, OUT_TRAY, "B1"),
                booked(IN_PRINTER, false),
                "B1 in_printer>out_tray");
        assertEntry(
                print(OUT_TRAY, ISSUED, "B1"),
                booked(IN_PRINTER, true),
                "1 out_tray>in_printer",
                "B1 in_printer>issued");
    }

    @Test
    void theNamelessOneGoesBackToWhereOneIsMissed() {
        assertEntry(
                print(OUT_TRAY, ISSUED, "B1"),
                booked(AT_STATION, true),
                "1 out_tray>at_station",
                "B1 at_station>issued");
    }

    @Test
    void theScannedOneThatLayInTheHopperIsNoDifference() {
        assertEntry(
                print(OUT_TRAY, ISSUED, "B1"),
                booked(LOADED, false),
                "1 out_tray>loaded",
                "B1 loaded>issued");
    }

    /// The book had the named one there already, and one too few of them: the nameless one is it.
    @Test
    void oneThatIsBookedWhereItGoesIsNotMovedTwice() {
        assertEntry(
                print(IN_PRINTER, OUT_TRAY, "B1"), booked(OUT_TRAY, true), "1 in_printer>out_tray");
    }

    @Test
    void aSpoiledBlankThatIsScannedWhereItLiesMovesUnderItsNameAndIsTold() {
        PrintEntry entry = PrintEntry.of(print(SPOILED, ISSUED, "B1"), booked(SPOILED, false));
        assertThat(entry.movements().stream().map(PrintEntryTest::shown))
                .containsExactly("B1 spoiled>issued");
        assertThat(entry.differences())
                .containsExactly(
                        "no printer moves a blank from spoiled at tnr-01 to issued at tnr-01");
    }

    @Test
    void aMisplacedBlankMovesAllTheSameAndIsTold() {
        PrintEntry entry =
                PrintEntry.of(
                        print(OUT_TRAY, ISSUED, "B1"),
                        new Booked(new Spot(VAULT, Spot.CENTRAL), false));
        assertThat(entry.movements().stream().map(PrintEntryTest::shown))
                .containsExactly("1 out_tray>loaded", "B1 vault>issued");
        assertThat(entry.differences()).containsExactly("blank B1 was booked as vault at central");
    }

    @Test
    void anUnknownSerialLeavesTheNamelessOneOnItsWay() {
        PrintEntry entry = PrintEntry.of(print(OUT_TRAY, SPOILED, "B1"), null);
        assertThat(entry.movements().stream().map(PrintEntryTest::shown))
                .containsExactly("1 out_tray>spoiled");
        assertThat(entry.differences()).containsExactly("blank B1 is not in the book");
    }

    @ParameterizedTest
    @EnumSource(names = {"ISSUED", "SPOILED", "TEST", "DESTROYED"})
    void aBlankThatIsUsedUpCannotBeTheOne(BlankAccount account) {
        PrintEntry entry = PrintEntry.of(print(OUT_TRAY, ISSUED, "B1"), booked(account, false));
        assertThat(entry.movements().stream().map(PrintEntryTest::shown))
                .containsExactly("1 out_tray>issued");
        assertThat(entry.differences())
                .containsExactly("blank B1 was booked as " + account.code() + " at tnr-01 already");
    }

    /// Every pair: what the table does not know is told, and booked all the same.
    @ParameterizedTest
    @EnumSource
    void whatNoPrinterDoesIsToldAndBooked(BlankAccount from) {
        for (BlankAccount to : BlankAccount.values()) {
            PrintEntry entry = PrintEntry.of(print(from, to, null), null);
            boolean known = from == to || LedgerRules.allows(Act.PRINT, from, to);
            assertThat(entry.differences().isEmpty()).as("%s to %s", from, to).isEqualTo(known);
            assertThat(entry.movements()).hasSize(from == to ? 0 : 1);
            assertThat(entry.movements())
                    .allSatisfy(movement -> {
                        assertThat(movement.job()).isEqualTo("J-1");
                        assertThat(movement.blanks()).isEqualTo(1);
                    });
        }
    }

    private static PrintMove print(BlankAccount from, BlankAccount to, @Nullable String serial) {
        return new PrintMove("J-1", HERE, from, to, serial, 1);
    }

    private static Booked booked(BlankAccount account, boolean missesOne) {
        return new Booked(new Spot(account, HERE), missesOne);
    }

    private static void assertEntry(PrintMove move, @Nullable Booked booked, String... movements) {
        PrintEntry entry = PrintEntry.of(move, booked);
        assertThat(entry.differences()).isEmpty();
        assertThat(entry.movements().stream().map(PrintEntryTest::shown))
                .containsExactly(movements);
    }

    private static String shown(Movement movement) {
        List<String> serials = movement.serials();
        return "%s %s>%s"
                .formatted(
                        serials.isEmpty() ? movement.blanks() : serials.getFirst(),
                        movement.from().account().code(),
                        movement.to().account().code());
    }
}
