package ampro.hub.link;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Wire;
import ampro.hub.store.Numbers;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Messages to stations, written in the transaction that decides them and published afterwards.
public final class OutboxStore {
    /// Messages published in one go.
    static final int BATCH = 100;

    public record Row(long n, String station, String kind, String body) {}

    private OutboxStore() {}

    public static void put(Handle handle, StationId station, Down message, Instant now) {
        handle.execute(
                "insert into outbox (n, station, kind, body, created_at) values (?, ?, ?, ?, ?)",
                Numbers.next(handle, "outbox"),
                station.value(),
                Wire.kind(message),
                Wire.writeBody(message),
                now.toEpochMilli());
    }

    public static List<Row> next(Handle handle) {
        return handle.createQuery(
                        "select n, station, kind, body from outbox order by n limit :most")
                .bind("most", BATCH)
                .map((row, context) ->
                        new Row(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)))
                .list();
    }

    /// Whether something for this station has not left yet.
    public static boolean hasFor(Handle handle, StationId station) {
        return handle.createQuery("select count(*) from outbox where station = :station")
                        .bind("station", station.value())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /// What was decided under an earlier term is not sent any more.
    public static void clear(Handle handle) {
        handle.execute("delete from outbox");
    }

    /// Nothing is sent any more to a station that is out of service.
    public static void clear(Handle handle, StationId station) {
        handle.execute("delete from outbox where station = ?", station.value());
    }

    public static void delete(Handle handle, List<Long> numbers) {
        for (long n : numbers) {
            handle.execute("delete from outbox where n = ?", n);
        }
    }
}
