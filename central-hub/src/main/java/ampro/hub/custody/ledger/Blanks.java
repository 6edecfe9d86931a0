package ampro.hub.custody.ledger;

import ampro.hub.audit.AuditStore;
import ampro.hub.station.StationStore;
import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// What people book in the ledger of blanks; what printing moves is booked by [Jobs].
public final class Blanks {
    /// Blanks received in one booking; a box holds 500.
    private static final int BLANKS_MAX = 500;

    /// What a track, a chip or a bar code gives.
    private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9-]{1,40}");

    private final Database database;
    private final InstantSource clock;

    public Blanks(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What every account holds now, summed over all places.
    public Map<BlankAccount, Long> sums() {
        return database.read(LedgerStore::sums);
    }

    /// Books blanks that a station's operator has loaded; says how many.
    public Outcome<Integer> load(List<String> serials, String station, Actor by) {
        if (serials.isEmpty() || serials.size() > BLANKS_MAX) {
            return Outcome.invalid("serials", "names 1 to " + BLANKS_MAX + " blanks");
        }
        if (!serials.stream().allMatch(serial -> SERIAL.matcher(serial).matches())) {
            return Outcome.invalid("serials", "are 1 to 40 letters, digits and dashes each");
        }
        if (Set.copyOf(serials).size() < serials.size()) {
            return Outcome.invalid("serials", "names a blank twice");
        }
        return database.write(handle -> load(handle, serials, station, by));
    }

    private Outcome<Integer> load(Handle handle, List<String> serials, String station, Actor by) {
        if (StationStore.all(handle).stream().noneMatch(row -> row.id().equals(station))) {
            return Outcome.invalid("station", station + " is not a station");
        }
        Optional<String> booked =
                serials.stream().filter(serial -> LedgerStore.isBooked(handle, serial)).findFirst();
        if (booked.isPresent()) {
            return Outcome.conflict(
                    "blank-booked", "blank " + booked.get() + " is in the book already");
        }
        Instant now = clock.instant();
        LedgerStore.receiveAndLoad(handle, serials, station, by, now);
        AuditStore.write(
                handle,
                now,
                by,
                "blanks-loaded",
                "station/" + station,
                null,
                null,
                serials.getFirst() + ".." + serials.getLast());
        return Outcome.done(serials.size());
    }
}
