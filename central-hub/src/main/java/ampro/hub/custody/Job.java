package ampro.hub.custody;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The wish for one card. `lease` is set while a station has the right to print it and stays with a
/// settled job; `blank` once one is bound.
public record Job(
        String id,
        String application,
        String licence,
        String site,
        int priority,
        JobStatus status,
        long version,
        @Nullable Lease lease,
        @Nullable String blank,
        @Nullable String reason,
        Instant queuedAt,
        Instant changedAt,
        Ticks ticks) {

    /// The four ticks of a grant: it left the hub, the station has it, the card was begun, settled.
    public record Ticks(
            @Nullable Instant sent,
            @Nullable Instant received,
            @Nullable Instant started,
            @Nullable Instant finished) {
        static final Ticks NONE = new Ticks(null, null, null, null);
    }

    /// A new job, last of its priority in the queue.
    static Job queued(
            String id, String application, String licence, String site, int priority, Instant now) {
        return new Job(
                id,
                application,
                licence,
                site,
                priority,
                JobStatus.QUEUED,
                1,
                null,
                null,
                null,
                now,
                now,
                Ticks.NONE);
    }

    Job assigned(Lease to, Instant now) {
        return next(JobStatus.ASSIGNED, to, null, null, now, new Ticks(now, null, null, null));
    }

    Job received(Instant now) {
        Ticks received = new Ticks(ticks.sent(), now, null, null);
        return next(status, lease, blank, reason, now, received);
    }

    Job started(Instant now) {
        Ticks started = new Ticks(ticks.sent(), ticks.received(), now, null);
        return next(JobStatus.PRINTING, lease, blank, reason, now, started);
    }

    Job in(JobStatus to, @Nullable String why, Instant now) {
        return next(to, lease, blank, why, now, ticks);
    }

    Job bound(@Nullable String serial, Instant now) {
        return next(status, lease, serial == null ? blank : serial, reason, now, ticks);
    }

    /// Settled: completed or failed, with the blank that the check or two people found.
    Job settled(JobStatus as, @Nullable String serial, @Nullable String why, Instant now) {
        Ticks finished = new Ticks(ticks.sent(), ticks.received(), ticks.started(), now);
        return next(as, lease, serial == null ? blank : serial, why, now, finished);
    }

    /// Without a lease again: its token is spent, nothing was fed.
    Job unleased(JobStatus to, @Nullable String why, Instant now) {
        return next(to, null, null, why, now, Ticks.NONE);
    }

    private Job next(
            JobStatus to,
            @Nullable Lease newLease,
            @Nullable String newBlank,
            @Nullable String why,
            Instant now,
            Ticks newTicks) {
        return new Job(
                id,
                application,
                licence,
                site,
                priority,
                to,
                version + 1,
                newLease,
                newBlank,
                why,
                queuedAt,
                now,
                newTicks);
    }
}
