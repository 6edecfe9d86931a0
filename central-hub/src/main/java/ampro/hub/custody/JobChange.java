package ampro.hub.custody;

import static ampro.hub.custody.JobStatus.CANCELLED;
import static ampro.hub.custody.JobStatus.QUEUED;
import static ampro.hub.custody.JobStatus.RECOVERY;

import ampro.firmware.wire.Facts;
import ampro.hub.application.Status;
import ampro.hub.custody.ledger.BlankAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One job at one moment: what the steps of [JobMachine] are built of.
record JobChange(Job job, Tenure tenure, Instant now) {
    static final String WITHDRAWN = "withdrawn";

    JobEffect.MoveBlank moveBlank(BlankAccount to, @Nullable String serial) {
        return new JobEffect.MoveBlank(job.booking().account(), to, serial, 1);
    }

    /// What becomes of the further blanks that were in doubt, whatever the job's own became. Those
    /// that people found were spoiled by the double feed; the others never left the hopper: the
    /// counter jumped. Found ones that nobody doubted came out of it unseen: a power cut can take a
    /// step from a counter.
    JobEffect[] settleFurther(Facts found) {
        List<String> also = found.also() == null ? List.of() : found.also();
        int doubted = job.booking().further();
        List<JobEffect> effects = new ArrayList<>();
        for (int i = 0; i < also.size(); i++) {
            BlankAccount from = i < doubted ? BlankAccount.IN_DOUBT : BlankAccount.LOADED;
            effects.add(new JobEffect.MoveBlank(from, BlankAccount.SPOILED, also.get(i), 1));
        }
        int missing = doubted - also.size();
        if (missing > 0) {
            effects.add(
                    new JobEffect.MoveBlank(
                            BlankAccount.IN_DOUBT, BlankAccount.LOADED, null, missing));
        }
        return effects.toArray(JobEffect[]::new);
    }

    JobStep stay() {
        return new JobStep(job, List.of());
    }

    JobStep to(Job changed, JobEffect... effects) {
        return new JobStep(job.next(changed, now), List.of(effects));
    }

    JobStep refused(String what, String why) {
        return new JobStep(
                job,
                List.of(
                        new JobEffect.Alert(
                                "late-claim",
                                "%s cannot be %s: %s".formatted(job.id(), what, why))));
    }

    /// The lease has ended and nothing was fed.
    JobStep back(Lease lease, JobStatus to, @Nullable String why) {
        return back(lease, to, why, CardStatus.VOID);
    }

    /// While a station is missing, the job waits for it.
    JobStep back(Lease lease, JobStatus to, @Nullable String why, CardStatus card) {
        return unleased(tenure.isOpen(lease.token()) ? RECOVERY : to, why)
                .and(new JobEffect.SetCard(lease.card(), card));
    }

    /// Two people found that nothing was fed, though it was begun. The blank and the application go
    /// back before the lease ends: one that was withdrawn ends too.
    JobStep foundNotFed(Lease lease, @Nullable String why, CardStatus card) {
        return back(lease, QUEUED, why, card)
                .after(
                        moveBlank(BlankAccount.LOADED, null),
                        new JobEffect.MoveApplication(
                                Status.QUEUED_FOR_PRINTING,
                                "two people found that nothing was fed"));
    }

    /// What nobody wants any more is cancelled as soon as no station can have it.
    JobStep unleased(JobStatus to, @Nullable String why) {
        return job.withdrawn() && to != RECOVERY
                ? to(
                        job.unleased(CANCELLED, job.reason()),
                        new JobEffect.MoveApplication(Status.CANCELLED, job.reason()))
                : to(job.unleased(to, reasonOr(why)));
    }

    @Nullable String reasonOr(@Nullable String why) {
        return job.withdrawn() ? job.reason() : why;
    }
}
