package ampro.hub.custody;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.StationId;
import ampro.hub.application.Application;
import ampro.hub.application.Applications;
import ampro.hub.application.Status;
import ampro.hub.audit.AuditStore;
import ampro.hub.custody.ledger.BlankAccount;
import ampro.hub.custody.ledger.LedgerStore;
import ampro.hub.custody.ledger.PrintMove;
import ampro.hub.link.OutboxStore;
import ampro.hub.store.Database;
import ampro.hub.store.Numbers;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The print queue: puts jobs in, steps them, keeps blanks, cards and applications in line with
/// them.
public final class Jobs {
    static final int PRIORITY_NORMAL = 1;
    private static final int PRIORITY_URGENT = 3;

    private static final int ALERTS_SHOWN = 100;

    private final Database database;
    private final Applications applications;
    private final Witness witness;
    private final InstantSource clock;

    public Jobs(
            Database database, Applications applications, Witness witness, InstantSource clock) {
        this.database = database;
        this.applications = applications;
        this.witness = witness;
        this.clock = clock;
    }

    public Outcome<Job> find(String id) {
        return database.read(handle -> JobStore.found(handle, id));
    }

    public List<Job> newest(int most) {
        return database.read(handle -> JobListStore.newest(handle, most));
    }

    public List<AlertStore.Row> alerts() {
        return database.read(handle -> AlertStore.newest(handle, ALERTS_SHOWN));
    }

    /// Queues the one card of an application whose licence has been generated; every further one is
    /// a reprint. Priority 1 normal, 2 high, 3 urgent.
    public Outcome<Job> queue(String application, int priority, Actor by) {
        if (priority < PRIORITY_NORMAL || priority > PRIORITY_URGENT) {
            return Outcome.invalid("priority", "is 1 normal, 2 high or 3 urgent");
        }
        return database.write(handle -> {
            Optional<Job> before = JobStore.ofApplication(handle, application);
            return before.isPresent()
                    ? Outcome.conflict(
                            "has-print-job",
                            "%s has print job %s: a new card is a reprint, which two people order"
                                    .formatted(application, before.get().id()))
                    : applications
                            .move(handle, application, Status.QUEUED_FOR_PRINTING, by, null)
                            .map(queued -> insert(handle, queued, priority, null, by));
        });
    }

    /// Cancels what is queued; what a station has is asked back, and destroyed if it was made.
    public Outcome<Job> cancel(String id, String reason, Actor by) {
        return database.write(handle ->
                JobStore.found(handle, id)
                        .then(job -> only(job.status().isOpen(), "not-cancelled", job))
                        .map(job -> step(handle, job, new JobEvent.Cancelled(reason), by)));
    }

    /// Queues a held job again: what could not be drawn or was refused can be printed now.
    public Outcome<Job> resume(String id, Actor by) {
        return database.write(handle ->
                JobStore.found(handle, id)
                        .then(job -> only(job.status() == JobStatus.HELD, "not-held", job))
                        .map(job -> step(handle, job, new JobEvent.Resumed(), by)));
    }

    private static Outcome<Job> only(boolean may, String refusal, Job job) {
        return may
                ? Outcome.done(job)
                : Outcome.conflict(refusal, "%s is %s".formatted(job.id(), job.status().code()));
    }

    /// Takes an application's card out of the queue, and cancels both.
    public Outcome<Job> withdraw(String application, String reason, Actor by) {
        return database.read(handle -> JobStore.ofApplication(handle, application))
                .<Outcome<Job>>map(Outcome::done)
                .orElseGet(() -> Outcome.notFound("a print job of " + application))
                .then(job -> cancel(job.id(), reason, by));
    }

    /// A new job for the card that is destroyed or revoked, in the caller's transaction.
    ///
    /// @param ground why it may take the old one's place
    public Outcome<Job> reprint(Handle handle, Job old, ReprintGround ground, Actor by) {
        if (!ground.allows()) {
            return Outcome.conflict("no-reprint", old.id() + ": " + ground.words());
        }
        if (ground.revokes()) {
            step(handle, old, new JobEvent.CardLost(ground.code().replace('_', '-')), by);
        } else if (ground == ReprintGround.DESTROYED && old.lease() != null) {
            CardStore.set(handle, old.lease().card(), CardStatus.DESTROYED);
        }
        return applications
                .move(
                        handle,
                        old.application(),
                        Status.QUEUED_FOR_PRINTING,
                        by,
                        "reprint of " + old.id())
                .map(queued -> insert(handle, queued, old.priority(), old.id(), by));
    }

