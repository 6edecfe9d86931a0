package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.Act.IDENTIFY;
import static ampro.hub.custody.ledger.Act.LOSE;

import ampro.hub.web.Actor;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// A box is lost or destroyed with everything that lies in it. Its blanks are booked as lost; that
/// two people say so is the caller's affair.
public final class StationLoss {
    /// What has left the box, or lies nowhere.
    private static final Set<BlankAccount> ELSEWHERE =
            EnumSet.of(
                    BlankAccount.SUPPLIER,
                    BlankAccount.ISSUED,
                    BlankAccount.LOST,
                    BlankAccount.DESTROYED);

    private final Pen pen;
    private final String station;
    private final String reason;

    private StationLoss(Pen pen, String station, String reason) {
        this.pen = pen;
        this.station = station;
        this.reason = reason;
    }

    /// How many blanks are lost with it.
    public static long book(Handle handle, String station, String reason, Actor by, Instant at) {
        StationLoss loss = new StationLoss(new Pen(handle, by, at), station, reason);
        long before = loss.blanks(loss.spot(BlankAccount.LOST));
        List<Spot> spots =
                EnumSet.complementOf(EnumSet.copyOf(ELSEWHERE)).stream().map(loss::spot).toList();
        for (Spot spot : spots) {
            loss.lose(spot);
        }
        return loss.blanks(loss.spot(BlankAccount.LOST)) - before;
    }

    /// The named ones first. A spot that missed one of them then holds less than nothing: that one
    /// lay unread in another of the box's spots, or left it; either way it is not lost from here.
    private void lose(Spot spot) {
        Spot lost = spot(BlankAccount.LOST);
        List<String> named = some(spot);
        while (!named.isEmpty()) {
            LedgerStore.write(pen, Movement.named(LOSE, spot, lost, named, reason));
            named = some(spot);
        }
        long left = blanks(spot);
        if (left > 0) {
            LedgerStore.write(pen, Movement.nameless(LOSE, spot, lost, left, reason));
        } else if (left < 0) {
            LedgerStore.write(pen, Movement.nameless(IDENTIFY, lost, spot, -left, reason));
        }
    }

    private List<String> some(Spot spot) {
        return LedgerListStore.serialsAt(pen.handle(), spot, SerialList.BLANKS_MAX);
    }

    private long blanks(Spot spot) {
        return LedgerStore.balance(pen.handle(), spot).blanks();
    }

    private Spot spot(BlankAccount account) {
        return new Spot(account, station);
    }
}
