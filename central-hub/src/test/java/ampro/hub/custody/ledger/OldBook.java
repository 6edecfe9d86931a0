package ampro.hub.custody.ledger;

import ampro.hub.store.Dialect;
import org.jdbi.v3.core.Handle;

/// A book of years, written by a few statements: deliveries of 10,000 blanks, received and put into
/// the vault; one blank in ten was printed at one of 50 stations; and as many transfers, requests
/// and counts as such years bring.
record OldBook(Dialect dialect, Book book) {
    private static final int DELIVERY = 10_000;
    static final int PRINTED_OF = 10;

    /// One that was received, stored, fed unread, identified and issued.
    static final String PRINTED = serial(PRINTED_OF);

    static String serial(int number) {
        return "B" + (1_000_000 + number);
    }

    void fill(int blanks) {
        book.database.write(handle -> {
            numbers(handle, blanks);
            blanks(handle);
            deliveries(handle, 0, "receive", "supplier", "supplier", "received");
            deliveries(handle, 1_000, "store", "received", "central", "vault");
            prints(handle);
            papers(handle);
            handle.execute(
                    """
                    insert into ledger_balance (account, place, blanks, named)
                    select account, place, sum(amount), sum(named) from ledger_entry
                    group by account, place
                    """);
            handle.execute("drop table i");
            handle.execute("insert into counter (name, value) values ('movement', 100000000)");
            handle.execute("analyze");
            return 0;
        });
    }

    /// The numbers from 1, as a table for the statements after it.
    private static void numbers(Handle handle, int blanks) {
        handle.execute("create temporary table i (n bigint primary key)");
        handle.execute(
                """
                insert into i (n) with recursive k (n) as (
                  select 1 union all select n + 1 from k where n < %d) select n from k
                """
                        .formatted(blanks));
    }

    private static void blanks(Handle handle) {
        handle.execute(
                """
                insert into blank (serial, account, place, changed_at)
                select 'B' || (1000000 + n),
                  case when n % PRINTED = 0 then 'issued' else 'vault' end,
                  case when n % PRINTED = 0 then 's-' || (n / PRINTED % 50) else 'central' end, 1
                from i
                """
                        .replace("PRINTED", String.valueOf(PRINTED_OF)));
    }

    private static void deliveries(
            Handle handle, int before, String act, String from, String at, String to) {
        String box = "%d + (n + %d) / %d".formatted(before, DELIVERY - 1, DELIVERY);
        handle.execute(
                """
                insert into ledger_movement (n, act, from_account, from_place, to_account, to_place,
                  blanks, first_serial, last_serial, job, at, actor, reason)
                select %s, ?, ?, ?, ?, 'central', count(*), 'B' || (1000000 + min(n)),
                  'B' || (1000000 + max(n)), null, 1, 'mira', 'note'
                from i group by 1
                """
                        .formatted(box),
                act,
                from,
                at,
                to);
        handle.execute(
                "insert into ledger_named (serial, movement) select 'B' || (1000000 + n), %s from i"
                        .formatted(box));
    }

    /// Fed unread, come out, and then known, each printed one by its own job.
    private static void prints(Handle handle) {
        print(handle, 1, "print", "vault", "central", "in_printer", false);
        print(handle, 2, "identify", "in_printer", "PLACE", "vault", false);
        print(handle, 3, "print", "vault", "central", "issued", true);
    }

    private static void print(
            Handle handle,
            int step,
            String act,
            String from,
            String at,
            String to,
            boolean isNamed) {
        String place = "'s-' || (n / %d %% 50)".formatted(PRINTED_OF);
        String number = "10000 + n / %d * 3 + %d".formatted(PRINTED_OF, step);
        String serial = isNamed ? "'B' || (1000000 + n)" : "null";
        handle.execute(
                """
                insert into ledger_movement (n, act, from_account, from_place, to_account, to_place,
                  blanks, first_serial, last_serial, job, at, actor, reason)
                select %s, '%s', '%s', %s, '%s', %s, 1, %s, %s, 'J-' || n, 1, 's', null
                from i where n %% %d = 0
                """
                        .formatted(
                                number,
                                act,
                                from,
                                at.equals("PLACE") ? place : "'" + at + "'",
                                to,
                                to.equals("vault") ? "'central'" : place,
                                serial,
                                serial,
                                PRINTED_OF));
        if (isNamed) {
            handle.execute(
                    "insert into ledger_named (serial, movement) select %s, %s from i where n %% %d = 0"
                            .formatted(serial, number, PRINTED_OF));
        }
    }

    private static void papers(Handle handle) {
        handle.execute(
                """
                insert into transfer (id, from_place, to_place, blanks, sent_at, sent_by,
                  received_at, received_by, counted)
                select 'TR-' || n, 'central', 'tnr-01', 100, n, 'mira', n, 'faly', 100
                from i where n <= 20000
                """);
        handle.execute(
                """
                insert into transfer_difference (transfer, serial, kind)
                select 'TR-' || n, 'B' || (1000000 + n), 'missing' from i where n <= 20000
                """);
        handle.execute(
                """
                insert into witness_request (id, act, place, blanks, reason, asked_at, asked_by,
                  state, decided_at, decided_by)
                select 'W-' || n, 'destroy', 'central', 1, 'cut', n, 'mira', 'confirmed', n, 'noro'
                from i where n <= 20000
                """);
        handle.execute(
                """
                insert into witness_request_serial (request, serial)
                select 'W-' || n, 'B' || (1000000 + n) from i where n <= 20000
                """);
        handle.execute(
                """
                insert into shift_count (id, station, counted_at, counted_by, hopper, tray,
                  reject_box, shelf, expected_hopper, expected_tray, expected_reject_box,
                  expected_shelf, unsettled, state, settled_at, settled_by)
                select 'C-' || n, 'tnr-01', n, 'faly', 0, 0, 0, 0, 0, 0, 0, 0, 0, 'closed', n,
                  'faly'
                from i where n <= 20000
                """);
    }
}
