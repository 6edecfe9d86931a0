package ampro.hub.custody.ledger;

import ampro.hub.store.Numbers;
import ampro.hub.web.Actor;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// The double-entry book of blanks. A movement is two entries, so the sum over all accounts is what
/// was received, always.
///
/// A blank inside a printer that cannot read it has no serial yet: it is moved as one of its
/// station's and the blank itself stays booked as loaded until the check scans it. Then the
/// nameless one goes back and the named one moves, in one transaction.
public final class LedgerStore {
    /// Where received blanks come from: the supplier, outside the book.
    private static final String SUPPLIER = "supplier";

    private LedgerStore() {}

    /// Blanks with these serials arrive and are loaded at a station; receipt, vault and transport
    /// are booked one after the other.
    static void receiveAndLoad(
            Handle handle, List<String> serials, String station, Actor by, Instant now) {
        for (String serial : serials) {
            handle.execute(
                    "insert into blank (serial, account, place, changed_at) values (?, ?, ?, ?)",
                    serial,
                    BlankAccount.RECEIVED.code(),
                    SUPPLIER,
                    now.toEpochMilli());
            entries(
                    handle,
                    new Movement(SUPPLIER, SUPPLIER, "received", SUPPLIER, serial, null),
                    by,
                    "receipt",
                    now);
            move(handle, serial, BlankAccount.VAULT, "vault", by, "receipt", now);
            move(handle, serial, BlankAccount.AT_STATION, station, by, "transfer", now);
            move(handle, serial, BlankAccount.LOADED, station, by, "load", now);
        }
    }

    /// Moves what a job's printer holds; see the class. An unknown or misplaced serial is booked as
    /// what it is and the difference is answered, because the card exists whatever the book says.
    public static Optional<String> move(Handle handle, PrintMove move, Actor by, Instant at) {
        String serial = move.serial();
        if (serial == null) {
            for (int each = 0; each < move.blanks(); each++) {
                entries(handle, nameless(move, move.to()), by, move.to().code(), at);
            }
            return Optional.empty();
        }
        Optional<Place> booked = find(handle, serial);
        if (booked.isEmpty()) {
            entries(handle, nameless(move, move.to()), by, "serial not in the book", at);
            return Optional.of("blank " + serial + " is not in the book");
        }
        entries(handle, nameless(move, BlankAccount.LOADED), by, "identified as " + serial, at);
        move(handle, serial, move.to(), move.station(), by, move.job(), at);
        boolean asExpected =
                booked.get().equals(new Place(BlankAccount.LOADED.code(), move.station()));
        return asExpected
                ? Optional.empty()
                : Optional.of(
                        "blank %s was booked as %s at %s"
                                .formatted(serial, booked.get().account(), booked.get().place()));
    }

    private static Movement nameless(PrintMove move, BlankAccount to) {
        return new Movement(
                move.from().code(), move.station(), to.code(), move.station(), null, move.job());
    }

    /// What every account holds now, summed over all places.
    public static Map<BlankAccount, Long> sums(Handle handle) {
        Map<BlankAccount, Long> sums = new EnumMap<>(BlankAccount.class);
        for (BlankAccount account : BlankAccount.values()) {
            sums.put(account, balance(handle, account, null));
        }
        return sums;
    }

    /// How many blanks were ever received.
    public static long received(Handle handle) {
        return handle.createQuery("select count(*) from blank").mapTo(Long.class).one();
    }

    /// The account that holds this blank.
    public static Optional<String> accountOf(Handle handle, String serial) {
        return find(handle, serial).map(Place::account);
    }

    /// Blanks that moved together; `first` and `last` are null while nobody knows which they were.
    record Moved(
            long at,
            long blanks,
            @Nullable String first,
            @Nullable String last,
            String place,
            String fromAccount,
            String toAccount,
            String actor,
            String reason) {}

