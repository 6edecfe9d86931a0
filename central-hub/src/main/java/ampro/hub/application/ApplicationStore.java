package ampro.hub.application;

import ampro.firmware.wire.Sensitive;
import ampro.hub.store.History;
import ampro.hub.web.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// Rows of applications with their history, verifications and portrait.
public final class ApplicationStore {

    private static final History HISTORY = new History("application_history", "application");

    public record Verification(String subject, String actor, long at, String reference) {}

    /// How many applications hold a status, and since when the one that has held it longest.
    public record Stage(long count, @Nullable Instant oldest) {}

    static final String SELECT =
            """
            select a.*, (select string_agg(subject, ',') from verification v
              where v.application = a.id) as verified
            from application a
            """;

    private ApplicationStore() {}

    public static Optional<Application> find(Handle handle, String id) {
        return handle.createQuery(SELECT + " where a.id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /// The newest first; `status` empty for all.
    public static List<Application> list(Handle handle, @Nullable Status status, int most) {
        String where = status == null ? "" : " where a.status = :status";
        return handle.createQuery(
                        SELECT + where + " order by a.changed_at desc, a.id desc limit :most")
                .bind("status", status == null ? "" : status.code())
                .bind("most", most)
                .map((row, context) -> read(row))
                .list();
    }

    public static Map<Status, Stage> stages(Handle handle) {
        Map<Status, Stage> stages = new EnumMap<>(Status.class);
        handle.createQuery(
                        """
                        select status, count(*) as n, min(changed_at) as oldest
                        from application group by status
                        """)
                .map((row, context) ->
                        Map.entry(
                                Status.of(row.getString("status")),
                                new Stage(
                                        row.getLong("n"),
                                        Instant.ofEpochMilli(row.getLong("oldest")))))
                .forEach(stage -> stages.put(stage.getKey(), stage.getValue()));
        for (Status status : Status.values()) {
            stages.putIfAbsent(status, new Stage(0, null));
        }
        return stages;
    }

    static void insert(Handle handle, Application a) {
        handle.createUpdate(
                        """
                        insert into application (id, status, version, type, site, holder,
                          categories, entered_by, created_at, changed_at)
                        values (:id, :status, :version, :type, :site, :holder,
                          :categories, :enteredBy, :createdAt, :changedAt)
                        """)
                .bind("id", a.id())
                .bind("status", a.status().code())
                .bind("version", a.version())
                .bind("type", a.type())
                .bind("site", a.site())
                .bind("holder", Json.write(a.holder().value()))
                .bind("categories", String.join(",", a.categories()))
                .bind("enteredBy", a.enteredBy())
                .bind("createdAt", a.createdAt().toEpochMilli())
                .bind("changedAt", a.changedAt().toEpochMilli())
                .execute();
    }

    /// Saves the new status if nobody was faster.
    static boolean save(Handle handle, Application to) {
        return handle.createUpdate(
                                """
                                update application
                                set status = :status, version = :version, changed_at = :now
                                where id = :id and version = :version - 1
                                """)
                        .bind("status", to.status().code())
                        .bind("version", to.version())
                        .bind("now", to.changedAt().toEpochMilli())
                        .bind("id", to.id())
                        .execute()
                == 1;
    }

    static void saveLicence(Handle handle, String id, String licence, String ruleReport) {
        handle.execute(
                "update application set licence = ?, rule_report = ? where id = ?",
                licence,
                ruleReport,
                id);
    }

    static void insertChange(
            Handle handle,
            String id,
            @Nullable Status from,
            Application to,
            String actor,
            @Nullable String reason) {
        HISTORY.insert(
                handle,
                id,
                new History.Change(
                        to.version(),
                        from == null ? null : from.code(),
                        to.status().code(),
                        to.changedAt().toEpochMilli(),
                        actor,
                        reason));
    }

    static List<History.Change> history(Handle handle, String id) {
        return HISTORY.of(handle, id);
    }

    static void verify(Handle handle, String id, Verification verification) {
        handle.createUpdate(
                        """
                        insert into verification (application, subject, actor, at, reference)
                        values (:id, :subject, :actor, :at, :reference)
                        on conflict (application, subject) do update set
                          actor = :actor, at = :at, reference = :reference
                        """)
                .bind("id", id)
                .bindMethods(verification)
                .execute();
    }

    public static List<Verification> verifications(Handle handle, String id) {
        return handle.createQuery(
                        """
                        select subject, actor, at, reference from verification
                        where application = :id order by subject
                        """)
                .bind("id", id)
                .map(ConstructorMapper.of(Verification.class))
                .list();
    }

    static void insertPictures(
            Handle handle, String id, byte[] portrait, byte @Nullable [] signature) {
        handle.createUpdate(
                        """
                        insert into picture (application, portrait, signature)
                        values (:id, :portrait, :signature)
                        """)
                .bind("id", id)
                .bind("portrait", portrait)
                .bind("signature", signature)
                .execute();
    }

    public static byte[] portrait(Handle handle, String id) {
        return handle.createQuery("select portrait from picture where application = :id")
                .bind("id", id)
                .mapTo(byte[].class)
                .one();
    }

    public static Optional<byte[]> signature(Handle handle, String id) {
        return handle.createQuery(
                        "select signature from picture where application = :id"
                                + " and signature is not null")
                .bind("id", id)
                .mapTo(byte[].class)
                .findOne();
    }

    static Application read(ResultSet row) throws SQLException {
        String verified = row.getString("verified");
        return new Application(
                row.getString("id"),
                Status.of(row.getString("status")),
                row.getLong("version"),
                row.getString("type"),
                row.getString("site"),
                new Sensitive<>(Json.readOwn(Holder.class, row.getString("holder"))),
                List.of(row.getString("categories").split(",", -1)),
                row.getString("entered_by"),
                row.getString("licence"),
                row.getString("rule_report"),
                verified == null ? EnumSet.noneOf(Subject.class) : subjects(verified),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("changed_at")));
    }

    private static Set<Subject> subjects(String codes) {
        return List.of(codes.split(",", -1)).stream()
                .map(code -> Subject.of(code).orElseThrow())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Subject.class)));
    }
}