    /// Steps a job and carries out what follows, in the caller's transaction.
    public Job step(Handle handle, Job job, JobEvent event, Actor by) {
        Tenure tenure = CustodyStore.tenure(handle).orElse(Tenure.FIRST);
        JobStep step = JobMachine.step(job, event, tenure, clock.instant());
        if (event instanceof JobEvent.Claimed claim
                && step.makesLive()
                && !mayBeLive(handle, job)) {
            step =
                    JobMachine.step(job, claim.ofNoLicence(), tenure, clock.instant())
                            .and(
                                    new JobEffect.Alert(
                                            JobEvent.NO_LICENCE,
                                            "card %s was checked as good and is revoked: it must not be handed over"
                                                    .formatted(cardOf(job))));
        }
        save(handle, job, step, by);
        return step.job();
    }

    /// A restored database has forgotten why a card was revoked; it stays so. And nobody has two.
    private boolean mayBeLive(Handle handle, Job job) {
        return !witness.isRevoked(cardOf(job)) && !CardStore.isAnotherLive(handle, job);
    }

    private static String cardOf(Job job) {
        return Objects.requireNonNull(job.lease(), "checked under one").card();
    }

    private Job insert(
            Handle handle,
            Application application,
            int priority,
            @Nullable String replaces,
            Actor by) {
        Job job =
                Job.queued(
                        "J-" + Numbers.next(handle, "job"),
                        application.id(),
                        Objects.requireNonNull(application.licence(), "generated before queued"),
                        application.site(),
                        priority,
                        replaces,
                        clock.instant());
        JobStore.insert(handle, job);
        record(handle, null, job, by);
        return job;
    }

    private void save(Handle handle, Job from, JobStep step, Actor by) {
        Job to = step.job();
        if (to.version() > from.version()) {
            if (!JobStore.save(handle, from, to)) {
                throw new IllegalStateException(from.id() + " was changed meanwhile");
            }
            record(handle, from.status(), to, by);
            Answers.changed(handle, from, to, clock.instant());
        }
        for (JobEffect effect : step.effects()) {
            carryOut(handle, from, effect, by);
        }
    }

    private void record(Handle handle, @Nullable JobStatus from, Job to, Actor by) {
        JobHistoryStore.insert(handle, to, from, by.id(), to.reason());
        AuditStore.write(
                handle,
                to.changedAt(),
                by,
                "job-" + to.status().code(),
                "job/" + to.id(),
                to.reason(),
                from == null ? null : from.code(),
                to.status().code());
    }

    private void carryOut(Handle handle, Job job, JobEffect effect, Actor by) {
        Instant now = clock.instant();
        switch (effect) {
            case JobEffect.MoveBlank(
                            BlankAccount from,
                            BlankAccount to,
                            String serial,
                            int blanks) ->
                    LedgerStore.move(
                                    handle,
                                    new PrintMove(
                                            job.id(), stationOf(job), from, to, serial, blanks),
                                    by,
                                    now)
                            .ifPresent(difference ->
                                    AlertStore.put(
                                            handle,
                                            "blank-differs",
                                            "job/" + job.id(),
                                            difference,
                                            now));
            case JobEffect.MoveApplication(Status to, String reason) -> {
                Outcome<Application> moved =
                        applications.move(handle, job.application(), to, by, reason);
                if (moved instanceof Outcome.Refused<Application> refused) {
                    AlertStore.put(
                            handle,
                            "application-differs",
                            "job/" + job.id(),
                            refused.detail(),
                            now);
                }
            }
            case JobEffect.SetCard(String identity, CardStatus status) ->
                    setCard(handle, identity, status);
            case JobEffect.KnowCard(Lease lease) -> CardStore.know(handle, job, lease);
            case JobEffect.Revoke(Lease lease) ->
                    OutboxStore.put(
                            handle,
                            new StationId(lease.station()),
                            new Down.Revoke(job.id(), lease.token()),
                            now);
            case JobEffect.Alert(String code, String detail) ->
                    AlertStore.put(handle, code, "job/" + job.id(), detail, now);
        }
    }

    private void setCard(Handle handle, String card, CardStatus status) {
        if (status == CardStatus.REVOKED) {
            witness.revoke(List.of(card));
        }
        CardStore.set(handle, card, status);
    }

    private static String stationOf(Job job) {
        return Objects.requireNonNull(job.lease(), "only a leased job moves blanks").station();
    }
}
