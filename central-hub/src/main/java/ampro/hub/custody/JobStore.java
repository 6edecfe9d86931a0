package ampro.hub.custody;

import ampro.firmware.wire.Facts;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.hub.custody.ledger.BlankAccount;
import ampro.hub.web.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of print jobs. Job ids count up without zeros in front, so their order is by length first.
public final class JobStore {
    private JobStore() {}

    public static Optional<Job> find(Handle handle, String id) {
        return handle.createQuery("select * from print_job where id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne();
    }

    /// The job that this token can be of. In a database that was set back the same id may be an
    /// earlier job's too: one of which only stations know.
    static Optional<Job> of(Handle handle, String id, Token token) {
        return handle.createQuery("select * from print_job where id = :id and last_token < :n")
                .bind("id", id)
                .bind("n", token.n())
                .map((row, context) -> read(row))
                .findOne();
    }

    /// The job, or the refusal that there is none.
    public static Outcome<Job> found(Handle handle, String id) {
        return find(handle, id)
                .<Outcome<Job>>map(Outcome::done)
                .orElseGet(() -> Outcome.notFound("job " + id));
    }

    /// The newest job of an application.
    public static Optional<Job> ofApplication(Handle handle, String application) {
        return handle.createQuery(
                        """
                        select * from print_job where application = :application
                        order by queued_at desc, length(id) desc, id desc limit 1
                        """)
                .bind("application", application)
                .map((row, context) -> read(row))
                .findOne();
    }

    /// The job whose card takes the place of this one's.
    public static Optional<String> replacementOf(Handle handle, String job) {
        return handle.createQuery("select id from print_job where replaces = :job")
                .bind("job", job)
                .mapTo(String.class)
                .findFirst();
    }

    /// Highest priority first, then first in first out.
    public static List<Job> queue(Handle handle, int most) {
        return queue(handle, most, 0);
    }

    /// As [#queue], of applications after the one with this number.
    static List<Job> queue(Handle handle, int most, long after) {
        return handle.createQuery(
                        """
                        select * from print_job
                        where status = 'queued' and cast(substr(application, 3) as bigint) > :after
                        order by priority desc, queued_at, length(id), id limit :most
                        """)
                .bind("most", most)
                .bind("after", after)
                .map((row, context) -> read(row))
                .list();
    }

    /// Every job that is not settled.
    static List<Job> open(Handle handle) {
        return handle.createQuery(
                        """
                        select * from print_job
                        where status not in ('completed', 'failed', 'cancelled')
                        order by length(id), id
                        """)
                .map((row, context) -> read(row))
                .list();
    }

    /// Jobs that a station has the right to print or has not settled.
    public static List<Job> openAt(Handle handle, String station) {
        return handle.createQuery(
                        """
                        select * from print_job where station = :station
                          and status in ('assigned', 'printing', 'quality_check', 'in_doubt',
                            'recovery')
                        order by term, n
                        """)
                .bind("station", station)
                .map((row, context) -> read(row))
                .list();
    }

    /// Jobs of this station whose card was spoiled, and that no other job has taken the place of.
    static List<Job> spoiledAt(Handle handle, String station) {
        return handle.createQuery(
                        """
                        select * from print_job
                        where station = :station and status = 'failed' and account = 'spoiled'
                          and not exists
                            (select 1 from print_job other where other.replaces = print_job.id)
                        order by term, n
                        """)
                .bind("station", station)
                .map((row, context) -> read(row))
                .list();
    }

    /// Of all stations, those that nothing has happened to since `quiet`; a change in the future is
    /// of a clock that ran ahead.
    static List<Job> openAt(Handle handle, Instant quiet, Instant now) {
        return handle.createQuery(
                        """
                        select * from print_job
                        where status in ('assigned', 'printing', 'quality_check', 'in_doubt',
                            'recovery')
                          and station is not null
                          and (changed_at <= :quiet or changed_at > :now)
                        order by term, n
                        """)
                .bind("quiet", quiet.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> read(row))
                .list();
    }

    /// How many such jobs each station has; one without any is not named.
    static Map<String, Integer> leases(Handle handle) {
        return handle.createQuery(
                        """
                        select station, count(*) from print_job
                        where status in ('assigned', 'printing', 'quality_check', 'in_doubt',
                          'recovery') and station is not null
                        group by station
                        """)
                .reduceRows(
                        new HashMap<>(),
                        (leases, row) -> {
                            leases.put(
                                    row.getColumn(1, String.class),
                                    row.getColumn(2, Integer.class));
                            return leases;
                        });
    }

    /// The lease for which a station may feed, or has fed: a printer has one card at a time.
    static Optional<Token> begunAt(Handle handle, String station) {
        return handle.createQuery(
                        """
                        select term, n from print_job where station = :station
                          and status in ('printing', 'recovery') and account = 'in_printer'
                        order by term desc, n desc limit 1
                        """)
                .bind("station", station)
                .map((row, context) -> new Token(row.getLong(1), row.getLong(2)))
                .findOne();
    }

    static void insert(Handle handle, Job job) {
        handle.createUpdate(
                        """
                        insert into print_job (id, application, licence, site, priority, replaces,
                          status, version, queued_at, changed_at, last_token)
                        values (:id, :application, :licence, :site, :priority, :replaces,
                          :status, :version, :queuedAt, :changedAt,
                          coalesce((select last_token from custody), 0))
                        """)
                .bind("id", job.id())
                .bind("application", job.application())
                .bind("licence", job.licence())
                .bind("site", job.site())
                .bind("priority", job.priority())
                .bind("replaces", job.replaces())
                .bind("status", job.status().code())
                .bind("version", job.version())
                .bind("queuedAt", job.queuedAt().toEpochMilli())
                .bind("changedAt", job.changedAt().toEpochMilli())
                .execute();
    }

    /// Saves the job if it is still as it was loaded.
    static boolean save(Handle handle, Job from, Job to) {
        Lease lease = to.lease();
        Job.Ticks ticks = to.ticks();
        return handle.createUpdate(
                                """
                                update print_job set status = :status, version = :version,
                                  station = :station, term = :term, n = :n, card = :card,
                                  blank = :blank, account = :account, further = :further,
                                  withdrawn = :withdrawn, answer = :answer, reason = :reason, changed_at = :changedAt,
                                  sent_at = :sentAt, received_at = :receivedAt,
                                  started_at = :startedAt, finished_at = :finishedAt
                                where id = :id and version = :loaded
                                """)
                        .bind("status", to.status().code())
                        .bind("version", to.version())
                        .bind("station", lease == null ? null : lease.station())
                        .bind("term", lease == null ? null : lease.token().term())
                        .bind("n", lease == null ? null : lease.token().n())
                        .bind("card", lease == null ? null : lease.card())
                        .bind("blank", to.blank())
                        .bind("account", to.booking().account().code())
                        .bind("further", to.booking().further())
                        .bind("withdrawn", to.withdrawn() ? 1 : 0)
                        .bind("answer", to.answer() == null ? null : Wire.writeBody(to.answer()))
                        .bind("reason", to.reason())
                        .bind("changedAt", to.changedAt().toEpochMilli())
                        .bind("sentAt", millis(ticks.sent()))
                        .bind("receivedAt", millis(ticks.received()))
                        .bind("startedAt", millis(ticks.started()))
                        .bind("finishedAt", millis(ticks.finished()))
                        .bind("id", to.id())
                        .bind("loaded", from.version())
                        .execute()
                == 1;
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    static Job read(ResultSet row) throws SQLException {
        long term = row.getLong("term");
        return new Job(
                row.getString("id"),
                row.getString("application"),
                row.getString("licence"),
                row.getString("site"),
                row.getInt("priority"),
                row.getString("replaces"),
                JobStatus.of(row.getString("status")),
                row.getLong("version"),
                term == 0
                        ? null
                        : new Lease(
                                row.getString("station"),
                                new Token(term, row.getLong("n")),
                                row.getString("card")),
                new Job.Booking(
                        BlankAccount.valueOf(row.getString("account").toUpperCase(Locale.ROOT)),
                        row.getString("blank"),
                        row.getInt("further")),
                row.getString("reason"),
                row.getInt("withdrawn") == 1,
                facts(row.getString("answer")),
                Instant.ofEpochMilli(row.getLong("queued_at")),
                Instant.ofEpochMilli(row.getLong("changed_at")),
                new Job.Ticks(
                        instant(row, "sent_at"),
                        instant(row, "received_at"),
                        instant(row, "started_at"),
                        instant(row, "finished_at")));
    }

    private static @Nullable Facts facts(@Nullable String json) {
        try {
            return json == null ? null : Wire.readBody(Facts.class, json);
        } catch (WireException e) {
            throw new IllegalStateException("an answer that was taken must be readable", e);
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
