package ampro.station.job;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Single facts of the journal by name, within somebody's transaction.
final class FactStore {
    private FactStore() {}

    static Optional<String> get(Handle handle, String key) {
        return handle.createQuery("select value from fact where key = :key")
                .bind("key", key)
                .mapTo(String.class)
                .findOne();
    }

    static void set(Handle handle, String key, String value) {
        handle.execute(
                "insert into fact (key, value) values (?, ?)"
                        + " on conflict (key) do update set value = excluded.value",
                key,
                value);
    }
}
