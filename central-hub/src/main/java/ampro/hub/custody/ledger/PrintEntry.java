package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.Act.IDENTIFY;
import static ampro.hub.custody.ledger.Act.PRINT;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the book makes of blanks that a printer has moved. Pure. It never refuses: the card exists
/// whatever the book says, so what does not fit is booked and told.
///
/// A blank that a printer cannot read is booked nameless, and the blank itself stays where it was:
/// there the book then misses one, beside the named ones. When the check scans it, the nameless one
/// goes back to where one is missed, and the named one moves.
record PrintEntry(List<Movement> movements, List<String> differences) {

    /// What the book has about the scanned serial. `missesOne`: fewer blanks than named ones are
    /// booked there, because one of those went on nameless.
    record Booked(Spot spot, boolean missesOne) {}

    /// `booked` is null where the book does not know the serial, or none was read.
    static PrintEntry of(PrintMove move, @Nullable Booked booked) {
        Spot from = new Spot(move.from(), move.station());
        Spot to = new Spot(move.to(), move.station());
        List<String> differences = new ArrayList<>();
        if (move.from() != move.to() && !LedgerRules.allows(PRINT, move.from(), move.to())) {
            differences.add("no printer moves a blank from " + from + " to " + to);
        }
        List<Movement> movements = new ArrayList<>();
        String serial = move.serial();
        if (serial == null) {
            add(movements, PRINT, from, to, move.blanks(), null);
        } else if (booked == null) {
            differences.add("blank " + serial + " is not in the book");
            add(movements, PRINT, from, to, 1, serial + " was scanned");
        } else if (booked.spot().account().isUsedUp() && !booked.spot().equals(from)) {
            differences.add("blank " + serial + " was booked as " + booked.spot() + " already");
            add(movements, PRINT, from, to, 1, serial + " was scanned");
        } else {
            identified(move, serial, booked, from, to, movements).ifPresent(differences::add);
        }
        return new PrintEntry(
                movements.stream().map(movement -> movement.of(move.job())).toList(), differences);
    }

    private static Optional<String> identified(
            PrintMove move,
            String serial,
            Booked booked,
            Spot from,
            Spot to,
            List<Movement> movements) {
        Spot hopper = new Spot(BlankAccount.LOADED, move.station());
        if (!booked.spot().equals(from)) {
            Spot back = booked.missesOne() ? booked.spot() : hopper;
            add(movements, IDENTIFY, from, back, 1, "it is " + serial);
        }
        if (!booked.spot().equals(to)) {
            movements.add(Movement.named(PRINT, booked.spot(), to, List.of(serial), null));
        }
        boolean fits =
                booked.missesOne() || booked.spot().equals(from) || booked.spot().equals(hopper);
        return fits
                ? Optional.empty()
                : Optional.of("blank " + serial + " was booked as " + booked.spot());
    }

    private static void add(
            List<Movement> movements,
            Act act,
            Spot from,
            Spot to,
            int blanks,
            @Nullable String reason) {
        if (!from.equals(to)) {
            movements.add(Movement.nameless(act, from, to, blanks, reason));
        }
    }
}
