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
