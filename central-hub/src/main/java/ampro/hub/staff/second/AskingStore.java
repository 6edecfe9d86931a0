package ampro.hub.staff.second;

import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.staff.second.Asking.State;
import ampro.hub.web.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of what was asked. Ids count up without zeros in front, so their order is by length first.
final class AskingStore {
    private AskingStore() {}

    static void insert(Handle handle, Asking asking) {
        handle.createUpdate(
                        """
                        insert into second_person (id, kind, object, facts, reason, asked_by,
                          asked_at, expires_at, state, decided_by, decided_at)
                        values (:id, :kind, :object, :facts, :reason, :askedBy,
                          :askedAt, :expiresAt, :state, :decidedBy, :decidedAt)
                        """)
                .bind("id", asking.id())
                .bind("kind", asking.kind())
                .bind("object", asking.object())
                .bind("facts", Json.write(asking.facts()))
                .bind("reason", asking.reason())
                .bind("askedBy", asking.askedBy())
                .bind("askedAt", asking.askedAt().toEpochMilli())
                .bind("expiresAt", asking.expiresAt().toEpochMilli())
                .bind("state", asking.state().code())
                .bind("decidedBy", asking.decidedBy())
                .bind("decidedAt", millis(asking.decidedAt()))
                .execute();
    }

    /// Decides what waits; false where it was decided meanwhile.
    static boolean decide(
            Handle handle, String id, State to, String by, Instant at, @Nullable String answer) {
        return handle.createUpdate(
                                """
                                update second_person set state = :state, decided_by = :by,
                                  decided_at = :at, answer = :answer
                                where id = :id and state = 'waiting'
                                """)
                        .bind("state", to.code())
                        .bind("by", by)
                        .bind("at", at.toEpochMilli())
                        .bind("answer", answer)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /// What nobody decided makes room for another asking.
    static void expire(Handle handle, String kind, String object, Instant now) {
        handle.execute(
                """
                update second_person set state = 'expired'
                where kind = ? and object = ? and state = 'waiting' and expires_at <= ?
                """,
                kind,
                object,
                now.equals(Instant.MAX) ? Long.MAX_VALUE : now.toEpochMilli());
    }

    static Optional<Asking> find(Handle handle, String id) {
        return handle.createQuery("select * from second_person where id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /// The oldest first.
    static List<Asking> waiting(Handle handle, Instant now) {
        return handle.createQuery(
                        """
                        select * from second_person where state = 'waiting' and expires_at > :now
                        order by asked_at, length(id), id
                        """)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> read(row))
                .list();
    }

    /// The newest first.
    static List<Asking> newest(Handle handle, int most) {
        return handle.createQuery(
                        """
                        select * from second_person
                        order by asked_at desc, length(id) desc, id desc limit :most
                        """)
                .bind("most", most)
                .map((row, context) -> read(row))
                .list();
    }

    /// Everything that was asked about this object, the newest first.
    static List<Asking> of(Handle handle, String object) {
        return handle.createQuery(
                        """
                        select * from second_person where object = :object
                        order by asked_at desc, length(id) desc, id desc
                        """)
                .bind("object", object)
                .map((row, context) -> read(row))
                .list();
    }

    private static Asking read(ResultSet row) throws SQLException {
        long decidedAt = row.getLong("decided_at");
        Instant decided = row.wasNull() ? null : Instant.ofEpochMilli(decidedAt);
        return new Asking(
                row.getString("id"),
                row.getString("kind"),
                row.getString("object"),
                facts(row.getString("facts")),
                row.getString("reason"),
                row.getString("asked_by"),
                Instant.ofEpochMilli(row.getLong("asked_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("decided_by"),
                decided,
                row.getString("answer"));
    }

    private static List<Fact> facts(String json) {
        return List.of(Json.readOwn(Fact[].class, json));
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
