package ampro.hub.custody.ledger;

import ampro.hub.audit.AuditStore;
import ampro.hub.station.StationStore;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who writes in the book, in which transaction, and when.
record Pen(Handle handle, Actor by, Instant at) {

    /// Whether this person works at this place: everywhere, or at the stations of one site.
    Outcome<String> mayWriteAt(String place) {
        Optional<String> site =
                place.equals(Spot.CENTRAL)
                        ? Optional.of("")
                        : station(handle, place).map(StationStore.Row::site);
        if (site.isEmpty()) {
            return Outcome.invalid("place", place + " is neither central nor a station");
        }
        return by.site() == null || by.site().equals(site.get())
                ? Outcome.done(place)
                : Outcome.forbidden(by.name() + " does not work at " + place);
    }

    /// Whether blanks may be sent there: not to a box that is out of service.
    static boolean isOpen(Handle handle, String place) {
        return place.equals(Spot.CENTRAL)
                || station(handle, place).filter(row -> !row.state().equals("retired")).isPresent();
    }

    private static Optional<StationStore.Row> station(Handle handle, String id) {
        return StationStore.all(handle).stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /// The audit's row of what was done to these blanks.
    void audit(String what, String place, List<String> serials, @Nullable String reason) {
        audit(
                what,
                place,
                "%s..%s (%d)".formatted(serials.getFirst(), serials.getLast(), serials.size()),
                reason);
    }

    void audit(String what, String place, String after, @Nullable String reason) {
        AuditStore.write(handle, at, by, "blanks-" + what, "place/" + place, reason, null, after);
    }
}
