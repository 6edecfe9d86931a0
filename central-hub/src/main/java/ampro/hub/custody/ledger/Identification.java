package ampro.hub.custody.ledger;

import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// A blank that nobody could read turns out to be this one: the one that is missed where this
/// serial is booked; or one that the book did not know, and then none of the hopper's.
public final class Identification {
    private final String serial;
    private final Spot spot;

    /// Where the book has this serial until now, and where the nameless one goes back to.
    private final Spot booked;

    private final Spot back;

    private Identification(String serial, Spot spot, Spot booked, Spot back) {
        this.serial = serial;
        this.spot = spot;
        this.booked = booked;
        this.back = back;
    }

    /// Of a spoiled card of this station: it lies there, or where a retired box left it, or a count
    /// has missed it.
    public static Outcome<Identification> ofSpoiled(Handle handle, String serial, String station) {
        Spot there = new Spot(BlankAccount.SPOILED, station);
        Spot nameless =
                Stream.of(
                                there,
                                new Spot(BlankAccount.SPOILED, Spot.CENTRAL),
                                new Spot(BlankAccount.LOST, station))
                        .filter(spot -> LedgerStore.balance(handle, spot).hasNameless())
                        .findFirst()
                        .orElse(there);
        return SerialList.one("blank", serial).then(one -> of(handle, one, nameless));
    }

    static Outcome<Identification> of(Handle handle, String serial, Spot spot) {
        Optional<Spot> booked = LedgerStore.find(handle, serial);
        if (!LedgerStore.balance(handle, spot).hasNameless() || spot.equals(booked.orElse(null))) {
            return Outcome.conflict(
                    "none-nameless", "every blank %s is known".formatted(spot.words()));
        }
        Spot missed = booked.orElseGet(() -> new Spot(BlankAccount.LOADED, spot.place()));
        boolean missesOne = LedgerStore.balance(handle, missed).missesOne();
        return booked.isPresent() && !missesOne
                ? Outcome.conflict(
                        "blank-elsewhere",
                        "blank %s is %s, and none is missed there"
                                .formatted(serial, missed.words()))
                : Outcome.done(
                        new Identification(
                                serial,
                                spot,
                                booked.orElse(Spot.SUPPLIER),
                                missesOne ? missed : Spot.SUPPLIER));
    }

    /// Books it, with the audit's row; that these people may is the caller's affair.
    public void book(Handle handle, String reason, Actor by, Instant at) {
        Pen pen = new Pen(handle, by, at);
        write(pen, reason);
        pen.audit(Act.IDENTIFY.code(), spot.place(), List.of(serial), reason);
    }

    void write(Pen pen, String reason) {
        LedgerStore.write(pen, Movement.nameless(Act.IDENTIFY, spot, back, 1, reason));
        LedgerStore.write(pen, Movement.named(Act.IDENTIFY, booked, spot, List.of(serial), reason));
    }
}
