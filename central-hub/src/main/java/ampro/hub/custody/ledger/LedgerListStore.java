package ampro.hub.custody.ledger;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.DefinedAttributeTemplateEngine;
import org.jspecify.annotations.Nullable;

/// What people read in the book: every question by an index, however many blanks there are.
final class LedgerListStore {
    /// Everything that happened to one blank: what it is named in, and the nameless movements of
    /// the jobs it turned out to belong to.
    private static final String HISTORY =
            """
            select n, act, from_account, from_place, to_account, to_place, blanks, first_serial,
              last_serial, job, at, actor, reason
            from ledger_movement
            where n in (select movement from ledger_named where serial = :serial)
            union
            select n, act, from_account, from_place, to_account, to_place, blanks, first_serial,
              last_serial, job, at, actor, reason
            from ledger_movement
            where first_serial is null and job in (
              select m.job from ledger_named s join ledger_movement m on m.n = s.movement
              where s.serial = :serial)
            order by n
            """;

    private static final String NEWEST =
            "select * from ledger_movement order by n desc limit :most";

    private static final String AT_SPOT =
            """
            select serial from blank where account = :account and place = :place
            order by serial limit :most
            """;

    private LedgerListStore() {}

    /// A movement as it is read: who, when, why, from where, to where.
    ///
    /// @param firstSerial null while nobody knows which they were
    record Row(
            long n,
            String act,
            String fromAccount,
            String fromPlace,
            String toAccount,
            String toPlace,
            long blanks,
            @Nullable String firstSerial,
            @Nullable String lastSerial,
            @Nullable String job,
            long at,
            String actor,
            @Nullable String reason) {
        Instant when() {
            return Instant.ofEpochMilli(at);
        }
    }

    static List<Row> history(Handle handle, String serial) {
        return handle.createQuery(HISTORY)
                .bind("serial", serial)
                .map(ConstructorMapper.of(Row.class))
                .list();
    }

    static List<Row> newest(Handle handle, int most) {
        return handle.createQuery(NEWEST)
                .bind("most", most)
                .map(ConstructorMapper.of(Row.class))
                .list();
    }

    /// What one account holds at one place.
    record Holding(String account, String place, long blanks, long named) {}

    /// Every spot that holds something or misses one, or of which one blank is not known.
    static List<Holding> holdings(Handle handle) {
        return handle.createQuery(
                        """
                        select account, place, blanks, named from ledger_balance
                        where account in (<held>) and (blanks <> 0 or named <> 0)
                        order by place, account
                        """)
                .setTemplateEngine(new DefinedAttributeTemplateEngine())
                .bindList("held", BlankAccount.holding().stream().map(BlankAccount::code).toList())
                .map(ConstructorMapper.of(Holding.class))
                .list();
    }

    /// The named blanks at a spot, by serial.
    static List<String> serialsAt(Handle handle, Spot spot, int most) {
        return handle.createQuery(AT_SPOT)
                .bind("account", spot.account().code())
                .bind("place", spot.place())
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }
}
