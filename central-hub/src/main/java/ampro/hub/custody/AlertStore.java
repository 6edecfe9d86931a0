package ampro.hub.custody;

import ampro.hub.store.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// Claims and differences that no rule settles: kept until people look.
public final class AlertStore {

    public record Row(long n, String code, String object, String detail, long at) {}

    private static final Duration HOUR = Duration.ofHours(1);

    private AlertStore() {}

    public static void put(Handle handle, String code, String object, String detail, Instant now) {
        handle.execute(
                "insert into alert (n, code, object, detail, at) values (?, ?, ?, ?, ?)",
                Numbers.next(handle, "alert"),
                code,
                object,
                detail,
                now.toEpochMilli());
    }

    /// Unless the same was said of it within this hour: a box that nobody answers says it again and
    /// again.
    static void putOnceAnHour(
            Handle handle, String code, String object, String detail, Instant now) {
        boolean isSaid =
                handle.createQuery(
                                        """
                                        select count(*) from alert
                                        where object = :object and code = :code
                                          and detail = :detail and at > :since and at <= :now
                                        """)
                                .bind("object", object)
                                .bind("code", code)
                                .bind("detail", detail)
                                .bind("since", now.minus(HOUR).toEpochMilli())
                                .bind("now", now.toEpochMilli())
                                .mapTo(Integer.class)
                                .one()
                        > 0;
        if (!isSaid) {
            put(handle, code, object, detail, now);
        }
    }

    /// How many alerts of this code there are, and when the first came up.
    public record Tally(long count, @Nullable Long first) {}

    public static Tally tally(Handle handle, String code) {
        return handle.createQuery(
                        "select count(*) as count, min(at) as first from alert where code = :code")
                .bind("code", code)
                .map(ConstructorMapper.of(Tally.class))
                .one();
    }

    /// What was found out about this object, in order.
    public static List<String> details(Handle handle, String code, String object) {
        return handle.createQuery(
                        "select detail from alert where code = :code and object = :object order by n")
                .bind("code", code)
                .bind("object", object)
                .mapTo(String.class)
                .list();
    }

    /// Everything about this object, the newest first.
    public static List<Row> of(Handle handle, String object, int most) {
        return handle.createQuery(
                        "select * from alert where object = :object order by n desc limit :most")
                .bind("object", object)
                .bind("most", most)
                .map(ConstructorMapper.of(Row.class))
                .list();
    }

    public static List<Row> newest(Handle handle, int most) {
        return handle.createQuery("select * from alert order by n desc limit :most")
                .bind("most", most)
                .map(ConstructorMapper.of(Row.class))
                .list();
    }
}
