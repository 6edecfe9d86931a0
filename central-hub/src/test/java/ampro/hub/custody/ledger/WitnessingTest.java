package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.Book.HERE;
import static ampro.hub.custody.ledger.Book.MIRA;
import static ampro.hub.custody.ledger.Book.NORO;
import static ampro.hub.custody.ledger.Book.THERE;
import static ampro.hub.custody.ledger.Book.detail;
import static ampro.hub.custody.ledger.Book.here;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class WitnessingTest {
    private final Book book;
    private final Witnessing witnessing;

    WitnessingTest(Dialect dialect, @TempDir Path folder) {
        book = new Book(dialect, folder);
        witnessing = book.witnessing;
    }

    @AfterEach
    void everySumIsRightAfterEveryTest() {
        assertThat(book.blanks.audit()).isEmpty();
        book.close();
    }

    @Test
    void aSpoiledBlankIsDestroyedByTwo() {
        book.put(here(BlankAccount.SPOILED), "B1", "B2");
        String id = ask(Act.DESTROY, "B1..B2", HERE);
        assertThat(book.spot("B1")).as("asked only").isEqualTo("spoiled at tnr-01");
        assertThat(witnessing.waiting())
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.serials()).containsExactly("B1", "B2");
                    assertThat(file.row().askedBy()).isEqualTo("mira");
                });
        assertThat(witnessing.confirm(id, NORO).orThrow().row().decidedBy()).isEqualTo("noro");
        assertThat(book.spot("B1")).isEqualTo("destroyed at tnr-01");
        assertThat(witnessing.waiting()).isEmpty();
        assertThat(witnessing.decided(9)).hasSize(1);
        assertThat(book.blanks.file("B1").orThrow().history().getLast().reason())
                .isEqualTo("a test");
    }

    @Test
    void whoAskedCannotConfirm() {
        book.put(here(BlankAccount.SPOILED), "B1");
        String id = ask(Act.DESTROY, "B1", HERE);
        String before = book.everything();
        assertThat(detail(witnessing.confirm(id, MIRA)))
                .isEqualTo("mira asked for " + id + ": somebody else confirms it");
        assertThat(book.everything()).isEqualTo(before);
    }

    @Test
    void whatWasDecidedIsDecided() {
        book.put(here(BlankAccount.SPOILED), "B1");
        String id = ask(Act.DESTROY, "B1", HERE);
        assertThat(detail(witnessing.refuse(id, " ", NORO))).contains("why not");
        witnessing.refuse(id, "B1 is not in the box", NORO).orThrow();
        assertThat(book.spot("B1")).isEqualTo("spoiled at tnr-01");
        assertThat(detail(witnessing.confirm(id, NORO))).isEqualTo(id + " was refused already");
        assertThat(detail(witnessing.refuse(id, "again", NORO))).contains("refused already");
        assertThat(detail(witnessing.confirm("W-9", NORO))).contains("W-9 does not exist");
    }

    @Test
    void whoAskedMayTakeItBack() {
        book.put(here(BlankAccount.SPOILED), "B1");
        witnessing.refuse(ask(Act.DESTROY, "B1", HERE), "the wrong one", MIRA).orThrow();
        assertThat(ask(Act.DESTROY, "B1", HERE)).isEqualTo("W-2");
    }

    @Test
    void aBlankWaitsForOneSecondPersonAtATime() {
        book.put(here(BlankAccount.SPOILED), "B1", "B2");
        ask(Act.DESTROY, "B1", HERE);
        String before = book.everything();
        assertThat(detail(witnessing.ask(Act.LOSE, List.of("B2", "B1"), HERE, "gone", NORO)))
                .isEqualTo("blank B1 waits in W-1 for a second person already");
        assertThat(book.everything()).isEqualTo(before);
    }

    @Test
    void whatHasMovedMeanwhileIsNotConfirmed() {
        book.put(here(BlankAccount.LOADED), "B1");
        String id = ask(Act.LOSE, "B1", HERE);
        book.blanks.book(Act.SPOIL, List.of("B1"), HERE, "found bent", MIRA).orThrow();
        witnessing.confirm(id, NORO).orThrow();
        assertThat(book.spot("B1")).as("still at its place").isEqualTo("lost at tnr-01");
        book.put(here(BlankAccount.AT_STATION), "B2");
        id = ask(Act.LOSE, "B2", HERE);
        book.transfers.send(List.of("B2"), HERE, THERE, null, MIRA).orThrow();
        String before = book.everything();
        assertThat(detail(witnessing.confirm(id, NORO)))
                .isEqualTo("blank B2 is on its way with TR-1: lose at tnr-01 is not possible");
        assertThat(book.everything()).isEqualTo(before);
    }

    @Test
    void whatWasLostOnItsWayIsLostWithItsTransfer() {
        book.put(here(BlankAccount.AT_STATION), "B1", "B2");
        book.transfers.send(List.of("B1..B2"), HERE, THERE, null, MIRA).orThrow();
        book.transfers.arrive("TR-1", 1, List.of("B2"), List.of(), Book.ONY).orThrow();
        witnessing.confirm(ask(Act.LOSE, "B2", "TR-1"), NORO).orThrow();
        assertThat(book.spot("B2")).isEqualTo("lost at TR-1");
        assertThat(book.transfers.find("TR-1").orThrow().state()).isEqualTo("delivered");
        witnessing.confirm(ask(Act.FIND, "B2", THERE), NORO).orThrow();
        assertThat(book.spot("B2")).isEqualTo("at_station at tmm-01");
    }

    /// Every account, every act that needs a witness: it can be asked for as the table says.
    @Test
    void onlyWhatTheRulesAllowCanBeAskedFor() {
        for (Act act : List.of(Act.DESTROY, Act.LOSE, Act.FIND)) {
            for (BlankAccount from : BlankAccount.holding()) {
                String serial = act.code() + "-" + from.code().replace('_', '-');
                book.put(here(from), serial);
                Spot to = LedgerRules.after(act, HERE);
                String before = book.everything();
                Outcome<Witnessing.File> asked =
                        witnessing.ask(act, List.of(serial), HERE, "a test", MIRA);
                if (LedgerRules.allows(act, from, to.account())) {
                    witnessing.confirm(asked.orThrow().row().id(), NORO).orThrow();
                    assertThat(book.spot(serial)).isEqualTo(to.toString());
                } else {
                    assertThat(detail(asked))
                            .isEqualTo(
                                    "blank %s is %s: %s at tnr-01 is not possible"
                                            .formatted(serial, here(from).words(), act.code()));
                    assertThat(book.everything()).isEqualTo(before);
                }
            }
        }
    }

    @Test
    void whatCannotBeAskedForSaysWhy() {
        book.put(here(BlankAccount.SPOILED), "B1");
        Map<Outcome<Witnessing.File>, String> asked =
                Map.of(
                        witnessing.ask(Act.SPOIL, List.of("B1"), HERE, "why", MIRA),
                        "spoil needs no second person",
                        witnessing.ask(Act.DESTROY, List.of("B1"), HERE, " ", MIRA),
                        "says why",
                        witnessing.ask(Act.DESTROY, List.of("B9"), HERE, "why", MIRA),
                        "B9 is not in the book",
                        witnessing.ask(Act.DESTROY, List.of("B1"), THERE, "why", MIRA),
                        "destroy at tmm-01 is not possible",
                        witnessing.ask(Act.DESTROY, List.of("B1"), "x", "why", MIRA),
                        "x is neither central nor a station");
        asked.forEach((outcome, why) -> assertThat(detail(outcome)).contains(why));
        assertThat(witnessing.waiting()).isEmpty();
    }

    private String ask(Act act, String serials, String place) {
        return witnessing.ask(act, List.of(serials), place, "a test", MIRA).orThrow().row().id();
    }
}
