package ampro.hub.custody.ledger;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// Rows of transfers; what is still on its way lies in the account `in_transit` at the transfer's
/// id.
final class TransferStore {
    private TransferStore() {}

    /// @param counted so far, null before anything arrived
    record Row(
            String id,
            String fromPlace,
            String toPlace,
            long blanks,
            @Nullable String reason,
            long sentAt,
            String sentBy,
            @Nullable Long receivedAt,
            @Nullable String receivedBy,
            @Nullable Long counted) {
        /// Where its blanks are until they arrive.
        Spot spot() {
            return new Spot(BlankAccount.IN_TRANSIT, id);
        }
    }

    static void insert(Handle handle, Row row) {
        handle.createUpdate(
                        """
                        insert into transfer (id, from_place, to_place, blanks, reason, sent_at,
                          sent_by)
                        values (:id, :fromPlace, :toPlace, :blanks, :reason, :sentAt, :sentBy)
                        """)
                .bind("id", row.id())
                .bind("fromPlace", row.fromPlace())
                .bind("toPlace", row.toPlace())
                .bind("blanks", row.blanks())
                .bind("reason", row.reason())
                .bind("sentAt", row.sentAt())
                .bind("sentBy", row.sentBy())
                .execute();
    }

    static Optional<Row> find(Handle handle, String id) {
        return handle.createQuery("select * from transfer where id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Row.class))
                .findOne();
    }

    static List<Row> newest(Handle handle, int most) {
        return handle.createQuery(
                        "select * from transfer order by sent_at desc, id desc limit :most")
                .bind("most", most)
                .map(ConstructorMapper.of(Row.class))
                .list();
    }

    static void arrived(Handle handle, String id, long counted, Pen pen) {
        handle.createUpdate(
                        """
                        update transfer set received_at = :at, received_by = :by,
                          counted = coalesce(counted, 0) + :counted
                        where id = :id
                        """)
                .bind("at", pen.at().toEpochMilli())
                .bind("by", pen.by().id())
                .bind("counted", counted)
                .bind("id", id)
                .execute();
    }

    /// A serial that was missing and comes later stays on the list: it was missing.
    static void differs(Handle handle, String id, String kind, List<String> serials) {
        for (String serial : serials) {
            handle.execute(
                    """
                    insert into transfer_difference (transfer, serial, kind) values (?, ?, ?)
                    on conflict (transfer, serial) do nothing
                    """,
                    id,
                    serial,
                    kind);
        }
    }

    static List<String> differences(Handle handle, String id, String kind) {
        return handle.createQuery(
                        """
                        select serial from transfer_difference
                        where transfer = :id and kind = :kind order by serial
                        """)
                .bind("id", id)
                .bind("kind", kind)
                .mapTo(String.class)
                .list();
    }
}
