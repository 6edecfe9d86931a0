package ampro.hub.custody.ledger;

import ampro.hub.custody.ledger.PrintEntry.Booked;
import ampro.hub.store.Numbers;
import ampro.hub.web.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.DefinedAttributeTemplateEngine;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The double-entry book of blanks: writes movements, and keeps in the same transaction what every
/// spot holds and where every blank is. A movement is one row with both of its entries, so the sum
/// over all accounts is what was received, always; the view `ledger_entry` shows the entries
/// singly.
public final class LedgerStore {
    /// Serials in one question: SQLite takes 32,766 values, PostgreSQL plans a few hundred fast.
    private static final int ASKED_MAX = 500;

    private LedgerStore() {}

    /// What a spot holds. Fewer blanks than named ones: some went on nameless; more: nobody knows
    /// yet which those are.
    record Balance(long blanks, long named) {
        static final Balance NONE = new Balance(0, 0);

        boolean missesOne() {
            return blanks < named;
        }

        boolean hasNameless() {
            return blanks > named;
        }
    }

    /// Books what a printer has moved; see [PrintEntry]. Answers the difference to report, if any:
    /// what happened is booked all the same.
    public static Optional<String> move(Handle handle, PrintMove move, Actor by, Instant at) {
        String serial = move.serial();
        Booked booked =
                Optional.ofNullable(serial)
                        .flatMap(known -> find(handle, known))
                        .map(spot -> new Booked(spot, balance(handle, spot).missesOne()))
                        .orElse(null);
        PrintEntry entry = PrintEntry.of(move, booked);
        List<String> differences = new ArrayList<>(entry.differences());
        Pen pen = new Pen(handle, by, at);
        for (Movement movement : entry.movements()) {
            if (write(pen, movement).isPresent()) {
                differences.add("the book had no blank left " + movement.from());
            }
        }
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("; ", differences));
    }

    /// Writes a movement. Answers what the spot it leaves then holds if that is less than nothing,
    /// which its caller refuses or reports.
    static Optional<Long> write(Pen pen, Movement movement) {
        Handle handle = pen.handle();
        long number = Numbers.next(handle, "movement");
        boolean isNamed = movement.isNamed();
        handle.createUpdate(
                        """
                        insert into ledger_movement (n, act, from_account, from_place, to_account,
                          to_place, blanks, first_serial, last_serial, job, at, actor, reason)
                        values (:n, :act, :fromAccount, :fromPlace, :toAccount, :toPlace, :blanks,
                          :first, :last, :job, :at, :actor, :reason)
                        """)
                .bind("n", number)
                .bind("act", movement.act().code())
                .bind("fromAccount", movement.from().account().code())
                .bind("fromPlace", movement.from().place())
                .bind("toAccount", movement.to().account().code())
                .bind("toPlace", movement.to().place())
                .bind("blanks", movement.blanks())
                .bind("first", isNamed ? movement.serials().getFirst() : null)
                .bind("last", isNamed ? movement.serials().getLast() : null)
                .bind("job", movement.job())
                .bind("at", pen.at().toEpochMilli())
                .bind("actor", pen.by().id())
                .bind("reason", movement.reason())
                .execute();
        place(handle, movement, number, pen.at());
        long named = movement.serials().size();
        long left = add(handle, movement.from(), -movement.blanks(), -named);
        add(handle, movement.to(), movement.blanks(), named);
        if (movement.from().account() == BlankAccount.IN_TRANSIT) {
            forget(handle, movement.from());
        }
        boolean isShort = left < 0 && movement.from().account() != BlankAccount.SUPPLIER;
        return isShort ? Optional.of(left) : Optional.empty();
    }

    /// Every named blank is now where the movement leads.
    private static void place(Handle handle, Movement movement, long number, Instant at) {
        if (!movement.isNamed()) {
            return;
        }
        String sql =
                movement.from().account() == BlankAccount.SUPPLIER
                        ? "insert into blank (account, place, changed_at, serial) values (?, ?, ?, ?)"
                        : "update blank set account = ?, place = ?, changed_at = ?"
                                + " where serial = ? and account = ? and place = ?";
        try (PreparedBatch blanks = handle.prepareBatch(sql);
                PreparedBatch links =
                        handle.prepareBatch(
                                "insert into ledger_named (serial, movement) values (?, ?)")) {
            for (String serial : movement.serials()) {
                bind(blanks, movement, serial, at).add();
                links.add(serial, number);
            }
            for (int changed : blanks.execute()) {
                if (changed != 1) {
                    throw new IllegalStateException("a blank was not " + movement.from());
                }
            }
            links.execute();
        }
    }

    private static PreparedBatch bind(
            PreparedBatch blanks, Movement movement, String serial, Instant at) {
        blanks.bind(0, movement.to().account().code())
                .bind(1, movement.to().place())
                .bind(2, at.toEpochMilli())
                .bind(3, serial);
        if (movement.from().account() != BlankAccount.SUPPLIER) {
            blanks.bind(4, movement.from().account().code()).bind(5, movement.from().place());
        }
        return blanks;
    }

    private static long add(Handle handle, Spot spot, long blanks, long named) {
        return handle.createQuery(
                        """
                        insert into ledger_balance (account, place, blanks, named)
                        values (:account, :place, :blanks, :named)
                        on conflict (account, place) do update set
                          blanks = ledger_balance.blanks + :blanks,
                          named = ledger_balance.named + :named
                        returning blanks
                        """)
                .bind("account", spot.account().code())
                .bind("place", spot.place())
                .bind("blanks", blanks)
                .bind("named", named)
                .mapTo(Long.class)
                .one();
    }

    /// A transfer that has arrived holds nothing for ever: without its row, what every place holds
    /// stays a short list.
    private static void forget(Handle handle, Spot transfer) {
        handle.execute(
                "delete from ledger_balance where account = ? and place = ? and blanks = 0 and named = 0",
                transfer.account().code(),
                transfer.place());
    }

    static Balance balance(Handle handle, Spot spot) {
        return handle.createQuery(
                        """
                        select blanks, named from ledger_balance
                        where account = :account and place = :place
                        """)
                .bind("account", spot.account().code())
                .bind("place", spot.place())
                .map(ConstructorMapper.of(Balance.class))
                .findOne()
                .orElse(Balance.NONE);
    }

    /// What every account holds now, summed over all places.
    public static Map<BlankAccount, Long> sums(Handle handle) {
        Map<BlankAccount, Long> sums = new EnumMap<>(BlankAccount.class);
        BlankAccount.holding().forEach(account -> sums.put(account, 0L));
        handle.createQuery(
                        """
                        select account, sum(blanks) from ledger_balance
                        where account in (<held>) group by account
                        """)
                .setTemplateEngine(new DefinedAttributeTemplateEngine())
                .bindList("held", sums.keySet().stream().map(BlankAccount::code).toList())
                .map((row, context) -> Map.entry(BlankAccount.of(row.getString(1)), row.getLong(2)))
                .forEach(sum -> sums.put(sum.getKey(), sum.getValue()));
        return sums;
    }

    /// How many blanks ever came into the book.
    public static long received(Handle handle) {
        return handle.createQuery(
                        "select coalesce(-sum(blanks), 0) from ledger_balance where account = :account")
                .bind("account", BlankAccount.SUPPLIER.code())
                .mapTo(Long.class)
                .one();
    }

    /// What lies in the box of this station and beside it; empty where nothing does.
    public static Map<BlankAccount, Long> at(Handle handle, String station) {
        Map<BlankAccount, Long> there = new EnumMap<>(BlankAccount.class);
        for (BlankAccount account : LedgerRules.AT_BOX) {
            long blanks = balance(handle, new Spot(account, station)).blanks();
            if (blanks != 0) {
                there.put(account, blanks);
            }
        }
        return there;
    }

    /// How many blanks this station has in its hopper.
    public static long loadedAt(Handle handle, String station) {
        return balance(handle, new Spot(BlankAccount.LOADED, station)).blanks();
    }

    /// The account that holds this blank.
    public static Optional<String> accountOf(Handle handle, String serial) {
        return find(handle, serial).map(spot -> spot.account().code());
    }

    /// The account by which the book has this blank as a card already, if it has.
    public static Optional<String> usedUpAs(Handle handle, String serial) {
        return find(handle, serial)
                .map(Spot::account)
                .filter(BlankAccount::isUsedUp)
                .map(BlankAccount::code);
    }

    /// Whether this blank lies spoiled at this station; of one that nobody could read, whether any
    /// such does.
    public static boolean isSpoiledAt(Handle handle, @Nullable String serial, String station) {
        Spot spot = new Spot(BlankAccount.SPOILED, station);
        return serial == null
                ? balance(handle, spot).hasNameless()
                : find(handle, serial).filter(spot::equals).isPresent();
    }

    static Optional<Spot> find(Handle handle, String serial) {
        return handle.createQuery("select account, place from blank where serial = :serial")
                .bind("serial", serial)
                .map((row, context) -> spot(row.getString(1), row.getString(2)))
                .findOne();
    }

    /// Where those of these blanks are that the book knows.
    static Map<String, Spot> find(Handle handle, List<String> serials) {
        Map<String, Spot> found = new HashMap<>();
        for (int from = 0; from < serials.size(); from += ASKED_MAX) {
            List<String> some = serials.subList(from, Math.min(from + ASKED_MAX, serials.size()));
            handle.createQuery("select serial, account, place from blank where serial in (<some>)")
                    .setTemplateEngine(new DefinedAttributeTemplateEngine())
                    .bindList("some", some)
                    .map((row, context) ->
                            Map.entry(row.getString(1), spot(row.getString(2), row.getString(3))))
                    .forEach(blank -> found.put(blank.getKey(), blank.getValue()));
        }
        return found;
    }

    static Spot spot(@Nullable String account, String place) {
        return new Spot(BlankAccount.of(String.valueOf(account)), place);
    }
}
