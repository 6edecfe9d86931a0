package ampro.hub.custody.ledger;

import java.util.List;

/// All that a spot holds moves to another, and nothing stays behind.
record Clearance(Pen pen, Act act, String reason) {

    /// The named ones first. A spot that missed some of them then holds less than nothing: those
    /// lay unread in another spot, or have left; either way they were not here, and are missed
    /// where their names now are. What is missed beyond those never came into the book.
    void move(Spot from, Spot to) {
        long names = 0;
        List<String> named = some(from);
        while (!named.isEmpty()) {
            names += named.size();
            LedgerStore.write(pen, Movement.named(act, from, to, named, reason));
            named = some(from);
        }
        long left = blanks(from);
        if (left > 0) {
            LedgerStore.write(pen, Movement.nameless(act, from, to, left, reason));
        } else if (left < 0) {
            long missed = Math.min(-left, names);
            identify(to, from, missed);
            identify(Spot.SUPPLIER, from, -left - missed);
        }
    }

    private void identify(Spot from, Spot to, long blanks) {
        if (blanks > 0) {
            LedgerStore.write(pen, Movement.nameless(Act.IDENTIFY, from, to, blanks, reason));
        }
    }

    private List<String> some(Spot spot) {
        return LedgerListStore.serialsAt(pen.handle(), spot, SerialList.BLANKS_MAX);
    }

    long blanks(Spot spot) {
        return LedgerStore.balance(pen.handle(), spot).blanks();
    }
}
