package ampro.hub.custody;

import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Every event a station ever sent, by `(station, incarnation, seq)`.
final class EventStore {

    /// Events applied in one transaction; the station sends the rest again.
    private static final int BATCH = 500;

    private EventStore() {}

    static Optional<String> hash(Handle handle, StationId id, String incarnation, long seq) {
        return handle.createQuery(
                        """
                        select hash from station_event
                        where station = :id and incarnation = :incarnation and seq = :seq
                        """)
                .bind("id", id.value())
                .bind("incarnation", incarnation)
                .bind("seq", seq)
                .mapTo(String.class)
                .findOne();
    }

    static void insert(
            Handle handle,
            StationId id,
            String incarnation,
            Up.Event event,
            String hash,
            Instant now) {
        handle.execute(
                "insert into station_event (station, incarnation, seq, hash, body, received_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                id.value(),
                incarnation,
                event.seq(),
                hash,
                Wire.writeBody(event),
                now.toEpochMilli());
    }

    /// Events after this number that have arrived, with or without gaps.
    static List<Up.Event> following(Handle handle, StationId id, String incarnation, long after) {
        return handle
                .createQuery(
                        """
                        select body from station_event
                        where station = :id and incarnation = :incarnation and seq > :after
                        order by seq limit :most
                        """)
                .bind("id", id.value())
                .bind("incarnation", incarnation)
                .bind("after", after)
                .bind("most", BATCH)
                .mapTo(String.class)
                .list()
                .stream()
                .map(EventStore::read)
                .toList();
    }

    private static Up.Event read(String body) {
        try {
            return Wire.readBody(Up.Event.class, body);
        } catch (WireException e) {
            throw new IllegalStateException("an event that was taken must be readable", e);
        }
    }
}
