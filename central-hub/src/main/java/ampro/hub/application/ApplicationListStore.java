package ampro.hub.application;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// What lists and the overview read of applications.
public final class ApplicationListStore {

    /// What a list shows; null for what is not asked for.
    ///
    /// @param words in a scanned or typed search: a number, a licence or the beginning of a surname
    record Asked(@Nullable Status status, @Nullable String words) {}

    private ApplicationListStore() {}

    /// The newest first, from the one after `after`, the last of the page before.
    static List<Application> page(Handle handle, Asked asked, @Nullable String after, int most) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> conditions = conditions(asked, values);
        if (after != null) {
            conditions.add(
                    "(created_at, id) < (select created_at, id from application where id = :after)");
            values.put("after", after);
        }
        values.put("most", most);
        String page =
                "select id from application"
                        + where(conditions)
                        + " order by created_at desc, id desc limit :most";
        return handle.createQuery(
                        ApplicationStore.SELECT
                                + " where a.id in ("
                                + page
                                + ") order by a.created_at desc, a.id desc")
                .bindMap(values)
                .map((row, context) -> ApplicationStore.read(row))
                .list();
    }

    /// How many there are of what the list shows.
    static long count(Handle handle, Asked asked) {
        Map<String, Object> values = new LinkedHashMap<>();
        Query query =
                handle.createQuery(
                        "select count(*) from application" + where(conditions(asked, values)));
        return (values.isEmpty() ? query : query.bindMap(values)).mapTo(Long.class).one();
    }

    /// A surname is searched for in the holder's JSON; it may be typed in any case.
    private static List<String> conditions(Asked asked, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        if (asked.status() != null) {
            conditions.add("status = :status");
            values.put("status", asked.status().code());
        }
        if (asked.words() != null) {
            conditions.add(
                    "(id = :number or licence = :number or lower(holder) like :surname escape '!')");
            values.put("number", asked.words().toUpperCase(Locale.ROOT).replace(" ", ""));
            String literal = asked.words().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
            values.put("surname", "%\"surname\":\"" + literal + "%");
        }
        return conditions;
    }

    private static String where(List<String> conditions) {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    /// Those that have held this status longest.
    public static List<Application> oldest(Handle handle, Status status, int most) {
        return handle.createQuery(
                        ApplicationStore.SELECT
                                + " where a.status = :status order by a.changed_at, a.id limit :most")
                .bind("status", status.code())
                .bind("most", most)
                .map((row, context) -> ApplicationStore.read(row))
                .list();
    }

    /// How many hold this status, at one site or at all.
    public static long count(Handle handle, Status status, @Nullable String site) {
        String where = site == null ? "" : " and site = :site";
        return handle.createQuery("select count(*) from application where status = :status" + where)
                .bind("status", status.code())
                .bind("site", site)
                .mapTo(Long.class)
                .one();
    }

    /// From submission to hand-over, in milliseconds and in order, of those completed last.
    public static List<Long> durations(Handle handle, int most) {
        return handle.createQuery(
                        """
                        select a.changed_at - min(h.at) as took
                        from (select id, changed_at from application where status = 'completed'
                            order by changed_at desc limit :most) a
                          join application_history h
                            on h.application = a.id and h.to_status = 'submitted'
                        group by a.id, a.changed_at order by took
                        """)
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }
}
