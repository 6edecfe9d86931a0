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
import static ampro.hub.custody.ledger.BlankAccount.IN_PRINTER;
import static ampro.hub.custody.ledger.BlankAccount.ISSUED;
import static ampro.hub.custody.ledger.BlankAccount.LOADED;
import static ampro.hub.custody.ledger.BlankAccount.OUT_TRAY;
import static ampro.hub.custody.ledger.BlankAccount.SPOILED;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.hub.application.Status;
import ampro.hub.custody.ledger.BlankAccount;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// What a station's claims and reports make of a job; see [JobMachine].
final class JobClaims {
    private final JobChange change;
    private final Job job;
    private final Tenure tenure;
    private final Instant now;

    JobClaims(JobChange change) {
        this.change = change;
        job = change.job();
        tenure = change.tenure();
        now = change.now();
    }

    JobStep claimed(JobEvent.Claimed claim) {
        if (isForgotten(claim)) {
            return adopted(claim);
        }
        Lease lease = job.lease();
        if (lease == null || !lease.isOf(claim.station(), claim.token())) {
            return isOfBefore(claim)
                    ? change.stay()
                    : change.refused(
                            claim.type().word(),
                            "token %s is claimed, %s stands"
                                    .formatted(
                                            claim.token(), lease == null ? "none" : lease.token()));
        }
        Facts facts = claim.facts();
        Optional<JobStep> step =
                switch (claim.type()) {
                    case HELD -> from(ASSIGNED, () -> change.to(job.received(now)));
                    case INTENT -> from(ASSIGNED, this::intent);
                    case BOUND, MADE ->
                            from(
                                    PRINTING,
                                    () -> change.to(job.printing().booked(IN_PRINTER, facts)));
                    case EJECTED -> from(PRINTING, () -> ejected(facts));
                    case GOOD -> from(QUALITY_CHECK, () -> good(lease, facts));
                    case SPOILED ->
                            from(PRINTING, () -> failed(lease, facts))
                                    .or(() -> from(QUALITY_CHECK, () -> failed(lease, facts)));
                    case UNKNOWN -> unsettled(() -> doubted(IN_DOUBT, facts));
                    case NOT_FED -> from(PRINTING, () -> notFed(lease));
                    case ANSWERED -> from(IN_DOUBT, () -> change.to(job.answered(facts)));
                    case ADJUDICATED ->
                            from(IN_DOUBT, () -> new JobFindings(change).adjudicated(lease, facts))
                                    .flatMap(s -> s);
                    case RELEASED, FENCED -> from(ASSIGNED, () -> change.back(lease, QUEUED, null));
                    case REFUSED -> from(ASSIGNED, () -> change.back(lease, HELD, facts.reason()));
                    case LOCKED -> unsettled(() -> doubted(RECOVERY, facts));
                    case REBASELINED, LABEL -> Optional.empty();
                };
        return step.orElseGet(
                () -> change.refused(claim.type().word(), "it is " + job.status().code()));
    }

    /// Whether the grant of this lease is later than what a restored database knows of its job: the
    /// lease that it knows has ended since, with nothing fed.
    private boolean isForgotten(JobEvent.Claimed claim) {
        Lease lease = job.lease();
        return claim.type() == EventType.HELD
                && job.status().isOpen()
                && tenure.isOpen(claim.token())
                && claim.facts().card() != null
                && (lease == null || lease.token().isBelow(claim.token()));
    }

    private JobStep adopted(JobEvent.Claimed claim) {
        Lease adopted =
                new Lease(
                        claim.station(),
                        claim.token(),
                        Objects.requireNonNull(claim.facts().card(), "asked for before"));
        JobStep step = change.to(job.adopted(adopted, now), new JobEffect.KnowCard(adopted));
        Lease lease = job.lease();
        if (lease != null) {
            step = step.and(new JobEffect.SetCard(lease.card(), CardStatus.VOID));
        }
        return job.booking().account() == LOADED
                ? step
                : step.and(
                                change.moveBlank(LOADED, null),
                                new JobEffect.MoveApplication(
                                        Status.QUEUED_FOR_PRINTING, "granted again since"))
                        .and(change.settleFurther(Facts.NONE));
    }

    /// Told again after a restore, of a lease that ended before the standing one was granted, or of
    /// one that ended unheld. Neither leaves a card.
    private boolean isOfBefore(JobEvent.Claimed claim) {
        Lease lease = job.lease();
        boolean hasEnded = lease != null && claim.token().isBelow(lease.token());
        return tenure.isOpen(claim.token())
                && switch (claim.type()) {
                    case RELEASED, FENCED, REFUSED, NOT_FED -> true;
                    case HELD, INTENT, BOUND, MADE, EJECTED, UNKNOWN, ANSWERED, LOCKED -> hasEnded;
                    case ADJUDICATED -> hasEnded && "not_fed".equals(claim.facts().decision());
                    case GOOD, SPOILED, REBASELINED, LABEL -> false;
                };
    }

