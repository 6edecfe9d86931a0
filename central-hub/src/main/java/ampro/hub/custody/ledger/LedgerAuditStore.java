package ampro.hub.custody.ledger;

import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Recomputes from the entries what the book keeps beside them, and tells every difference. It
/// reads the whole book: for an auditor, not for a page.
final class LedgerAuditStore {
    /// Differences told; who has more than that has one cause.
    private static final int DIFFERENCES_MAX = 100;

    private static final String BALANCES =
            """
            select account || ' at ' || place || ' is kept as ' || kept_blanks || ' ('
              || kept_named || ' named), its entries say ' || entered_blanks || ' ('
              || entered_named || ' named)'
            from (
              select account, place, sum(kept_blanks) as kept_blanks, sum(kept_named) as kept_named,
                sum(entered_blanks) as entered_blanks, sum(entered_named) as entered_named
              from (
                select account, place, blanks as kept_blanks, named as kept_named,
                  0 as entered_blanks, 0 as entered_named
                from ledger_balance
                union all
                select account, place, 0, 0, amount, named from ledger_entry) both_sides
              group by account, place) compared
            where kept_blanks <> entered_blanks or kept_named <> entered_named
            order by account, place limit :most
            """;

    private static final String PLACES =
            """
            select 'blank ' || b.serial || ' is kept as ' || b.account || ' at ' || b.place
              || ', its last movement went to ' || coalesce(m.to_account || ' at ' || m.to_place,
              'nowhere')
            from blank b
              left join (
                select serial, max(movement) as movement from ledger_named group by serial) l
                on l.serial = b.serial
              left join ledger_movement m on m.n = l.movement
            where m.n is null or m.to_account <> b.account or m.to_place <> b.place
            order by b.serial limit :most
            """;

    private static final String NAMES =
            """
            select 'movement ' || m.n || ' moved ' || m.blanks || ' named blanks, '
              || coalesce(l.blanks, 0) || ' are listed'
            from ledger_movement m
              left join (
                select movement, count(*) as blanks from ledger_named group by movement) l
                on l.movement = m.n
            where coalesce(l.blanks, 0)
              <> case when m.first_serial is null then 0 else m.blanks end
            order by m.n limit :most
            """;

    private static final String SUM =
            """
            select 'the accounts hold ' || held || ' blanks, ' || received || ' were received'
            from (
              select coalesce(sum(case when account = 'supplier' then 0 else blanks end), 0) as held,
                coalesce(sum(case when account = 'supplier' then -blanks else 0 end), 0) as received
              from ledger_balance) sums
            where held <> received limit :most
            """;

    private LedgerAuditStore() {}

    static List<String> differences(Handle handle) {
        return Stream.of(SUM, BALANCES, NAMES, PLACES)
                .flatMap(question ->
                        handle
                                .createQuery(question)
                                .bind("most", DIFFERENCES_MAX)
                                .mapTo(String.class)
                                .list()
                                .stream())
                .limit(DIFFERENCES_MAX)
                .toList();
    }
}
