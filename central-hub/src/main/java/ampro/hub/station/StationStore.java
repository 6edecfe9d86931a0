package ampro.hub.station;

import ampro.firmware.wire.StationId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// Rows of stations.
public final class StationStore {

    /// `seenAt` is the last message of any kind, `helloAt` the last start or reconnect; both epoch
    /// milliseconds by the hub's clock. Events up to `ackedSeq` are committed here.
    public record Row(
            String id,
            String site,
            String incarnation,
            String state,
            @Nullable String boot,
            @Nullable Long seenAt,
            @Nullable Long helloAt,
            @Nullable String printers,
            long ackedSeq,
            @Nullable String ackedHash) {}

    private static final String COLUMNS =
            "id, site, incarnation, state, boot, seen_at, hello_at, printers, acked_seq,"
                    + " acked_hash";

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
                          state = 'enrolled', acked_seq = 0, acked_hash = null
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
                .map(ConstructorMapper.of(Row.class))
                .findOne();
    }

    public static List<Row> all(Handle handle) {
        return handle.createQuery("select " + COLUMNS + " from station order by id")
                .map(ConstructorMapper.of(Row.class))
                .list();
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

    public static void seen(Handle handle, StationId id, long now) {
        handle.execute("update station set seen_at = ? where id = ?", now, id.value());
    }

    /// The station said hello and was welcomed: it may be given work.
    public static void open(
            Handle handle, StationId id, @Nullable String boot, String printers, long now) {
        handle.createUpdate(
                        """
                        update station set state = 'open', boot = :boot, printers = :printers,
                          seen_at = :now, hello_at = :now
                        where id = :id and state in ('enrolled', 'open')
                        """)
                .bind("id", id.value())
                .bind("boot", boot)
                .bind("printers", printers)
                .bind("now", now)
                .execute();
    }

    public static void quarantine(Handle handle, StationId id) {
        handle.execute("update station set state = 'quarantined' where id = ?", id.value());
    }

    public static void acked(Handle handle, StationId id, long seq, String hash) {
        handle.execute(
                "update station set acked_seq = ?, acked_hash = ? where id = ?",
                seq,
                hash,
                id.value());
    }
}
