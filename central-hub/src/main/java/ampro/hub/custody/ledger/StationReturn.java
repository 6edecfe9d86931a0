package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.BlankAccount.AT_STATION;
import static ampro.hub.custody.ledger.BlankAccount.IN_DOUBT;
import static ampro.hub.custody.ledger.BlankAccount.IN_PRINTER;
import static ampro.hub.custody.ledger.BlankAccount.LOADED;
import static ampro.hub.custody.ledger.BlankAccount.LOST;
import static ampro.hub.custody.ledger.BlankAccount.OUT_TRAY;
import static ampro.hub.custody.ledger.BlankAccount.SPOILED;
import static ampro.hub.custody.ledger.BlankAccount.TEST;
import static ampro.hub.custody.ledger.BlankAccount.VAULT;

import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// A box goes out of service: what lay in it was counted and comes back, blanks into the vault,
/// spoiled and test cards to be destroyed from there. What the count misses is lost, what it has
/// beside the book is found. That two people counted is the caller's affair.
public final class StationReturn {
    private final Clearance clearance;
    private final String station;

    private StationReturn(Clearance clearance, String station) {
        this.clearance = clearance;
        this.station = station;
    }

    /// What two people found of a station.
    ///
    /// @param blanks unprinted ones, of the hopper and the shelf
    /// @param rejects spoiled and test cards
    public record Counted(long blanks, long rejects) {
        private boolean isCount() {
            return isCount(blanks) && isCount(rejects);
        }

        private static boolean isCount(long count) {
            return 0 <= count && count <= Shifts.COUNT_MAX;
        }
    }

    /// Answers how many more were counted than the book said: less than none are lost.
    public static Outcome<Long> book(
            Handle handle, String station, Counted counted, String reason, Actor by, Instant at) {
        if (!counted.isCount()) {
            return Outcome.invalid("counted", "is two counts from 0 to " + Shifts.COUNT_MAX);
        }
        Pen pen = new Pen(handle, by, at);
        StationReturn box = new StationReturn(new Clearance(pen, Act.RETIRE, reason), station);
        for (BlankAccount open : List.of(IN_PRINTER, OUT_TRAY, IN_DOUBT)) {
            if (box.clearance.blanks(box.spot(open)) != 0) {
                return Outcome.conflict(
                        "unsettled",
                        "blanks are booked %s: settle their jobs first"
                                .formatted(box.spot(open).words()));
            }
        }
        long more =
                box.take(List.of(AT_STATION, LOADED), VAULT, counted.blanks())
                        + box.take(List.of(SPOILED, TEST), SPOILED, counted.rejects());
        pen.audit(
                Act.RETIRE.code(),
                station,
                "%d blanks, %d rejects".formatted(counted.blanks(), counted.rejects()),
                reason);
        return Outcome.done(more);
    }

    private long take(List<BlankAccount> accounts, BlankAccount into, long counted) {
        Spot to = new Spot(into, Spot.CENTRAL);
        long before = clearance.blanks(to);
        for (BlankAccount account : accounts) {
            clearance.move(spot(account), to);
        }
        long more = counted - (clearance.blanks(to) - before);
        if (more < 0) {
            write(to, spot(LOST), -more);
        } else {
            long lost = Math.min(more, Math.max(0, clearance.blanks(spot(LOST))));
            write(spot(LOST), to, lost);
            write(Spot.SUPPLIER, to, more - lost);
        }
        return more;
    }

    private void write(Spot from, Spot to, long blanks) {
        if (blanks > 0) {
            LedgerStore.write(
                    clearance.pen(),
                    Movement.nameless(clearance.act(), from, to, blanks, clearance.reason()));
        }
    }

    private Spot spot(BlankAccount account) {
        return new Spot(account, station);
    }
}
