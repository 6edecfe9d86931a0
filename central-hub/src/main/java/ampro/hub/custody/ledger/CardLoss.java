package ampro.hub.custody.ledger;

import ampro.hub.web.Actor;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// A finished card is lost on its way: so is its blank. That two people say so is the caller's
/// affair.
public final class CardLoss {
    private CardLoss() {}

    /// Whether the book had it as issued; anything else stays as it is.
    public static boolean book(Handle handle, String serial, String reason, Actor by, Instant at) {
        return LedgerStore.find(handle, serial)
                .filter(spot -> spot.account() == BlankAccount.ISSUED)
                .map(issued -> {
                    Spot lost = LedgerRules.after(Act.CARD_LOST, issued.place());
                    List<String> one = List.of(serial);
                    Pen pen = new Pen(handle, by, at);
                    LedgerStore.write(
                            pen, Movement.named(Act.CARD_LOST, issued, lost, one, reason));
                    pen.audit(Act.CARD_LOST.code(), issued.place(), one, reason);
                    return true;
                })
                .orElse(false);
    }
}
