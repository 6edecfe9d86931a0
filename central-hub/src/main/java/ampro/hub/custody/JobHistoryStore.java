package ampro.hub.custody;

import ampro.hub.store.History;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The timelines of print jobs.
public final class JobHistoryStore {
    private static final History HISTORY = new History("print_job_history", "job");

    private JobHistoryStore() {}

    static void insert(
            Handle handle,
            Job to,
            @Nullable JobStatus from,
            String actor,
            @Nullable String reason) {
        HISTORY.insert(
                handle,
                to.id(),
                new History.Change(
                        to.version(),
                        from == null ? null : from.code(),
                        to.status().code(),
                        to.changedAt().toEpochMilli(),
                        actor,
                        reason));
    }

    public static List<History.Change> of(Handle handle, String job) {
        return HISTORY.of(handle, job);
    }
}
