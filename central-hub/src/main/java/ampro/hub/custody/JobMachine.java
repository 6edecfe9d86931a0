package ampro.hub.custody;

import static ampro.hub.custody.JobStatus.ASSIGNED;
import static ampro.hub.custody.JobStatus.CANCELLED;
import static ampro.hub.custody.JobStatus.COMPLETED;
import static ampro.hub.custody.JobStatus.FAILED;
import static ampro.hub.custody.JobStatus.HELD;
import static ampro.hub.custody.JobStatus.IN_DOUBT;
import static ampro.hub.custody.JobStatus.PRINTING;
import static ampro.hub.custody.JobStatus.QUALITY_CHECK;
import static ampro.hub.custody.JobStatus.QUEUED;
import static ampro.hub.custody.JobStatus.RECOVERY;
import static ampro.hub.custody.ledger.BlankAccount.LOADED;

import ampro.firmware.wire.Facts;
import ampro.hub.application.Status;
import java.time.Instant;
import java.util.Objects;

/// What a job becomes and what follows from it. Pure: the store loads the row, steps, saves the row
/// and carries out the effects in one transaction. The table of states in ARCHITECTURE.md is its
/// specification.
///
/// A new term puts every open job into recovery. A claim leads out of it as it leads on from the
/// status that the job had; back to the queue it comes only when every station has reported.
public final class JobMachine {
    private JobMachine() {}

    public static JobStep step(Job job, JobEvent event, Tenure tenure, Instant now) {
        return step(new JobChange(job, tenure, now), event);
    }

    private static JobStep step(JobChange change, JobEvent event) {
        Job job = change.job();
        return switch (event) {
            case JobEvent.Assigned(Lease lease) ->
                    job.status() == QUEUED
                            ? change.to(job.assigned(lease, change.now()))
                            : change.refused("assigned", "it is " + job.status().code());
            case JobEvent.Claimed claim -> new JobClaims(change).claimed(claim);
            case JobEvent.Reported report -> new JobClaims(change).reported(report);
            case JobEvent.TermBegan() ->
                    job.status().isOpen() && job.status() != RECOVERY
                            ? change.to(job.in(RECOVERY, change.reasonOr("term-began")))
                            : change.stay();
            case JobEvent.AllReported() -> allReported(change);
            case JobEvent.BoxLost(String reason) -> new JobLosses(change).boxLost(reason);
            case JobEvent.Settled(Facts found) -> new JobLosses(change).settled(found);
            case JobEvent.BlankNamed(String serial) ->
                    job.isSpoiledUnread()
                            ? change.to(job.named(serial))
                            : change.refused("named", "its blank is " + job.blank());
            case JobEvent.CardLost(String reason) -> new JobLosses(change).cardLost(reason);
            case JobEvent.Cancelled(String reason) -> cancelled(change, reason);
            case JobEvent.NotDrawn(String reason) ->
                    job.status() == QUEUED
                            ? change.to(
                                    job.in(HELD, reason), new JobEffect.Alert("not-drawn", reason))
                            : change.refused("held", "it is " + job.status().code());
            case JobEvent.Resumed() ->
                    job.status() == HELD
                            ? change.to(job.in(QUEUED, null))
                            : change.refused("resumed", "it is " + job.status().code());
        };
    }

    /// What no station has is queued again; its last identity, if any, is void for ever.
    private static JobStep allReported(JobChange change) {
        Job job = change.job();
        if (job.status() != RECOVERY || job.booking().account() != LOADED) {
            return change.stay();
        }
        Lease lease = job.lease();
        return lease == null ? change.unleased(QUEUED, null) : change.back(lease, QUEUED, null);
    }

    private static JobStep cancelled(JobChange change, String why) {
        Job job = change.job();
        return switch (job.status()) {
            case QUEUED, HELD ->
                    change.to(
                            job.in(CANCELLED, why),
                            new JobEffect.MoveApplication(Status.CANCELLED, why));
            case ASSIGNED ->
                    change.to(
                            job.withdrawn(why),
                            new JobEffect.Revoke(
                                    Objects.requireNonNull(job.lease(), "assigned by a lease")));
            case PRINTING, QUALITY_CHECK, IN_DOUBT, RECOVERY -> change.to(job.withdrawn(why));
            case COMPLETED, FAILED, CANCELLED ->
                    change.refused("cancelled", "it is " + job.status().code());
        };
    }
}