    /// The latest movements, of the last `looked` single ones.
    static List<Moved> newest(Handle handle, int looked, int most) {
        return handle.createQuery(
                        """
                        select t.at, count(*) as blanks, min(t.serial) as first,
                          max(t.serial) as last, max(t.place) as place,
                          f.account as from_account, t.account as to_account, t.actor, t.reason
                        from ledger_entry t
                          join ledger_entry f on f.movement = t.movement and f.side = 'from'
                        where t.side = 'to'
                          and t.movement > (select max(movement) from ledger_entry) - :looked
                        group by t.at, f.account, t.account, t.actor, t.reason
                        order by max(t.movement) desc limit :most
                        """)
                .bind("looked", looked)
                .bind("most", most)
                .map(ConstructorMapper.of(Moved.class))
                .list();
    }

    /// How many blanks this station has in its hopper.
    public static long loadedAt(Handle handle, String station) {
        return balance(handle, BlankAccount.LOADED, station);
    }

    static boolean isBooked(Handle handle, String serial) {
        return find(handle, serial).isPresent();
    }

    /// Everything that happened to this blank, in order.
    public static List<String> historyOf(Handle handle, String serial) {
        return handle.createQuery(
                        """
                        select account || ' ' || place || ' (' || reason || ')' from ledger_entry
                        where serial = :serial and side = 'to' order by movement
                        """)
                .bind("serial", serial)
                .mapTo(String.class)
                .list();
    }

    private static long balance(Handle handle, BlankAccount account, @Nullable String place) {
        String where = place == null ? "" : " and place = :place";
        return handle.createQuery(
                        "select coalesce(sum(amount), 0) from ledger_entry where account = :account"
                                + where)
                .bind("account", account.code())
                .bind("place", place == null ? "" : place)
                .mapTo(Long.class)
                .one();
    }

    private record Place(String account, String place) {}

    private static Optional<Place> find(Handle handle, String serial) {
        return handle.createQuery("select account, place from blank where serial = :serial")
                .bind("serial", serial)
                .map((row, context) -> new Place(row.getString(1), row.getString(2)))
                .findOne();
    }

    private static void move(
            Handle handle,
            String serial,
            BlankAccount to,
            String place,
            Actor by,
            String reason,
            Instant now) {
        Place from = find(handle, serial).orElseThrow();
        handle.execute(
                "update blank set account = ?, place = ?, changed_at = ? where serial = ?",
                to.code(),
                place,
                now.toEpochMilli(),
                serial);
        entries(
                handle,
                new Movement(from.account(), from.place(), to.code(), place, serial, null),
                by,
                reason,
                now);
    }

    private record Movement(
            String fromAccount,
            String fromPlace,
            String toAccount,
            String toPlace,
            @Nullable String serial,
            @Nullable String job) {}

    private static void entries(
            Handle handle, Movement movement, Actor by, String reason, Instant now) {
        long number = Numbers.next(handle, "movement");
        entry(handle, number, "from", -1, movement, by, reason, now);
        entry(handle, number, "to", 1, movement, by, reason, now);
    }

    private static void entry(
            Handle handle,
            long number,
            String side,
            int amount,
            Movement movement,
            Actor by,
            String reason,
            Instant now) {
        boolean from = side.equals("from");
        handle.createUpdate(
                        """
                        insert into ledger_entry (movement, side, account, place, serial, job,
                          amount, at, actor, reason)
                        values (:movement, :side, :account, :place, :serial, :job,
                          :amount, :at, :actor, :reason)
                        """)
                .bind("movement", number)
                .bind("side", side)
                .bind("account", from ? movement.fromAccount() : movement.toAccount())
                .bind("place", from ? movement.fromPlace() : movement.toPlace())
                .bind("serial", movement.serial())
                .bind("job", movement.job())
                .bind("amount", amount)
                .bind("at", now.toEpochMilli())
                .bind("actor", by.id())
                .bind("reason", reason)
                .execute();
    }
}
