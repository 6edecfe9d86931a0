package ampro.hub.custody.ledger;

import ampro.firmware.wire.StationId;
import ampro.hub.custody.ledger.BlindCount.Correction;
import ampro.hub.custody.ledger.BlindCount.Heap;
import ampro.hub.custody.ledger.BlindCount.Sheet;
import ampro.hub.custody.ledger.CountStore.Row;
import ampro.hub.station.StationStore;
import ampro.hub.store.Database;
import ampro.hub.store.Numbers;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The close of a shift: the blanks of a station are counted blind. What agrees with the book
/// closes it. What differs stays open until a recount agrees, or a person who has not counted
/// accepts the difference with a reason; then it is booked.
public final class Shifts {
    /// More than a station of ours ever holds.
    static final long COUNT_MAX = 100_000;

    private final Database database;
    private final Alerts alerts;
    private final Predicate<StationId> isConnected;
    private final InstantSource clock;

    /// `isConnected` says of a station whether its line stands: else it may have printed what the
    /// book does not know yet.
    public Shifts(
            Database database,
            Alerts alerts,
            Predicate<StationId> isConnected,
            InstantSource clock) {
        this.database = database;
        this.alerts = alerts;
        this.isConnected = isConnected;
        this.clock = clock;
    }

    List<Row> newest(int most) {
        return database.read(handle -> CountStore.newest(handle, most));
    }

    Outcome<Row> find(String id) {
        return database.read(handle -> CountStore.find(handle, id))
                .<Outcome<Row>>map(Outcome::done)
                .orElseGet(() -> Outcome.notFound("count " + id));
    }

    /// Takes a count. It stands beside an earlier one that differed, and takes its place.
    Outcome<Row> count(String station, Sheet counted, Actor by) {
        for (Heap heap : Heap.values()) {
            if (counted.of(heap) < 0 || counted.of(heap) > COUNT_MAX) {
                return Outcome.invalid(heap.code(), "is a count from 0 to " + COUNT_MAX);
            }
        }
        return station.equals(Spot.CENTRAL)
                ? Outcome.invalid("station", "is where cards are printed")
                : database.write(handle -> {
                    Pen pen = new Pen(handle, by, clock.instant());
                    return pen.mayWriteAt(station).map(here -> count(pen, here, counted));
                });
    }

    private Row count(Pen pen, String station, Sheet counted) {
        Sheet expected =
                new Sheet(
                        at(pen, BlankAccount.LOADED, station),
                        at(pen, BlankAccount.OUT_TRAY, station),
                        at(pen, BlankAccount.SPOILED, station)
                                + at(pen, BlankAccount.TEST, station),
                        at(pen, BlankAccount.AT_STATION, station));
        long unsettled =
                Math.max(0, at(pen, BlankAccount.IN_PRINTER, station))
                        + Math.max(0, at(pen, BlankAccount.IN_DOUBT, station));
        boolean agrees = BlindCount.agrees(counted, expected, unsettled);
        for (Row before : CountStore.differing(pen.handle(), station)) {
            CountStore.settle(pen.handle(), before.id(), "counted_again", null, pen);
        }
        StationId id = new StationId(station);
        boolean connected = isConnected.test(id) || isUnheard(pen.handle(), id);
        Row row = row(pen, station, counted, expected, unsettled, connected, agrees);
        CountStore.insert(pen.handle(), row);
        pen.audit(agrees ? "count-closed" : "count-differs", station, row.id(), null);
        if (!agrees) { // without figures: who counts again reads alerts too
            alerts.put(
                    pen.handle(),
                    "count-differs",
                    "station/" + station,
                    "count %s of %s is not what the book says".formatted(row.id(), station),
                    pen.at());
        }
        return row;
    }

    /// A station that has never spoken has printed nothing.
    private static boolean isUnheard(Handle handle, StationId id) {
        return StationStore.find(handle, id).filter(row -> row.seenAt() != null).isEmpty();
    }

    private static Row row(
            Pen pen,
            String station,
            Sheet counted,
            Sheet expected,
            long unsettled,
            boolean connected,
            boolean agrees) {
        long at = pen.at().toEpochMilli();
        return new Row(
                "C-" + Numbers.next(pen.handle(), "count"),
                station,
                at,
                pen.by().id(),
                counted.hopper(),
                counted.tray(),
                counted.rejectBox(),
                counted.shelf(),
                expected.hopper(),
                expected.tray(),
                expected.rejectBox(),
                expected.shelf(),
                unsettled,
                connected,
                Numbers.last(pen.handle(), "movement"),
                agrees ? "closed" : "differs",
                agrees ? at : null,
                agrees ? pen.by().id() : null,
                null);
    }

