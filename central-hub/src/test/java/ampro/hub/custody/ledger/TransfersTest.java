package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.Book.FALY;
import static ampro.hub.custody.ledger.Book.HERE;
import static ampro.hub.custody.ledger.Book.MIRA;
import static ampro.hub.custody.ledger.Book.ONY;
import static ampro.hub.custody.ledger.Book.THERE;
import static ampro.hub.custody.ledger.Book.detail;
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

@Tag("store")
@OnBothDatabases
class TransfersTest {
    private static final List<String> BOX = List.of("B001..B100");
    private static final List<String> NONE = List.of();

    private final Book book;
    private final Transfers transfers;

    TransfersTest(Dialect dialect, @TempDir Path folder) {
        book = new Book(dialect, folder);
        transfers = book.transfers;
    }

    @BeforeEach
    void aBoxInTheVault() {
        book.blanks.receive(BOX, "note 1", MIRA).orThrow();
        book.blanks.book(Act.STORE, BOX, Spot.CENTRAL, null, MIRA).orThrow();
    }

    @AfterEach
    void everySumIsRightAfterEveryTest() {
        assertThat(book.blanks.audit()).isEmpty();
        book.close();
    }

    @Test
    void whatIsSentIsOnItsWayUntilItIsCountedIn() {
        String id = send("B001..B060", HERE);
        assertThat(book.spot("B060")).isEqualTo("in_transit at " + id);
        assertThat(transfers.find(id).orThrow().state()).isEqualTo("in_transit");
        Transfers.File arrived = transfers.arrive(id, 60, NONE, NONE, FALY).orThrow();
        assertThat(arrived.state()).isEqualTo("delivered");
        assertThat(arrived.row().receivedBy()).isEqualTo("faly");
        assertThat(book.spot("B060")).isEqualTo("at_station at tnr-01");
        assertThat(spotsKept(id)).as("a transfer that is over is no spot any more").isZero();
        assertThat(book.alerts()).isEmpty();
        book.blanks.book(Act.LOAD, List.of("B001..B050"), HERE, null, FALY).orThrow();
        assertThat(book.balance(BlankAccount.LOADED, HERE)).isEqualTo(50);
    }

    private int spotsKept(String place) {
        return book.database.<Integer>read(handle ->
                handle.select("select count(*) from ledger_balance where place = ?", place)
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void whatIsMissingStaysOnItsWayAndIsTold() {
        String id = send("B001..B060", HERE);
        Transfers.File arrived =
                transfers.arrive(id, 58, List.of("B007", "B060"), NONE, FALY).orThrow();
        assertThat(arrived.state()).isEqualTo("differs");
        assertThat(arrived.missing()).containsExactly("B007", "B060");
        assertThat(book.spot("B007")).isEqualTo("in_transit at " + id);
        assertThat(book.alerts()).containsExactly("blank-differs: at tnr-01: missing B007, B060");
        arrived = transfers.arrive(id, 1, List.of("B060"), NONE, FALY).orThrow();
        assertThat(arrived.row().counted()).isEqualTo(59);
        assertThat(arrived.onItsWay()).isEqualTo(1);
        assertThat(arrived.missing()).as("it was missing").containsExactly("B007", "B060");
    }

    @Test
    void whatIsBesideTheListIsTakenInAndTold() {
        String id = send("B001..B060", HERE);
        String other = send("B061..B070", THERE);
        assertThat(
                        transfers
                                .arrive(id, 62, NONE, List.of("B061", "B100"), FALY)
                                .orThrow()
                                .unexpected())
                .containsExactly("B061", "B100");
        assertThat(book.spot("B100")).as("never booked as sent").isEqualTo("at_station at tnr-01");
        assertThat(transfers.find(other).orThrow().onItsWay()).isEqualTo(9);
        assertThat(book.alerts()).hasSize(1);
    }

    @Test
    void aNumberThatIsNotTheListsIsRefusedUntilTheDifferenceIsNamed() {
        String id = send("B001..B060", HERE);
        book.blanks.load(List.of("C1"), THERE, MIRA).orThrow();
        String before = book.everything();
        assertThat(detail(transfers.arrive(id, 59, NONE, NONE, FALY)))
                .contains("60 blanks on their way", "make 60, but 59 were counted");
        assertThat(detail(transfers.arrive(id, 59, List.of("B061"), NONE, FALY)))
                .isEqualTo("missing: blank B061 is not on its way with " + id);
        assertThat(detail(transfers.arrive(id, 61, NONE, List.of("B060"), FALY)))
                .isEqualTo("unexpected: blank B060 is on the list");
        assertThat(detail(transfers.arrive(id, 61, NONE, List.of("C1"), FALY)))
                .isEqualTo("blank C1 is in the hopper at tmm-01: arrive at tnr-01 is not possible");
        assertThat(detail(transfers.arrive(id, 61, NONE, List.of("X1"), FALY)))
                .isEqualTo("blank X1 is not in the book");
        assertThat(detail(transfers.arrive(id, 60, NONE, NONE, ONY)))
                .isEqualTo("ony does not work at tnr-01");
        assertThat(detail(transfers.arrive("TR-9", 60, NONE, NONE, FALY)))
                .isEqualTo("transfer TR-9 does not exist");
        assertThat(book.everything()).isEqualTo(before);
    }

    @Test
    void aTransferArrivesOnce() {
        String id = send("B001", HERE);
        transfers.arrive(id, 1, NONE, NONE, FALY).orThrow();
        assertThat(detail(transfers.arrive(id, 1, NONE, NONE, FALY)))
                .isEqualTo("nothing of " + id + " is on its way");
    }

    @Test
    void blanksAlsoGoBackToTheVault() {
        transfers.arrive(send("B001..B010", HERE), 10, NONE, NONE, FALY).orThrow();
        String id =
                transfers
                        .send(List.of("B001..B005"), HERE, Spot.CENTRAL, "too many", MIRA)
                        .orThrow()
                        .row()
                        .id();
        transfers.arrive(id, 5, NONE, NONE, MIRA).orThrow();
        assertThat(book.spot("B005")).isEqualTo("vault at central");
    }

    @Test
    void whatCannotBeSentStaysWhereItIs() {
        book.blanks.load(List.of("C1"), HERE, MIRA).orThrow();
        String before = book.everything();
        assertThat(detail(transfers.send(BOX, Spot.CENTRAL, Spot.CENTRAL, null, MIRA)))
                .contains("no other place");
        assertThat(detail(transfers.send(BOX, Spot.CENTRAL, "fnr-01", null, MIRA)))
                .contains("fnr-01 is no other place");
        assertThat(detail(transfers.send(BOX, HERE, THERE, null, MIRA)))
                .isEqualTo("blank B001 is in the vault at central: send at tnr-01 is not possible");
        assertThat(detail(transfers.send(List.of("C1"), HERE, THERE, null, MIRA)))
                .isEqualTo("blank C1 is in the hopper at tnr-01: send at tnr-01 is not possible");
        assertThat(book.everything()).isEqualTo(before);
    }

    private String send(String serials, String to) {
        return transfers.send(List.of(serials), Spot.CENTRAL, to, null, MIRA).orThrow().row().id();
    }
}
