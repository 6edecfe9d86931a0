package ampro.hub.custody.ledger;

import ampro.hub.web.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One act of a person on named blanks: either all of them move, or none and it is said why.
///
/// @param from where all of them have to be; null: wherever the rules allow
/// @param place where the act happens, or leads to
record Booking(
        Act act,
        List<String> serials,
        @Nullable String from,
        String place,
        @Nullable String reason) {
    /// A sentence or two.
    static final int REASON_MAX = 500;

    /// The blanks are where the act happens.
    static Booking at(Act act, List<String> serials, String place) {
        return new Booking(act, serials, place, place, null);
    }

    /// The blanks come from wherever they are.
    static Booking to(Act act, List<String> serials, String place) {
        return new Booking(act, serials, null, place, null);
    }

    Booking because(@Nullable String why) {
        return new Booking(act, serials, from, place, why);
    }

    /// How many moved.
    Outcome<Integer> write(Pen pen) {
        return check(pen)
                .then(movements -> {
                    for (Movement movement : movements) {
                        Optional<Long> left = LedgerStore.write(pen, movement);
                        if (left.isPresent()) {
                            return isShort(movement, left.get());
                        }
                    }
                    return Outcome.done(serials.size());
                });
    }

    /// What would move, by the rules and by where the blanks are.
    Outcome<List<Movement>> check(Pen pen) {
        String why = reason == null ? "" : reason.strip();
        if (why.length() > REASON_MAX || (why.isEmpty() && LedgerRules.needsReason(act))) {
            return Outcome.invalid("reason", "says why, in 1 to " + REASON_MAX + " characters");
        }
        Map<String, Spot> booked = LedgerStore.find(pen.handle(), serials);
        Map<Spot, List<String>> together = new LinkedHashMap<>();
        for (String serial : serials) {
            Spot spot = booked.get(serial);
            if (spot == null) {
                return Outcome.conflict("blank-unknown", "blank " + serial + " is not in the book");
            }
            if (!isPossible(spot)) {
                return Outcome.conflict(
                        "blank-elsewhere",
                        "blank %s is %s: %s at %s is not possible"
                                .formatted(serial, spot.words(), act.code(), where()));
            }
            together.computeIfAbsent(spot, any -> new ArrayList<>()).add(serial);
        }
        return Outcome.done(
                together.entrySet().stream()
                        .map(some ->
                                Movement.named(
                                        act,
                                        some.getKey(),
                                        LedgerRules.after(act, place),
                                        some.getValue(),
                                        why.isEmpty() ? null : why))
                        .toList());
    }

    /// The place that people name: not the transfer under way.
    private String where() {
        return act == Act.SEND ? String.valueOf(from) : place;
    }

    private boolean isPossible(Spot spot) {
        Spot to = LedgerRules.after(act, place);
        return LedgerRules.allows(act, spot.account(), to.account())
                && !spot.equals(to)
                && (from == null || spot.place().equals(from));
    }

    private Outcome<Integer> isShort(Movement movement, long left) {
        return Outcome.conflict(
                "blanks-short",
                "%d of these %d blanks are not %s any more, and nobody has read which: wait for the check, or count"
                        .formatted(-left, movement.blanks(), movement.from().words()));
    }
}