    /// A claim leads on from this status, and from recovery as if the job had it.
    private <T> Optional<T> from(JobStatus status, Supplier<T> step) {
        return job.status() == status || job.status() == RECOVERY
                ? Optional.of(step.get())
                : Optional.empty();
    }

    private JobStep intent() {
        return change.to(
                job.started(now),
                new JobEffect.MoveBlank(LOADED, IN_PRINTER, null, 1),
                new JobEffect.MoveApplication(Status.PRINTING, null));
    }

    private JobStep ejected(Facts facts) {
        return change.to(
                job.in(QUALITY_CHECK, facts.reason()).booked(OUT_TRAY, Facts.NONE),
                change.moveBlank(OUT_TRAY, null));
    }

    /// What nobody wants any more goes to those that will be destroyed.
    JobStep good(Lease lease, Facts facts) {
        if (job.withdrawn()) {
            return change.to(
                    job.settled(FAILED, SPOILED, facts.blank(), JobChange.WITHDRAWN, now),
                    change.moveBlank(SPOILED, facts.blank()),
                    new JobEffect.SetCard(lease.card(), CardStatus.REVOKED),
                    new JobEffect.MoveApplication(Status.QUEUED_FOR_PRINTING, JobChange.WITHDRAWN),
                    new JobEffect.MoveApplication(Status.CANCELLED, JobChange.WITHDRAWN));
        }
        return change.to(
                job.settled(COMPLETED, ISSUED, facts.blank(), null, now),
                change.moveBlank(ISSUED, facts.blank()),
                new JobEffect.SetCard(lease.card(), CardStatus.LIVE),
                new JobEffect.MoveApplication(Status.PRINTED, null));
    }

    JobStep failed(Lease lease, Facts facts) {
        JobStep step =
                change.to(
                        job.settled(FAILED, SPOILED, facts.blank(), facts.reason(), now),
                        change.moveBlank(SPOILED, facts.blank()),
                        new JobEffect.SetCard(lease.card(), CardStatus.SPOILED));
        return job.withdrawn()
                ? step.and(
                                new JobEffect.MoveApplication(
                                        Status.QUEUED_FOR_PRINTING, JobChange.WITHDRAWN))
                        .and(new JobEffect.MoveApplication(Status.CANCELLED, JobChange.WITHDRAWN))
                : step;
    }

    /// Only what is unsettled: a card that was checked stays what the check said.
    private Optional<JobStep> unsettled(Supplier<JobStep> step) {
        return switch (job.status()) {
            case ASSIGNED, PRINTING, QUALITY_CHECK, IN_DOUBT, RECOVERY -> Optional.of(step.get());
            case QUEUED, COMPLETED, FAILED, HELD, CANCELLED -> Optional.empty();
        };
    }

    /// A double feed takes more than the job's own blank from the hopper, once however often it is
    /// told. The application of a job that was not begun is as if it was: it must be able to follow
    /// what people find.
    private JobStep doubted(JobStatus to, Facts facts) {
        int others = facts.blanks() == null ? 0 : Math.toIntExact(facts.blanks() - 1);
        int more = others - job.booking().further();
        JobStep step =
                change.to(
                        job.in(to, facts.reason())
                                .booked(BlankAccount.IN_DOUBT, facts)
                                .doubting(others)
                                .answered(null)); // it was given to another question
        if (job.booking().account() == LOADED) {
            step = step.and(new JobEffect.MoveApplication(Status.PRINTING, null));
        }
        if (job.booking().account() != BlankAccount.IN_DOUBT) {
            step = step.and(change.moveBlank(BlankAccount.IN_DOUBT, null));
        }
        return more > 0
                ? step.and(new JobEffect.MoveBlank(LOADED, BlankAccount.IN_DOUBT, null, more))
                : step;
    }

    /// The station has the lease again and would print it by itself.
    private JobStep notFed(Lease lease) {
        JobStep step =
                change.to(
                        job.in(
                                        job.status() == RECOVERY ? RECOVERY : ASSIGNED,
                                        change.reasonOr(null))
                                .booked(LOADED, Facts.NONE),
                        change.moveBlank(LOADED, null),
                        new JobEffect.MoveApplication(Status.QUEUED_FOR_PRINTING, "not fed"));
        return job.withdrawn() ? step.and(new JobEffect.Revoke(lease)) : step;
    }

    JobStep reported(JobEvent.Reported report) {
        Lease lease = job.lease();
        if (lease == null || !lease.isOf(report.station(), report.token())) {
            return change.refused(
                    "reported", "%s holds %s".formatted(report.station(), report.token()));
        }
        if (job.status() != RECOVERY) {
            return change.stay();
        }
        return switch (report.state()) {
            case HELD -> change.to(job.in(ASSIGNED, change.reasonOr(null)));
            case INTENT, BOUND, MADE -> change.to(job.printing());
            case EJECTED -> change.to(job.in(QUALITY_CHECK, null));
            case UNKNOWN -> change.to(job.in(IN_DOUBT, job.reason()));
            case LOCKED, GOOD, SPOILED, RELEASED, FENCED -> change.stay();
        };
    }
}
