package ampro.hub.store;

import org.jdbi.v3.core.Handle;

/// Numbers without gaps, one row a series, taken in the transaction that uses them.
public final class Numbers {
    private Numbers() {}

    /// The next number of this series, from 1.
    public static long next(Handle handle, String series) {
        return handle.createQuery(
                        """
                        insert into counter (name, value) values (:name, 1)
                        on conflict (name) do update set value = counter.value + 1
                        returning value
                        """)
                .bind("name", series)
                .mapTo(Long.class)
                .one();
    }
}
