package ampro.hub.store;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// Timelines: what stands in `table`, where the column `owner` says whose line it is.
public record History(String table, String owner) {

    /// One line of a timeline.
    public record Change(
            long version,
            @Nullable String fromStatus,
            String toStatus,
            long at,
            String actor,
            @Nullable String reason) {}

    public void insert(Handle handle, String id, Change change) {
        handle.createUpdate(
                        """
                        insert into %s (%s, version, from_status, to_status, at, actor, reason)
                        values (:id, :version, :from, :to, :at, :actor, :reason)
                        """
                                .formatted(table, owner))
                .bind("id", id)
                .bind("version", change.version())
                .bind("from", change.fromStatus())
                .bind("to", change.toStatus())
                .bind("at", change.at())
                .bind("actor", change.actor())
                .bind("reason", change.reason())
                .execute();
    }

    public List<Change> of(Handle handle, String id) {
        return handle.createQuery(
                        """
                        select version, from_status, to_status, at, actor, reason
                        from %s where %s = :id order by version
                        """
                                .formatted(table, owner))
                .bind("id", id)
                .map(ConstructorMapper.of(Change.class))
                .list();
    }
}
