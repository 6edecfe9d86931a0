package ampro.hub.custody;

import ampro.firmware.wire.Envelope;
import org.jdbi.v3.core.Handle;

/// Every boot of an incarnation with the last hello that was heard of it. One row a boot: a broker
/// that was set back delivers what was said long ago.
final class BootStore {
    /// A box that cannot name its boot has one.
    private static final String UNNAMED = "";

    private BootStore() {}

    static long heard(Handle handle, Envelope envelope) {
        return handle.createQuery(
                        """
                        select up from station_boot
                        where station = :id and incarnation = :incarnation and boot = :boot
                        """)
                .bind("id", envelope.station().value())
                .bind("incarnation", envelope.incarnation())
                .bind("boot", name(envelope))
                .mapTo(Long.class)
                .findOne()
                .orElse(Protocol.Boot.NEVER);
    }

    static void hear(Handle handle, Envelope envelope, long up) {
        handle.createUpdate(
                        """
                        insert into station_boot (station, incarnation, boot, up)
                        values (:id, :incarnation, :boot, :up)
                        on conflict (station, incarnation, boot) do update set up = :up
                        """)
                .bind("id", envelope.station().value())
                .bind("incarnation", envelope.incarnation())
                .bind("boot", name(envelope))
                .bind("up", up)
                .execute();
    }

    private static String name(Envelope envelope) {
        return envelope.boot() == null ? UNNAMED : envelope.boot();
    }
}
