package ampro.hub.station;

import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of stations.
public final class StationStore {

    /// `seenAt` is the last message of any kind, `helloAt` the last start or reconnect; both epoch
    /// milliseconds by the hub's clock. `feeding` is its rule, `locked` why it prints nothing;
    /// `offline` names the act by which two people accepted that it prints without hub and guard.
    public record Row(
            String id,
            String site,
            String incarnation,
            String state,
            @Nullable String boot,
            @Nullable Long seenAt,
            @Nullable Long helloAt,
            @Nullable String printers,
            long reportedTerm,
            @Nullable String feeding,
            @Nullable String locked,
            @Nullable String offline) {}

    private static final String COLUMNS =
            "id, site, incarnation, state, boot, seen_at, hello_at, printers, reported_term,"
                    + " feeding, locked, offline";

    private StationStore() {}

    static void enrol(
            Handle handle,
            StationId id,
            String site,
            String incarnation,
            String secretSha256,
            long now) {
        handle.createUpdate(
                        """
                        insert into station (id, site, incarnation, secret_sha256, enrolled_at,
                          state, acked_seq)
                        values (:id, :site, :incarnation, :secret, :now, 'enrolled', 0)
                        on conflict (id) do update set
                          incarnation = :incarnation, secret_sha256 = :secret, enrolled_at = :now,
                          state = 'enrolled', boot = null, acked_seq = 0, acked_hash = null,
                          asked_from = 0, reported_term = 0, takeovers_at = '', feeding = null,
                          locked = null, offline = null
                        """)
                .bind("id", id.value())
                .bind("site", site)
                .bind("incarnation", incarnation)
                .bind("secret", secretSha256)
                .bind("now", now)
                .execute();
    }

    public static Optional<Row> find(Handle handle, StationId id) {
        return handle.createQuery("select " + COLUMNS + " from station where id = :id")
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    public static List<Row> all(Handle handle) {
        return handle.createQuery("select " + COLUMNS + " from station order by id")
                .map((row, context) -> read(row))
                .list();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getString("site"),
                row.getString("incarnation"),
                row.getString("state"),
                row.getString("boot"),
                millis(row, "seen_at"),
                millis(row, "hello_at"),
                row.getString("printers"),
                row.getLong("reported_term"),
                row.getString("feeding"),
                row.getString("locked"),
                row.getString("offline"));
    }

    private static @Nullable Long millis(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : millis;
    }

    static boolean hasSecret(Handle handle, String id, String secretSha256) {
        return handle.createQuery(
                                """
                                select count(*) from station
                                where id = :id and secret_sha256 = :secret and state <> 'retired'
                                """)
                        .bind("id", id)
                        .bind("secret", secretSha256)
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    /// `act` by which two people accepted that it prints without hub and guard; null: not any more.
    public static void setOffline(Handle handle, StationId id, @Nullable String act) {
        handle.execute("update station set offline = ? where id = ?", act, id.value());
    }

    public static void seen(Handle handle, StationId id, long now) {
        handle.execute("update station set seen_at = ? where id = ?", now, id.value());
    }

    /// What the station said of itself at its last start or reconnect.
    public static void saidHello(Handle handle, StationId id, Up.Hello hello, long now) {
        handle.createUpdate(
                        """
                        update station set printers = :printers, feeding = :feeding,
                          locked = :locked, seen_at = :now, hello_at = :now
                        where id = :id
                        """)
                .bind("id", id.value())
                .bind("printers", Wire.writeBody(hello.printers()))
                .bind("feeding", hello.feeding().word())
                .bind("locked", hello.locked())
                .bind("now", now)
                .execute();
    }
}
