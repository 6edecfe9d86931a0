package ampro.hub.audit;

import ampro.firmware.wire.EventChain;
import ampro.hub.store.Numbers;
import ampro.hub.web.Actor;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// Writes and reads audit rows. `object` is `kind/id`; `before` and `after` are states, never
/// personal data.
public final class AuditStore {

    /// One row; `hash` covers every field before it, among them the hash of the row before.
    public record Row(
            long n,
            long at,
            String actor,
            String action,
            String object,
            @Nullable String reason,
            @Nullable String before,
            @Nullable String after,
            String prev,
            String hash) {

        private String expectedHash() {
            return hashOf(n, at, actor, action, object, reason, before, after, prev);
        }
    }

    private AuditStore() {}

    /// Adds a row to the chain, in the command's own transaction.
    public static void write(
            Handle handle,
            Instant now,
            Actor actor,
            String action,
            String object,
            @Nullable String reason,
            @Nullable String before,
            @Nullable String after) {
        long n = Numbers.next(handle, "audit");
        long at = now.toEpochMilli();
        String who = actor.id();
        String prev =
                handle.createQuery("select hash from audit where n = :n")
                        .bind("n", n - 1)
                        .mapTo(String.class)
                        .findOne()
                        .orElse(EventChain.START);
        String hash = hashOf(n, at, who, action, object, reason, before, after, prev);
        handle.createUpdate(
                        """
                        insert into audit
                          (n, at, actor, action, object, reason, before, after, prev, hash)
                        values
                          (:n, :at, :actor, :action, :object, :reason, :before, :after, :prev, :hash)
                        """)
                .bindMethods(new Row(n, at, who, action, object, reason, before, after, prev, hash))
                .execute();
    }

    public static List<Row> of(Handle handle, String object) {
        return handle.createQuery("select * from audit where object = :object order by n")
                .bind("object", object)
                .map(ConstructorMapper.of(Row.class))
                .list();
    }

    /// The number of the first row that does not follow from the one before it; 0 when all do.
    public static long firstBroken(Handle handle) {
        try (Stream<Row> rows =
                handle
                        .createQuery("select * from audit order by n")
                        .map(ConstructorMapper.of(Row.class))
                        .stream()) {
            String[] prev = {EventChain.START};
            return rows.filter(
                            row -> {
                                boolean follows =
                                        row.prev.equals(prev[0])
                                                && row.hash.equals(row.expectedHash());
                                prev[0] = row.hash;
                                return !follows;
                            })
                    .mapToLong(Row::n)
                    .findFirst()
                    .orElse(0);
        }
    }

    /// Every field with its length before it, so that no two rows share their bytes.
    private static String hashOf(@Nullable Object... fields) {
        return EventChain.sha256(
                Arrays.stream(fields)
                        .map(field -> field == null ? "-:" : measured(field.toString()))
                        .collect(Collectors.joining()));
    }

    private static String measured(String text) {
        return text.length() + ":" + text;
    }
}
