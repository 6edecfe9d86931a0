package ampro.hub.custody;

import static ampro.hub.custody.ledger.BlankAccount.LOADED;
import static ampro.hub.custody.ledger.BlankAccount.LOST;

import ampro.firmware.wire.Facts;
import ampro.hub.application.Status;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What two people make of a job whose station will not tell its end, or whose card is gone; see
/// [JobMachine]. Its identity is revoked every time: whatever card turns up is no licence.
final class JobLosses {
    private final JobChange change;
    private final Job job;

    JobLosses(JobChange change) {
        this.change = change;
        job = change.job();
    }

    /// The blanks of the box are lost together, not one by one with its jobs.
    JobStep boxLost(String why) {
        Lease lease = job.lease();
        if (lease == null || !isUnsettled()) {
            return change.refused("lost", "it is " + job.status().code());
        }
        JobStep lost =
                change.to(job.settled(JobStatus.FAILED, LOST, null, why, change.now()))
                        .and(new JobEffect.SetCard(lease.card(), CardStatus.REVOKED));
        JobStep begun = asBegun(lost);
        return job.withdrawn()
                ? begun.and(
                        new JobEffect.MoveApplication(
                                Status.QUEUED_FOR_PRINTING, JobChange.WITHDRAWN),
                        new JobEffect.MoveApplication(Status.CANCELLED, JobChange.WITHDRAWN))
                : begun;
    }

    /// Found is a card with its blank, which is destroyed, or that nothing was fed.
    JobStep settled(Facts found) {
        Lease lease = job.lease();
        if (lease == null || !isUnsettled()) {
            return change.refused("settled", "it is " + job.status().code());
        }
        JobStep step =
                "not_fed".equals(found.decision())
                        ? notFed(lease, found.reason())
                        : asBegun(new JobClaims(change).failed(lease, found));
        return step.and(change.settleFurther(found))
                .and(new JobEffect.SetCard(lease.card(), CardStatus.REVOKED));
    }

    private JobStep notFed(Lease lease, @Nullable String why) {
        return job.booking().account() == LOADED
                ? change.back(lease, JobStatus.QUEUED, why)
                : change.foundNotFed(lease, why, CardStatus.VOID);
    }

    /// The job stays as it was settled: its card was good, or spoiled. The blank of a card that
    /// nobody has is lost.
    JobStep cardLost(String why) {
        if (job.status() != JobStatus.COMPLETED && !job.isSpoiled()) {
            return change.refused("lost", "it is " + job.status().code());
        }
        return change.to(
                job.in(job.status(), why).booked(LOST, Facts.NONE),
                new JobEffect.SetCard(
                        Objects.requireNonNull(job.lease(), "settled under one").card(),
                        CardStatus.REVOKED));
    }

    private boolean isUnsettled() {
        return switch (job.status()) {
            case ASSIGNED, PRINTING, QUALITY_CHECK, IN_DOUBT, RECOVERY -> true;
            case QUEUED, COMPLETED, FAILED, HELD, CANCELLED -> false;
        };
    }

    /// The application of a job that was not begun, as far as the hub heard, is as if it was: only
    /// from there can it go on.
    private JobStep asBegun(JobStep step) {
        return job.booking().account() == LOADED
                ? step.after(new JobEffect.MoveApplication(Status.PRINTING, null))
                : step;
    }
}
