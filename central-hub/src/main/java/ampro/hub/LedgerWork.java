package ampro.hub;

import ampro.firmware.wire.StationId;
import ampro.hub.custody.AlertStore;
import ampro.hub.custody.ledger.BlankPages;
import ampro.hub.custody.ledger.BlankRoutes;
import ampro.hub.custody.ledger.Blanks;
import ampro.hub.custody.ledger.BookingPages;
import ampro.hub.custody.ledger.CountPages;
import ampro.hub.custody.ledger.LedgerRoutes;
import ampro.hub.custody.ledger.Shifts;
import ampro.hub.custody.ledger.TransferPages;
import ampro.hub.custody.ledger.Transfers;
import ampro.hub.custody.ledger.WitnessPages;
import ampro.hub.custody.ledger.Witnessing;
import ampro.hub.staff.Staff;
import ampro.hub.store.Database;
import ampro.hub.web.Routes;
import java.time.InstantSource;
import java.util.function.Predicate;

/// Puts the book of blanks together: what people book in it, by API and by page.
final class LedgerWork {
    private LedgerWork() {}

    static void add(
            Routes routes,
            Database database,
            Staff staff,
            Predicate<StationId> isConnected,
            InstantSource clock) {
        Blanks blanks = new Blanks(database, clock);
        Transfers transfers = new Transfers(database, AlertStore::put, clock);
        Witnessing witnessing = new Witnessing(database, clock);
        Shifts shifts = new Shifts(database, AlertStore::put, isConnected, clock);
        new BlankRoutes(blanks).add(routes);
        new LedgerRoutes(transfers, witnessing, shifts).add(routes);
        new BlankPages(database, staff, blanks).add(routes);
        new BookingPages(database, staff, blanks).add(routes);
        new TransferPages(database, staff, transfers).add(routes);
        new CountPages(database, staff, shifts).add(routes);
        new WitnessPages(database, staff, witnessing).add(routes);
    }
}
