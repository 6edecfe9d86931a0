package ampro.hub.custody;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What lists and the overview read of print jobs and their cards.
public final class JobListStore {

    /// How many jobs hold a status, and since when the one that has held it longest.
    public record Stage(long count, Instant oldest) {}

    private static final String OPEN =
            "('queued', 'assigned', 'printing', 'quality_check', 'in_doubt', 'held', 'recovery')";

    private JobListStore() {}

    public static Map<JobStatus, Stage> stages(Handle handle) {
        Map<JobStatus, Stage> stages = new EnumMap<>(JobStatus.class);
        handle.createQuery(
                        """
                        select status, count(*) as n, min(changed_at) as oldest
                        from print_job group by status
                        """)
                .map((row, context) ->
                        Map.entry(
                                JobStatus.of(row.getString("status")),
                                new Stage(
                                        row.getLong("n"),
                                        Instant.ofEpochMilli(row.getLong("oldest")))))
                .forEach(stage -> stages.put(stage.getKey(), stage.getValue()));
        return stages;
    }

    public static List<Job> newest(Handle handle, int most) {
        return handle.createQuery(
                        "select * from print_job order by changed_at desc, id desc limit :most")
                .bind("most", most)
                .map((row, context) -> JobStore.read(row))
                .list();
    }

    /// Urgent first, then first in, first out: those with this status, or all that are open.
    static List<Job> list(Handle handle, @Nullable JobStatus status, int most) {
        return handle.createQuery(
                        "select * from print_job where status "
                                + (status == null ? "in " + OPEN : "= :status")
                                + " order by priority desc, queued_at, id limit :most")
                .bind("status", status == null ? "" : status.code())
                .bind("most", most)
                .map((row, context) -> JobStore.read(row))
                .list();
    }

    /// Those that stations have or that nobody knows the end of, the oldest first.
    public static List<Job> unsettled(Handle handle) {
        return handle.createQuery(
                        """
                        select * from print_job
                        where status in ('assigned', 'printing', 'quality_check', 'in_doubt',
                          'recovery')
                        order by changed_at, id
                        """)
                .map((row, context) -> JobStore.read(row))
                .list();
    }

    /// When each station last finished a card.
    static Map<String, Instant> lastCards(Handle handle) {
        Map<String, Instant> last = new HashMap<>();
        handle.createQuery(
                        """
                        select station, max(finished_at) as last from print_job
                        where status = 'completed' and station is not null group by station
                        """)
                .map((row, context) ->
                        Map.entry(
                                row.getString("station"),
                                Instant.ofEpochMilli(row.getLong("last"))))
                .forEach(each -> last.put(each.getKey(), each.getValue()));
        return last;
    }

    /// Where a card identity stands: pending, live, void, spoiled, revoked or destroyed.
    public static Optional<String> cardStatus(Handle handle, String identity) {
        return handle.createQuery("select status from card where identity = :identity")
                .bind("identity", identity)
                .mapTo(String.class)
                .findOne();
    }

    /// The application whose job or blank this is.
    public static Optional<String> applicationOf(Handle handle, String jobOrBlank) {
        return handle.createQuery(
                        """
                        select application from print_job where id = :id or blank = :id
                        order by changed_at desc limit 1
                        """)
                .bind("id", jobOrBlank)
                .mapTo(String.class)
                .findOne();
    }
}
