package ampro.hub.custody.ledger;

import ampro.hub.custody.ledger.RequestStore.Row;
import ampro.hub.store.Database;
import ampro.hub.store.Numbers;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What takes blanks out of the book for good, or brings them back: one person names the blanks and
/// says why, another, never the same, confirms it with the blanks in front of both. Only then they
/// move.
public final class Witnessing {
    private static final int LIST_MAX = 200;

    private final Database database;
    private final InstantSource clock;

    public Witnessing(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A request with the blanks it names.
    record File(Row row, List<String> serials) {}

    List<File> waiting() {
        return database.read(handle ->
                RequestStore.waiting(handle, LIST_MAX).stream()
                        .map(row -> file(handle, row))
                        .toList());
    }

    List<File> decided(int most) {
        return database.read(handle ->
                RequestStore.decided(handle, most).stream().map(row -> file(handle, row)).toList());
    }

    /// What waits for this person, as the second one.
    public record Waiting(String id, String act, long blanks, String askedBy, Instant since) {}

    public static List<Waiting> waiting(Handle handle, Actor reader) {
        return RequestStore.waiting(handle, LIST_MAX).stream()
                .filter(row -> !row.askedBy().equals(reader.id()))
                .map(row ->
                        new Waiting(
                                row.id(),
                                row.act(),
                                row.blanks(),
                                row.askedBy(),
                                Instant.ofEpochMilli(row.askedAt())))
                .toList();
    }

    /// Asks for it. `place` is where the blanks are, or the transfer they were lost with; found
    /// ones are now at `place`.
    Outcome<File> ask(Act act, List<String> named, String place, String reason, Actor by) {
        if (!LedgerRules.needsWitness(act)) {
            return Outcome.invalid("act", act.code() + " needs no second person");
        }
        return SerialList.of("serials", named)
                .then(serials ->
                        database.write(handle ->
                                ask(
                                        new Pen(handle, by, clock.instant()),
                                        act,
                                        serials,
                                        place,
                                        reason)));
    }

    private static Outcome<File> ask(
            Pen pen, Act act, List<String> serials, String place, String reason) {
        Optional<String> asked = RequestStore.alreadyAsked(pen.handle(), serials);
        if (asked.isPresent()) {
            return Outcome.conflict(
                    "blank-waits", "blank " + asked.get() + " for a second person already");
        }
        return worksAt(pen, place)
                .then(here -> booking(act, serials, place, reason).check(pen))
                .map(movements -> {
                    Row row =
                            new Row(
                                    "W-" + Numbers.next(pen.handle(), "witness"),
                                    act.code(),
                                    place,
                                    serials.size(),
                                    reason.strip(),
                                    pen.at().toEpochMilli(),
                                    pen.by().id(),
                                    "waiting",
                                    null,
                                    null,
                                    null);
                    RequestStore.insert(pen.handle(), row, serials);
                    pen.audit(act.code() + "-asked", place, serials, reason);
                    return new File(row, serials);
                });
    }

    /// The second person has seen it: the blanks move.
    Outcome<File> confirm(String id, Actor by) {
        return decide(id, by, Witnessing::confirm);
    }

    private static Outcome<String> confirm(Pen pen, File file) {
        Row row = file.row();
        if (row.askedBy().equals(pen.by().id())) {
            return Outcome.forbidden(
                    "%s asked for %s: somebody else confirms it"
                            .formatted(pen.by().name(), row.id()));
        }
        Act act = Act.valueOf(row.act().toUpperCase(Locale.ROOT));
        return booking(act, file.serials(), row.place(), row.reason())
                .write(pen)
                .map(moved -> {
                    RequestStore.decide(pen.handle(), row.id(), "confirmed", null, pen);
                    pen.audit(act.code() + "-confirmed", row.place(), file.serials(), row.id());
                    return row.id();
                });
    }

    /// Nothing moves; whoever asked may also take it back.
    Outcome<File> refuse(String id, String answer, Actor by) {
        if (answer.isBlank() || answer.length() > Booking.REASON_MAX) {
            return Outcome.invalid("answer", "says why not");
        }
        return decide(
                id,
                by,
                (pen, file) -> {
                    Row row = file.row();
                    RequestStore.decide(pen.handle(), row.id(), "refused", answer.strip(), pen);
                    pen.audit(row.act() + "-refused", row.place(), file.serials(), answer);
                    return Outcome.done(row.id());
                });
    }

    private Outcome<File> decide(
            String id, Actor by, BiFunction<Pen, File, Outcome<String>> decision) {
        return database.write(handle -> {
            Optional<Row> row = RequestStore.find(handle, id);
            if (row.isEmpty()) {
                return Outcome.notFound("request " + id);
            }
            if (!row.get().isWaiting()) {
                return Outcome.conflict(
                        "decided", "%s was %s already".formatted(id, row.get().state()));
            }
            Pen pen = new Pen(handle, by, clock.instant());
            return worksAt(pen, row.get().place())
                    .then(here -> decision.apply(pen, file(handle, row.get())))
                    .map(done -> file(handle, RequestStore.find(handle, id).orElseThrow()));
        });
    }

    /// Found blanks come from wherever they were lost; all others are at the place.
    private static Booking booking(
            Act act, List<String> serials, String place, @Nullable String reason) {
        return new Booking(act, serials, act == Act.FIND ? null : place, place, reason);
    }

    private static Outcome<String> worksAt(Pen pen, String place) {
        return TransferStore.find(pen.handle(), place)
                .map(transfer -> pen.mayWriteAt(transfer.toPlace()))
                .orElseGet(() -> pen.mayWriteAt(place));
    }

    private static File file(Handle handle, Row row) {
        return new File(row, RequestStore.serials(handle, row.id()));
    }
}
