package ampro.hub.custody;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// The timelines of print jobs.
public final class JobHistoryStore {
    private JobHistoryStore() {}

    /// One line of a job's timeline.
    public record Change(
            long version,
            @Nullable String fromStatus,
            String toStatus,
            long at,
            String actor,
            @Nullable String reason) {}

    static void insert(
            Handle handle,
            Job to,
            @Nullable JobStatus from,
            String actor,
            @Nullable String reason) {
        handle.createUpdate(
                        """
                        insert into print_job_history
                          (job, version, from_status, to_status, at, actor, reason)
                        values (:job, :version, :from, :to, :at, :actor, :reason)
                        """)
                .bind("job", to.id())
                .bind("version", to.version())
                .bind("from", from == null ? null : from.code())
                .bind("to", to.status().code())
                .bind("at", to.changedAt().toEpochMilli())
                .bind("actor", actor)
                .bind("reason", reason)
                .execute();
    }

    public static List<Change> of(Handle handle, String job) {
        return handle.createQuery(
                        """
                        select version, from_status, to_status, at, actor, reason
                        from print_job_history where job = :job order by version
                        """)
                .bind("job", job)
                .map(ConstructorMapper.of(Change.class))
                .list();
    }
}
