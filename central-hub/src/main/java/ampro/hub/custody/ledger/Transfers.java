package ampro.hub.custody.ledger;

import ampro.hub.custody.ledger.TransferStore.Row;
import ampro.hub.store.Database;
import ampro.hub.store.Numbers;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Blanks on their way between the vault and stations. Who takes them in says how many are there
/// and which differ from the list; nothing arrives by being sent.
public final class Transfers {
    private static final String MISSING = "missing";
    private static final String UNEXPECTED = "unexpected";

    private final Database database;
    private final Alerts alerts;
    private final InstantSource clock;

    public Transfers(Database database, Alerts alerts, InstantSource clock) {
        this.database = database;
        this.alerts = alerts;
        this.clock = clock;
    }

    /// One transfer with what is still on its way and what differed.
    record File(Row row, long onItsWay, List<String> missing, List<String> unexpected) {
        String state() {
            if (onItsWay == 0) {
                return "delivered";
            }
            return row.receivedAt() == null ? "in_transit" : "differs";
        }
    }

    Outcome<File> find(String id) {
        return database.read(handle ->
                TransferStore.find(handle, id)
                        .<Outcome<File>>map(row -> Outcome.done(file(handle, row)))
                        .orElseGet(() -> Outcome.notFound("transfer " + id)));
    }

    List<File> newest(int most) {
        return database.read(handle ->
                TransferStore.newest(handle, most).stream().map(row -> file(handle, row)).toList());
    }

    /// Sends blanks from a place to another.
    Outcome<File> send(
            List<String> named, String from, String to, @Nullable String reason, Actor by) {
        return SerialList.of("serials", named)
                .then(serials ->
                        database.write(handle ->
                                send(
                                        new Pen(handle, by, clock.instant()),
                                        serials,
                                        from,
                                        to,
                                        reason)));
    }

    private static Outcome<File> send(
            Pen pen, List<String> serials, String from, String to, @Nullable String reason) {
        Outcome<String> known =
                Pen.isOpen(pen.handle(), to) && !from.equals(to)
                        ? pen.mayWriteAt(from)
                        : Outcome.invalid("to", to + " is no other place to send blanks to");
        return known.then(place -> {
            String id = "TR-" + Numbers.next(pen.handle(), "transfer");
            Row row =
                    new Row(
                            id,
                            from,
                            to,
                            serials.size(),
                            reason == null || reason.isBlank() ? null : reason.strip(),
                            pen.at().toEpochMilli(),
                            pen.by().id(),
                            null,
                            null,
                            null);
            TransferStore.insert(pen.handle(), row);
            return new Booking(Act.SEND, serials, from, id, reason)
                    .write(pen)
                    .map(sent -> {
                        pen.audit(Act.SEND.code(), from, serials, reason);
                        return file(pen.handle(), row);
                    });
        });
    }

    /// Takes in what has come of a transfer: so many blanks, all of the list but these, and those
    /// beside it. What is missing stays on its way until it comes or is booked as lost.
    Outcome<File> arrive(
            String id, long counted, List<String> missing, List<String> unexpected, Actor by) {
        return some(MISSING, missing)
                .then(absent ->
                        some(UNEXPECTED, unexpected)
                                .then(beside ->
                                        database.write(handle ->
                                                arrive(
                                                        new Pen(handle, by, clock.instant()),
                                                        id,
                                                        counted,
                                                        absent,
                                                        beside))));
    }

    private static Outcome<List<String>> some(String field, List<String> named) {
        return named.isEmpty() ? Outcome.done(List.of()) : SerialList.of(field, named);
    }

    private Outcome<File> arrive(
            Pen pen, String id, long counted, List<String> missing, List<String> unexpected) {
        Optional<Row> found = TransferStore.find(pen.handle(), id);
        if (found.isEmpty()) {
            return Outcome.notFound("transfer " + id);
        }
        Row row = found.get();
        List<String> sent =
                LedgerListStore.serialsAt(pen.handle(), row.spot(), SerialList.BLANKS_MAX);
        Set<String> absent = Set.copyOf(missing);
        List<String> here = sent.stream().filter(serial -> !absent.contains(serial)).toList();
        String to = destination(pen.handle(), row);
        return pen.mayWriteAt(to)
                .then(place -> agree(row, sent, counted, missing, unexpected))
                .then(n -> book(pen, here, row.id(), to))
                .then(n -> book(pen, unexpected, null, to))
                .map(n -> {
                    TransferStore.arrived(pen.handle(), id, counted, pen);
                    report(pen, row, to, missing, unexpected);
                    return file(pen.handle(), TransferStore.find(pen.handle(), id).orElseThrow());
                });
    }

    /// What was on its way to a box that has gone out of service since comes back.
    static String destination(Handle handle, Row row) {
        return Pen.isOpen(handle, row.toPlace()) ? row.toPlace() : Spot.CENTRAL;
    }

    /// What was counted has to be the list, without what is missing, with what is beside it.
    private static Outcome<Row> agree(
            Row row,
            List<String> sent,
            long counted,
            List<String> missing,
            List<String> unexpected) {
        if (sent.isEmpty()) {
            return Outcome.conflict("arrived", "nothing of " + row.id() + " is on its way");
        }
        Set<String> listed = Set.copyOf(sent);
        Optional<String> notSent = missing.stream().filter(s -> !listed.contains(s)).findFirst();
        if (notSent.isPresent()) {
            return Outcome.invalid(
                    MISSING, "blank " + notSent.get() + " is not on its way with " + row.id());
        }
        Optional<String> onList = unexpected.stream().filter(listed::contains).findFirst();
        if (onList.isPresent()) {
            return Outcome.invalid(UNEXPECTED, "blank " + onList.get() + " is on the list");
        }
        long expected = (long) sent.size() - missing.size() + unexpected.size();
        return counted == expected
                ? Outcome.done(row)
                : Outcome.conflict(
                        "count-differs",
                        "%d blanks on their way, %d missing, %d beside them make %d, but %d were counted: name which differ"
                                .formatted(
                                        sent.size(),
                                        missing.size(),
                                        unexpected.size(),
                                        expected,
                                        counted));
    }

    private static Outcome<Integer> book(
            Pen pen, List<String> serials, @Nullable String from, String place) {
        if (serials.isEmpty()) {
            return Outcome.done(0);
        }
        return new Booking(Act.ARRIVE, serials, from, place, null)
                .write(pen)
                .map(arrived -> {
                    pen.audit(Act.ARRIVE.code(), place, serials, null);
                    return arrived;
                });
    }

    private void report(
            Pen pen, Row row, String to, List<String> missing, List<String> unexpected) {
        TransferStore.differs(pen.handle(), row.id(), MISSING, missing);
        TransferStore.differs(pen.handle(), row.id(), UNEXPECTED, unexpected);
        List<String> parts = new ArrayList<>();
        if (!missing.isEmpty()) {
            parts.add("missing " + SerialList.shown(missing));
        }
        if (!unexpected.isEmpty()) {
            parts.add("unexpected " + SerialList.shown(unexpected));
        }
        if (!parts.isEmpty()) {
            alerts.put(
                    pen.handle(),
                    "blank-differs",
                    "transfer/" + row.id(),
                    "at %s: %s".formatted(to, String.join("; ", parts)),
                    pen.at());
        }
    }

    private static File file(Handle handle, Row row) {
        return new File(
                row,
                LedgerStore.balance(handle, row.spot()).blanks(),
                TransferStore.differences(handle, row.id(), MISSING),
                TransferStore.differences(handle, row.id(), UNEXPECTED));
    }
}
