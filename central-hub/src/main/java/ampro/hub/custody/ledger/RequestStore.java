package ampro.hub.custody.ledger;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Rows of what one person has asked for and another has to confirm.
final class RequestStore {
    private RequestStore() {}

    /// @param state waiting, confirmed or refused
    /// @param answer why it was refused
    record Row(
            String id,
            String act,
            String place,
            long blanks,
            String reason,
            long askedAt,
            String askedBy,
            String state,
            @Nullable Long decidedAt,
            @Nullable String decidedBy,
            @Nullable String answer) {
        boolean isWaiting() {
            return state.equals("waiting");
        }
    }

    static void insert(Handle handle, Row row, List<String> serials) {
        handle.createUpdate(
                        """
                        insert into witness_request (id, act, place, blanks, reason, asked_at,
                          asked_by, state)
                        values (:id, :act, :place, :blanks, :reason, :askedAt, :askedBy, :state)
                        """)
                .bind("id", row.id())
                .bind("act", row.act())
                .bind("place", row.place())
                .bind("blanks", row.blanks())
                .bind("reason", row.reason())
                .bind("askedAt", row.askedAt())
                .bind("askedBy", row.askedBy())
                .bind("state", row.state())
                .execute();
        try (PreparedBatch batch =
                handle.prepareBatch(
                        "insert into witness_request_serial (request, serial) values (?, ?)")) {
            serials.forEach(serial -> batch.add(row.id(), serial));
            batch.execute();
        }
    }

    static Optional<Row> find(Handle handle, String id) {
        return handle.createQuery("select * from witness_request where id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Row.class))
                .findOne();
    }

    static List<Row> waiting(Handle handle, int most) {
        return list(handle, "state = 'waiting' order by asked_at, id", most);
    }

    static List<Row> decided(Handle handle, int most) {
        return list(handle, "decided_at is not null order by decided_at desc, id desc", most);
    }

    private static List<Row> list(Handle handle, String which, int most) {
        return handle.createQuery("select * from witness_request where " + which + " limit :most")
                .bind("most", most)
                .map(ConstructorMapper.of(Row.class))
                .list();
    }

    static List<String> serials(Handle handle, String request) {
        return handle.createQuery(
                        """
                        select serial from witness_request_serial
                        where request = :request order by serial
                        """)
                .bind("request", request)
                .mapTo(String.class)
                .list();
    }

    /// The first of these blanks that another request is about, which still waits.
    static Optional<String> alreadyAsked(Handle handle, List<String> serials) {
        for (String serial : serials) {
            Optional<String> asked =
                    handle.createQuery(
                                    """
                                    select s.serial || ' waits in ' || r.id
                                    from witness_request_serial s
                                      join witness_request r on r.id = s.request
                                    where s.serial = :serial and r.state = 'waiting'
                                    """)
                            .bind("serial", serial)
                            .mapTo(String.class)
                            .findFirst();
            if (asked.isPresent()) {
                return asked;
            }
        }
        return Optional.empty();
    }

    static void decide(Handle handle, String id, String state, @Nullable String answer, Pen pen) {
        handle.createUpdate(
                        """
                        update witness_request set state = :state, decided_at = :at,
                          decided_by = :by, answer = :answer
                        where id = :id and state = 'waiting'
                        """)
                .bind("state", state)
                .bind("at", pen.at().toEpochMilli())
                .bind("by", pen.by().id())
                .bind("answer", answer)
                .bind("id", id)
                .execute();
    }
}
