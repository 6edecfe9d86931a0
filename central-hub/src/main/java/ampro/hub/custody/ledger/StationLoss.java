package ampro.hub.custody.ledger;

import ampro.hub.web.Actor;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// A box is lost or destroyed with everything that lies in it and beside it: its blanks are booked
/// as lost. That two people say so is the caller's affair.
public final class StationLoss {
    private StationLoss() {}

    /// How many blanks are lost with it.
    public static long book(Handle handle, String station, String reason, Actor by, Instant at) {
        Pen pen = new Pen(handle, by, at);
        Clearance clearance = new Clearance(pen, Act.BOX_LOST, reason);
        Spot lost = LedgerRules.after(Act.BOX_LOST, station);
        long before = clearance.blanks(lost);
        for (BlankAccount account : LedgerRules.AT_BOX) {
            clearance.move(new Spot(account, station), lost);
        }
        long more = clearance.blanks(lost) - before;
        pen.audit(Act.BOX_LOST.code(), station, more + " blanks", reason);
        return more;
    }
}
