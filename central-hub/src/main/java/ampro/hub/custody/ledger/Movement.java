package ampro.hub.custody.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Blanks that leave one spot and enter another: both entries in one, so that neither can be
/// missing.
///
/// @param serials of all of them, or none where nobody could read them
/// @param reason null where the act says it all
record Movement(
        Act act,
        Spot from,
        Spot to,
        long blanks,
        List<String> serials,
        @Nullable String job,
        @Nullable String reason) {
    Movement {
        if (blanks < 1 || from.equals(to) || (!serials.isEmpty() && serials.size() != blanks)) {
            throw new IllegalArgumentException(
                    "%d blanks, %d of them named, from %s to %s"
                            .formatted(blanks, serials.size(), from, to));
        }
    }

    static Movement named(
            Act act, Spot from, Spot to, List<String> serials, @Nullable String reason) {
        return new Movement(act, from, to, serials.size(), serials, null, reason);
    }

    static Movement nameless(Act act, Spot from, Spot to, long blanks, @Nullable String reason) {
        return new Movement(act, from, to, blanks, List.of(), null, reason);
    }

    Movement of(String job) {
        return new Movement(act, from, to, blanks, serials, job, reason);
    }

    boolean isNamed() {
        return !serials.isEmpty();
    }
}