    /// Accepts what differed; the book then says what was counted.
    Outcome<Row> accept(String id, String reason, Actor by) {
        if (reason.isBlank() || reason.length() > Booking.REASON_MAX) {
            return Outcome.invalid("reason", "says what is known about the difference");
        }
        return database.write(handle -> {
            Optional<Row> found = CountStore.find(handle, id);
            if (found.isEmpty()) {
                return Outcome.notFound("count " + id);
            }
            Row row = found.get();
            Pen pen = new Pen(handle, by, clock.instant());
            return pen.mayWriteAt(row.station())
                    .then(here -> acceptable(row, by))
                    .then(open -> unmoved(handle, open))
                    .then(open -> book(pen, row, reason))
                    .map(booked -> {
                        CountStore.settle(handle, id, "accepted", reason, pen);
                        pen.audit("count-accepted", row.station(), id, reason);
                        return CountStore.find(handle, id).orElseThrow();
                    });
        });
    }

    private static Outcome<Row> acceptable(Row row, Actor by) {
        if (!row.state().equals("differs")) {
            return Outcome.conflict("count-settled", row.id() + " is " + row.state() + " already");
        }
        if (row.countedBy().equals(by.id())) {
            return Outcome.forbidden(
                    by.name() + " has counted " + row.id() + ": somebody else accepts it");
        }
        if (!row.connected()) {
            return Outcome.conflict(
                    "count-old",
                    "%s was not connected when %s was counted, and may have printed before: count again"
                            .formatted(row.station(), row.id()));
        }
        return row.unsettled() == 0
                ? Outcome.done(row)
                : Outcome.conflict(
                        "unsettled",
                        "%d blanks were in the printer or in doubt: settle them, then count again"
                                .formatted(row.unsettled()));
    }

    private static Outcome<Row> unmoved(Handle handle, Row row) {
        return CountStore.isBookedSince(handle, row) ? old(row) : Outcome.done(row);
    }

    private static Outcome<Row> old(Row row) {
        return Outcome.conflict(
                "count-old", "blanks have moved since " + row.id() + ": count again");
    }

    private static Outcome<Row> book(Pen pen, Row row, String reason) {
        for (Correction correction :
                BlindCount.corrections(BlindCount.differences(row.counted(), row.expected()))) {
            if (book(pen, row.station(), correction, reason) > 0) {
                return old(row);
            }
        }
        return Outcome.done(row);
    }

    /// Answers how many blanks of the correction are not there any more.
    private static long book(Pen pen, String station, Correction correction, String reason) {
        Spot to = new Spot(account(correction.to()), station);
        long left = correction.blanks();
        for (Spot from : sources(correction.from(), station)) {
            long there = LedgerStore.balance(pen.handle(), from).blanks();
            long some = from.equals(Spot.SUPPLIER) ? left : Math.min(left, there);
            if (some > 0) {
                LedgerStore.write(pen, Movement.nameless(Act.COUNT, from, to, some, reason));
                left -= some;
            }
        }
        return left;
    }

    /// Found blanks are lost ones first, then such as never came into the book.
    private static List<Spot> sources(@Nullable Heap heap, String station) {
        if (heap == null) {
            return List.of(new Spot(BlankAccount.LOST, station), Spot.SUPPLIER);
        }
        Spot spot = new Spot(account(heap), station);
        return heap == Heap.REJECT_BOX
                ? List.of(spot, new Spot(BlankAccount.TEST, station))
                : List.of(spot);
    }

    private static BlankAccount account(@Nullable Heap heap) {
        return switch (heap) {
            case null -> BlankAccount.LOST;
            case HOPPER -> BlankAccount.LOADED;
            case TRAY -> BlankAccount.OUT_TRAY;
            case REJECT_BOX -> BlankAccount.SPOILED;
            case SHELF -> BlankAccount.AT_STATION;
        };
    }

    private static long at(Pen pen, BlankAccount account, String station) {
        return LedgerStore.balance(pen.handle(), new Spot(account, station)).blanks();
    }

    /// How many counts differ and are not settled.
    public static long open(Handle handle) {
        return CountStore.differing(handle).size();
    }
}
