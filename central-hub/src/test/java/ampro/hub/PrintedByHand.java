package ampro.hub;

import ampro.firmware.wire.CardCode;
import ampro.hub.store.Database;
import java.nio.file.Path;

/// Writes into a hub's database what its stations would have reported, so that pages after the
/// printing can be tested without a printer.
public final class PrintedByHand implements AutoCloseable {
    private final Database database;
    private int cards;

    public PrintedByHand(Path data) {
        database = Database.sqlite(data.resolve("hub.db"));
    }

    /// The queued card of this application was printed well: what its symbol says.
    public CardCode print(String application) {
        String identity = "7K3M9QWETY2345H%d".formatted(++cards);
        return database.write(handle -> {
            String licence =
                    handle.createQuery("select licence from application where id = :id")
                            .bind("id", application)
                            .mapTo(String.class)
                            .one();
            handle.execute(
                    """
                    insert into card (identity, job, licence, term, n, status, artwork_sha256,
                      artwork)
                    select ?, id, licence, 1, ?, 'live', '', '' from print_job
                    where application = ?
                    """,
                    identity,
                    cards,
                    application);
            handle.execute(
                    """
                    update print_job set status = 'completed', station = 'tnr-01', term = 1, n = ?,
                      card = ? where application = ?
                    """,
                    cards,
                    identity,
                    application);
            handle.execute(
                    """
                    update application set status = 'printed', version = version + 2 where id = ?
                    """,
                    application);
            return new CardCode(licence, identity);
        });
    }

    /// The card of this application was spoiled: the number of its job.
    public String fail(String application, String blank) {
        String job = "J-" + (100 + ++cards);
        return database.write(handle -> {
            handle.execute(
                    """
                    update application set status = 'printing', licence = id where id = ?
                    """,
                    application);
            handle.execute(
                    """
                    insert into licence (number, application, status, issued_on, expires_on)
                    values (?, ?, 'pending_collection', '2026-11-22', '2036-11-21')
                    """,
                    application,
                    application);
            handle.execute(
                    "insert into blank (serial, account, place, changed_at) values (?, ?, ?, 1)",
                    blank,
                    "spoiled",
                    "tnr-01");
            handle.execute(
                    """
                    insert into print_job (id, application, licence, site, priority, status, version,
                      station, term, n, card, blank, account, reason, queued_at, changed_at)
                    values (?, ?, ?, 'TNR', 1, 'failed', 7, 'tnr-01', 1, ?, ?, ?, 'spoiled', 'bent', 1, 1)
                    """,
                    job,
                    application,
                    application,
                    cards,
                    "7K3M9QWETY2345H" + cards,
                    blank);
            return job;
        });
    }

    /// Two people have destroyed this blank.
    public void destroy(String blank) {
        database.write(handle ->
                handle.execute("update blank set account = 'destroyed' where serial = ?", blank));
    }

    /// A new term has begun, in which no station has reported.
    public void beginTerm(String why) {
        database.write(handle ->
                handle.execute("update custody set term = term + 1, whole = 0, why = ?", why));
    }

    /// Every station has reported.
    public void endTerm() {
        database.write(handle ->
                handle.execute("update custody set term = term - 1, whole = 1, why = null"));
    }

    /// The station said hello.
    public void open(String station) {
        database.write(handle ->
                handle.execute(
                        """
                        update station set state = 'open', reported_term = 1, seen_at = 1
                        where id = ?
                        """,
                        station));
    }

    /// The parcel's label was printed: what its symbol says.
    public String printLabel(String sscc) {
        return database.write(handle -> {
            handle.execute("update label set status = 'printed' where parcel = ?", sscc);
            return "AMPROL1;"
                    + sscc
                    + ";"
                    + handle.createQuery("select token from label where parcel = :sscc")
                            .bind("sscc", sscc)
                            .mapTo(String.class)
                            .one();
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
