package ampro.hub.custody;

import static ampro.hub.custody.JobStatus.ASSIGNED;
import static ampro.hub.custody.JobStatus.COMPLETED;
import static ampro.hub.custody.JobStatus.FAILED;
import static ampro.hub.custody.JobStatus.HELD;
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
import ampro.firmware.wire.Token;
import ampro.hub.application.Status;
import ampro.hub.custody.ledger.BlankAccount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a job becomes and what follows from it. Pure: the store loads the row, steps, saves the row
/// and carries out the effects in one transaction. The table of states in ARCHITECTURE.md is its
/// specification.
public final class JobMachine {

    /// What can happen to a job.
    public sealed interface Event {
        /// The hub gives a station the right to print; token and card identity are fresh.
        record Assigned(Lease lease) implements Event {}

        /// The station claims a step of the lease it holds under this token.
        record Claimed(EventType type, Token token, Facts facts) implements Event {}

        record Cancelled(String reason) implements Event {}

        /// Its card cannot be drawn: people must look at its application.
        record NotDrawn(String reason) implements Event {}
    }

    public sealed interface Effect {
        /// One blank changes its account; without a serial it is one of the hopper's, not yet
        /// known.
        record MoveBlank(BlankAccount from, BlankAccount to, @Nullable String serial)
                implements Effect {}

        record MoveApplication(Status to, @Nullable String reason) implements Effect {}

        record SetCard(String identity, String status) implements Effect {}

        /// A claim that fits no open lease: it is kept and people look at it.
        record Alert(String code, String detail) implements Effect {}
    }

    /// The row afterwards, the same row when only effects follow.
    public record Step(Job job, List<Effect> effects) {}

    private JobMachine() {}

    public static Step step(Job job, Event event, Instant now) {
        return switch (event) {
            case Event.Assigned(Lease lease) ->
                    job.status() == JobStatus.QUEUED
                            ? new Step(job.assigned(lease, now), List.of())
                            : refused(job, "assigned", "it is " + job.status().code());
            case Event.Cancelled(String reason) ->
                    job.status() == JobStatus.QUEUED || job.status() == JobStatus.HELD
                            ? new Step(job.in(JobStatus.CANCELLED, reason, now), List.of())
                            : refused(job, "cancelled", "it is " + job.status().code());
            case Event.NotDrawn(String reason) ->
                    job.status() == JobStatus.QUEUED
                            ? new Step(
                                    job.in(HELD, reason, now),
                                    List.of(new Effect.Alert("not-drawn", reason)))
                            : refused(job, "held", "it is " + job.status().code());
            case Event.Claimed claim -> claimed(job, claim, now);
        };
    }

    private static Step claimed(Job job, Event.Claimed claim, Instant now) {
        Lease lease = job.lease();
        if (lease == null || !claim.token().equals(lease.token())) {
            return refused(
                    job,
                    claim.type().word(),
                    "token %s is claimed, %s stands"
                            .formatted(claim.token(), lease == null ? "none" : lease.token()));
        }
        Facts facts = claim.facts();
        Optional<Step> step =
                switch (claim.type()) {
                    case HELD -> from(job, ASSIGNED, () -> only(job.received(now)));
                    case INTENT -> from(job, ASSIGNED, () -> intent(job, now));
                    case BOUND, MADE ->
                            from(job, PRINTING, () -> only(job.bound(facts.blank(), now)));
                    case EJECTED -> from(job, PRINTING, () -> ejected(job, facts, now));
                    case GOOD ->
                            from(
                                    job,
                                    QUALITY_CHECK,
                                    () -> completed(job, lease, facts, OUT_TRAY, now));
                    case SPOILED -> spoiled(job, lease, facts, now);
                    case UNKNOWN -> unknown(job, facts, now);
                    case NOT_FED -> from(job, PRINTING, () -> notFed(job, now));
                    case ADJUDICATED -> adjudicated(job, lease, facts, now);
                    case RELEASED, FENCED ->
                            from(job, ASSIGNED, () -> unleased(job, lease, QUEUED, null, now));
                    case REFUSED ->
                            from(
                                    job,
                                    ASSIGNED,
                                    () -> unleased(job, lease, HELD, facts.reason(), now));
                    case LOCKED -> locked(job, facts, now);
                    case ANSWERED, LABEL -> Optional.empty();
                };
        return step.orElseGet(
                () -> refused(job, claim.type().word(), "it is " + job.status().code()));
    }

    private static Optional<Step> from(Job job, JobStatus status, Supplier<Step> step) {
        return job.status() == status ? Optional.of(step.get()) : Optional.empty();
    }

