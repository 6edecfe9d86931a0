package ampro.hub.store;

import org.jdbi.v3.core.Handle;

/// Numbers without gaps, one row a series, taken in the transaction that uses them.
public final class Numbers {
    private Numbers() {}

    /// The last number of this series, 0 where there is none.
    public static long last(Handle handle, String series) {
        return handle.createQuery("select value from counter where name = :name")
                .bind("name", series)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /// The next number of this series that is higher than this one: what lies between is left out.
    public static long nextAfter(Handle handle, String series, long floor) {
        return handle.createQuery(
                        """
                        insert into counter (name, value) values (:name, :floor + 1)
                        on conflict (name) do update set value =
                          case when counter.value > :floor then counter.value else :floor end + 1
                        returning value
                        """)
                .bind("name", series)
                .bind("floor", floor)
                .mapTo(Long.class)
                .one();
    }

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
