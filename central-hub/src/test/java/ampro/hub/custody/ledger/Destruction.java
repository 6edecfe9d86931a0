package ampro.hub.custody.ledger;

import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.InstantSource;
import java.util.List;

/// A spoiled card is cut in two in front of two people, who say so in the book.
public final class Destruction {
    private Destruction() {}

    /// Whether the book took it: the blank was in it as spoiled.
    public static boolean byTwo(
            Database database, InstantSource clock, String blank, Actor one, Actor other) {
        Witnessing witnessing = new Witnessing(database, clock);
        return database.read(handle -> LedgerStore.find(handle, blank))
                .filter(spot -> spot.account() == BlankAccount.SPOILED)
                .map(spot ->
                        witnessing.ask(
                                Act.DESTROY, List.of(blank), spot.place(), "cut in two", one))
                .filter(asked -> !asked.isRefused())
                .map(asked -> asked.orThrow().row().id())
                .map(id -> witnessing.confirm(id, other) instanceof Outcome.Done)
                .orElse(false);
    }
}