    private static Step only(Job job) {
        return new Step(job, List.of());
    }

    private static Step intent(Job job, Instant now) {
        return new Step(
                job.started(now),
                List.of(
                        new Effect.MoveBlank(LOADED, IN_PRINTER, null),
                        new Effect.MoveApplication(Status.PRINTING, null)));
    }

    private static Step ejected(Job job, Facts facts, Instant now) {
        return new Step(
                job.in(QUALITY_CHECK, facts.reason(), now),
                List.of(new Effect.MoveBlank(IN_PRINTER, OUT_TRAY, null)));
    }

    private static Optional<Step> spoiled(Job job, Lease lease, Facts facts, Instant now) {
        return accountOf(job.status())
                .filter(from -> from != LOADED)
                .map(from -> failed(job, lease, facts, from, now));
    }

    private static Optional<Step> unknown(Job job, Facts facts, Instant now) {
        return accountOf(job.status())
                .map(from -> doubted(job.in(JobStatus.IN_DOUBT, facts.reason(), now), from));
    }

    /// Only what is unsettled: a card that was checked stays what the check said.
    private static Optional<Step> locked(Job job, Facts facts, Instant now) {
        Job locked = job.in(RECOVERY, facts.reason(), now);
        return job.status() == JobStatus.IN_DOUBT
                ? Optional.of(only(locked))
                : accountOf(job.status()).map(from -> doubted(locked, from));
    }

    private static Step doubted(Job job, BlankAccount from) {
        return new Step(job, List.of(new Effect.MoveBlank(from, BlankAccount.IN_DOUBT, null)));
    }

    private static Step notFed(Job job, Instant now) {
        return new Step(
                job.in(ASSIGNED, null, now),
                List.of(
                        new Effect.MoveBlank(IN_PRINTER, LOADED, null),
                        new Effect.MoveApplication(Status.QUEUED_FOR_PRINTING, "not fed")));
    }

    private static Optional<Step> adjudicated(Job job, Lease lease, Facts facts, Instant now) {
        if (job.status() != JobStatus.IN_DOUBT || facts.decision() == null) {
            return Optional.empty();
        }
        return switch (facts.decision()) {
            case "good" -> Optional.of(completed(job, lease, facts, BlankAccount.IN_DOUBT, now));
            case "spoiled" -> Optional.of(failed(job, lease, facts, BlankAccount.IN_DOUBT, now));
            case "not_fed" ->
                    Optional.of(
                            new Step(
                                    job.unleased(QUEUED, facts.reason(), now),
                                    List.of(
                                            new Effect.MoveBlank(
                                                    BlankAccount.IN_DOUBT, LOADED, null),
                                            new Effect.SetCard(lease.card(), "void"),
                                            new Effect.MoveApplication(
                                                    Status.QUEUED_FOR_PRINTING,
                                                    "two people found that nothing was fed"))));
            default -> Optional.empty();
        };
    }

    private static Step unleased(
            Job job, Lease lease, JobStatus to, @Nullable String why, Instant now) {
        return new Step(
                job.unleased(to, why, now), List.of(new Effect.SetCard(lease.card(), "void")));
    }

    private static Step completed(
            Job job, Lease lease, Facts facts, BlankAccount from, Instant now) {
        return new Step(
                job.settled(COMPLETED, facts.blank(), null, now),
                List.of(
                        new Effect.MoveBlank(from, ISSUED, facts.blank()),
                        new Effect.SetCard(lease.card(), "live"),
                        new Effect.MoveApplication(Status.PRINTED, null)));
    }

    private static Step failed(Job job, Lease lease, Facts facts, BlankAccount from, Instant now) {
        return new Step(
                job.settled(FAILED, facts.blank(), facts.reason(), now),
                List.of(
                        new Effect.MoveBlank(from, SPOILED, facts.blank()),
                        new Effect.SetCard(lease.card(), "spoiled")));
    }

    /// Where the blank of an unsettled job is booked.
    private static Optional<BlankAccount> accountOf(JobStatus status) {
        return switch (status) {
            case ASSIGNED -> Optional.of(LOADED);
            case PRINTING -> Optional.of(IN_PRINTER);
            case QUALITY_CHECK -> Optional.of(OUT_TRAY);
            case QUEUED, IN_DOUBT, COMPLETED, FAILED, HELD, CANCELLED, RECOVERY -> Optional.empty();
        };
    }

    private static Step refused(Job job, String what, String why) {
        return new Step(
                job,
                List.of(
                        new Effect.Alert(
                                "late-claim",
                                "%s cannot be %s: %s".formatted(job.id(), what, why))));
    }
}
