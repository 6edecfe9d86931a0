package ampro.hub.custody.ledger;

import ampro.hub.custody.ledger.BlindCount.Sheet;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// Rows of counts at the end of shifts.
final class CountStore {
    private CountStore() {}

    /// @param unsettled blanks inside the printer and in doubt at that moment
    /// @param connected whether the station's line stood at that moment
    /// @param movement the newest one in the book at that moment
    /// @param state closed, differs, counted_again or accepted
    /// @param settledBy who closed it: the counter, who counted again, or who accepted
    record Row(
            String id,
            String station,
            long countedAt,
            String countedBy,
            long hopper,
            long tray,
            long rejectBox,
            long shelf,
            long expectedHopper,
            long expectedTray,
            long expectedRejectBox,
            long expectedShelf,
            long unsettled,
            boolean connected,
            long movement,
            String state,
            @Nullable Long settledAt,
            @Nullable String settledBy,
            @Nullable String reason) {
        Sheet counted() {
            return new Sheet(hopper, tray, rejectBox, shelf);
        }

        Sheet expected() {
            return new Sheet(expectedHopper, expectedTray, expectedRejectBox, expectedShelf);
        }
    }

    static void insert(Handle handle, Row row) {
        handle.createUpdate(
                        """
                        insert into shift_count (id, station, counted_at, counted_by, hopper, tray,
                          reject_box, shelf, expected_hopper, expected_tray, expected_reject_box,
                          expected_shelf, unsettled, connected, movement, state, settled_at,
                          settled_by)
                        values (:id, :station, :countedAt, :countedBy, :hopper, :tray, :rejectBox,
                          :shelf, :expectedHopper, :expectedTray, :expectedRejectBox,
                          :expectedShelf, :unsettled, :connected, :movement, :state, :settledAt,
                          :settledBy)
                        """)
                .bind("id", row.id())
                .bind("station", row.station())
                .bind("countedAt", row.countedAt())
                .bind("countedBy", row.countedBy())
                .bind("hopper", row.hopper())
                .bind("tray", row.tray())
                .bind("rejectBox", row.rejectBox())
                .bind("shelf", row.shelf())
                .bind("expectedHopper", row.expectedHopper())
                .bind("expectedTray", row.expectedTray())
                .bind("expectedRejectBox", row.expectedRejectBox())
                .bind("expectedShelf", row.expectedShelf())
                .bind("unsettled", row.unsettled())
                .bind("connected", row.connected() ? 1 : 0)
                .bind("movement", row.movement())
                .bind("state", row.state())
                .bind("settledAt", row.settledAt())
                .bind("settledBy", row.settledBy())
                .execute();
    }

    static Optional<Row> find(Handle handle, String id) {
        return handle.createQuery("select * from shift_count where id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Row.class))
                .findOne();
    }

    /// Whether people have booked anything there since; what printers moved is no reason to count
    /// again.
    static boolean isBookedSince(Handle handle, Row row) {
        return handle.createQuery(
                                """
                                select count(*) from ledger_movement
                                where n > :movement and act not in ('print', 'identify')
                                  and (from_place = :station or to_place = :station)
                                """)
                        .bind("movement", row.movement())
                        .bind("station", row.station())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    static List<Row> newest(Handle handle, int most) {
        return handle.createQuery(
                        "select * from shift_count order by counted_at desc, id desc limit :most")
                .bind("most", most)
                .map(ConstructorMapper.of(Row.class))
                .list();
    }

    /// Counts that differ and wait for a recount or a second person.
    static List<Row> differing(Handle handle) {
        return handle.createQuery(
                        "select * from shift_count where state = 'differs' order by counted_at, id")
                .map(ConstructorMapper.of(Row.class))
                .list();
    }

    static List<Row> differing(Handle handle, String station) {
        return differing(handle).stream().filter(row -> row.station().equals(station)).toList();
    }

    static void settle(Handle handle, String id, String state, @Nullable String reason, Pen pen) {
        handle.createUpdate(
                        """
                        update shift_count set state = :state, settled_at = :at, settled_by = :by,
                          reason = :reason
                        where id = :id and state = 'differs'
                        """)
                .bind("state", state)
                .bind("at", pen.at().toEpochMilli())
                .bind("by", pen.by().id())
                .bind("reason", reason)
                .bind("id", id)
                .execute();
    }
}
