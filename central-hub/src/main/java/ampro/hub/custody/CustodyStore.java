package ampro.hub.custody;

import ampro.firmware.wire.StationId;
import ampro.hub.custody.Peer.Head;
import ampro.hub.custody.Peer.State;
import ampro.hub.custody.Peer.Takeovers;
import ampro.hub.store.Dialect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The hub's term, and what the protocol knows of each station.
final class CustodyStore {
    /// Series of numbers that are read outside the hub. A restored database must not give one out
    /// again: each term skips more of them than are given out between a backup and its restore.
    private static final List<String> PUBLIC_SERIES =
            List.of("application", "job", "licence", "parcel", "label");

    private static final int SKIPPED = 10_000;

    private CustodyStore() {}

    /// Empty in a database that has never had a custodian.
    static Optional<Tenure> tenure(Handle handle) {
        return handle.createQuery("select term, whole from custody")
                .map((row, context) -> new Tenure(row.getLong(1), row.getInt(2) == 1))
                .findOne();
    }

    static void save(Handle handle, Tenure tenure, @Nullable String why, Instant now) {
        handle.createUpdate(
                        """
                        insert into custody (one, term, whole, since, why)
                        values (1, :term, :whole, :now, :why)
                        on conflict (one) do update set
                          term = :term, whole = :whole, since = :now, why = :why
                        """)
                .bind("term", tenure.term())
                .bind("whole", tenure.whole() ? 1 : 0)
                .bind("now", now.toEpochMilli())
                .bind("why", why)
                .execute();
    }

    /// This hub works on the database from now on, and no other. What it will queue has no token up
    /// to this one.
    static void seat(Handle handle, String custodian, long lastToken) {
        handle.execute("update custody set custodian = ?, last_token = ?", custodian, lastToken);
    }

    /// Whether it still does, until this transaction ends.
    static boolean isSeated(Handle handle, String custodian, Dialect dialect) {
        return handle.createQuery("select custodian from custody" + dialect.held())
                .mapTo(String.class)
                .one()
                .equals(custodian);
    }

    /// Also of a series that this database has not begun. What has a higher number is not of
    /// before.
    static void skipNumbers(Handle handle, long terms) {
        for (String series : PUBLIC_SERIES) {
            handle.execute(
                    """
                    insert into counter (name, value) values (?, ?)
                    on conflict (name) do update set value = counter.value + excluded.value
                    """,
                    series,
                    SKIPPED * terms);
        }
        handle.execute(
                "update custody set last_application ="
                        + " (select value from counter where name = 'application')");
    }

    /// The number of the last application that may have been entered before this term.
    static long lastApplication(Handle handle) {
        return handle.createQuery("select last_application from custody").mapTo(Long.class).one();
    }

    /// The station under this name, if this incarnation is the enrolled one.
    static Optional<Peer> peer(Handle handle, StationId id, String incarnation) {
        return handle.createQuery(
                        """
                        select state, boot, takeovers_at, acked_seq, acked_hash, asked_from,
                          reported_term
                        from station where id = :id and incarnation = :incarnation
                        """)
                .bind("id", id.value())
                .bind("incarnation", incarnation)
                .map((row, context) -> peer(row))
                .findOne();
    }

    /// How far the journal of a station in service is recorded; empty where nothing of it is.
    static Optional<Head> acked(Handle handle, StationId id) {
        return handle.createQuery(
                        """
                        select acked_seq, acked_hash from station
                        where id = :id and state in ('enrolled', 'open') and acked_seq > 0
                        """)
                .bind("id", id.value())
                .map((row, context) -> new Head(row.getLong(1), row.getString(2)))
                .findOne();
    }

    private static Peer peer(ResultSet row) throws SQLException {
        String hash = row.getString("acked_hash");
        return new Peer(
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("boot"),
                takeovers(row.getString("takeovers_at")),
                hash == null ? Head.START : new Head(row.getLong("acked_seq"), hash),
                row.getLong("asked_from"),
                row.getLong("reported_term"));
    }

    private static Takeovers takeovers(String millis) {
        return new Takeovers(
                Stream.of(millis.split(" ", -1))
                        .filter(each -> !each.isEmpty())
                        .map(each -> Instant.ofEpochMilli(Long.parseLong(each)))
                        .toList());
    }

    private static String millis(Takeovers takeovers) {
        return takeovers.at().stream()
                .map(each -> String.valueOf(each.toEpochMilli()))
                .collect(Collectors.joining(" "));
    }

    static void save(Handle handle, StationId id, Peer peer) {
        handle.createUpdate(
                        """
                        update station set state = :state, boot = :boot,
                          takeovers_at = :takeovers, acked_seq = :seq, acked_hash = :hash,
                          asked_from = :asked, reported_term = :reported
                        where id = :id
                        """)
                .bind("state", peer.state().code())
                .bind("boot", peer.boot())
                .bind("takeovers", millis(peer.takeovers()))
                .bind("seq", peer.acked().seq())
                .bind("hash", peer.acked().seq() == 0 ? null : peer.acked().hash())
                .bind("asked", peer.askedFrom())
                .bind("reported", peer.reportedTerm())
                .bind("id", id.value())
                .execute();
    }

    /// Stations in service that have not reported in this term.
    static List<String> missing(Handle handle, long term) {
        return handle.createQuery(
                        """
                        select id from station
                        where state <> 'retired' and reported_term < :term order by id
                        """)
                .bind("term", term)
                .mapTo(String.class)
                .list();
    }

    static Instant since(Handle handle) {
        return Instant.ofEpochMilli(
                Objects.requireNonNull(
                        handle.createQuery("select since from custody").mapTo(Long.class).one()));
    }

    /// Why this term began, until every station has reported in it.
    static Optional<String> why(Handle handle) {
        return handle.createQuery("select why from custody where why is not null")
                .mapTo(String.class)
                .findOne();
    }
}
