package ampro.station.job;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Single facts of the journal by name, within somebody's transaction.
final class FactStore {
    private FactStore() {}

    static Optional<String> get(Handle handle, String key) {
        return handle.createQuery("select value from fact where key = :key")
                .bind("key", key)
                .mapTo(String.class)
                .findOne();
    }

    /// As [#set]; null takes the fact away.
    static void put(Handle handle, String key, @Nullable String value) {
        if (value == null) {
            handle.execute("delete from fact where key = ?", key);
        } else {
            set(handle, key, value);
        }
    }

    static void set(Handle handle, String key, String value) {
        handle.execute(
                "insert into fact (key, value) values (?, ?)"
                        + " on conflict (key) do update set value = excluded.value",
                key,
                value);
    }
}
