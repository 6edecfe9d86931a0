package ampro.hub.custody.ledger;

import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What one person books in the ledger of blanks; what printing moves comes by [LedgerStore#move].
public final class Blanks {
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

    /// Recomputes the book from its entries; every difference in words, none if it is right.
    public List<String> audit() {
        return database.read(LedgerAuditStore::differences);
    }

    List<LedgerListStore.Holding> holdings() {
        return database.read(LedgerListStore::holdings);
    }

    /// Where one blank is, and everything that happened to it.
    record File(String serial, Spot spot, List<LedgerListStore.Row> history) {}

    Outcome<File> file(String serial) {
        return database.read(handle ->
                LedgerStore.find(handle, serial)
                        .map(spot ->
                                new File(serial, spot, LedgerListStore.history(handle, serial)))
                        .<Outcome<File>>map(Outcome::done)
                        .orElseGet(() -> Outcome.notFound("blank " + serial)));
    }

    /// A delivery of the supplier; `note` is the number of its papers. None of its serials may be
    /// in the book.
    public Outcome<Integer> receive(List<String> named, String note, Actor by) {
        return note.isBlank() || note.length() > Booking.REASON_MAX
                ? Outcome.invalid("note", "names the papers of the delivery")
                : write(
                        "receive",
                        named,
                        Spot.CENTRAL,
                        note,
                        by,
                        (pen, serials) -> enter(pen, serials, note));
    }

    /// An act of one person with blanks that are at this place.
    Outcome<Integer> book(
            Act act, List<String> named, String place, @Nullable String reason, Actor by) {
        return write(
                act.code(),
                named,
                place,
                reason,
                by,
                (pen, serials) -> Booking.at(act, serials, place).because(reason).write(pen));
    }

    /// New blanks, from their receipt to the hopper of a station in one go: for a site without a
    /// vault. Says how many.
    public Outcome<Integer> load(List<String> named, String station, Actor by) {
        return write(
                "load",
                named,
                station,
                null,
                by,
                (pen, serials) ->
                        enter(pen, serials, null)
                                .then(n -> Booking.at(Act.STORE, serials, Spot.CENTRAL).write(pen))
                                .then(n -> Booking.to(Act.ARRIVE, serials, station).write(pen))
                                .then(n -> Booking.at(Act.LOAD, serials, station).write(pen)));
    }

    /// As [Identification].
    Outcome<Spot> identify(String serial, Spot spot, String reason, Actor by) {
        return SerialList.one("serial", serial)
                .then(one ->
                        write(
                                Act.IDENTIFY.code(),
                                List.of(one),
                                spot.place(),
                                reason,
                                by,
                                (pen, serials) -> identify(pen, one, spot, reason)))
                .map(identified -> spot);
    }

    private static Outcome<Integer> identify(Pen pen, String serial, Spot spot, String reason) {
        return Identification.of(pen.handle(), serial, spot)
                .map(identified -> {
                    identified.write(pen, reason);
                    return 1;
                });
    }

    private Outcome<Integer> write(
            String what,
            List<String> named,
            String place,
            @Nullable String reason,
            Actor by,
            BiFunction<Pen, List<String>, Outcome<Integer>> booking) {
        return SerialList.of("serials", named)
                .then(serials ->
                        database.write(handle -> {
                            Pen pen = new Pen(handle, by, clock.instant());
                            Outcome<Integer> moved =
                                    pen.mayWriteAt(place).then(here -> booking.apply(pen, serials));
                            if (!moved.isRefused()) {
                                pen.audit(what, place, serials, reason);
                            }
                            return moved;
                        }));
    }

    private static Outcome<Integer> enter(Pen pen, List<String> serials, @Nullable String note) {
        Map<String, Spot> booked = LedgerStore.find(pen.handle(), serials);
        Optional<String> known = serials.stream().filter(booked::containsKey).findFirst();
        if (known.isPresent()) {
            return Outcome.conflict(
                    "blank-booked", "blank " + known.get() + " is in the book already");
        }
        Spot desk = LedgerRules.after(Act.RECEIVE, Spot.CENTRAL);
        LedgerStore.write(pen, Movement.named(Act.RECEIVE, Spot.SUPPLIER, desk, serials, note));
        return Outcome.done(serials.size());
    }
}
