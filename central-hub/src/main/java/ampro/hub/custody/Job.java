package ampro.hub.custody;

import ampro.firmware.wire.Facts;
import ampro.hub.custody.ledger.BlankAccount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The wish for one card.
///
/// - `replaces`: the failed job whose destroyed or revoked card this one replaces
/// - `lease`: set while a station has the right to print it; it stays with a settled job
/// - `blank`: where its blank is booked, and which one it is once that is known
/// - `withdrawn`: nobody wants it any more; what is made of it all the same is destroyed
/// - `answer`: what the first person found, until a second one confirms it
public record Job(
        String id,
        String application,
        String licence,
        String site,
        int priority,
        @Nullable String replaces,
        JobStatus status,
        long version,
        @Nullable Lease lease,
        Booking booking,
        @Nullable String reason,
        boolean withdrawn,
        @Nullable Facts answer,
        Instant queuedAt,
        Instant changedAt,
        Ticks ticks) {

    /// Where the blank of a job is in the ledger, and how many further ones of a double feed it has
    /// put in doubt. A job that has touched none has one of the hopper's.
    public record Booking(BlankAccount account, @Nullable String serial, int further) {
        static final Booking NONE = new Booking(BlankAccount.LOADED, null, 0);

        /// A serial that is known stays known.
        Booking in(BlankAccount now, @Nullable String scanned) {
            return new Booking(now, scanned == null ? serial : scanned, further);
        }

        Booking atLeast(int furtherInDoubt) {
            return new Booking(account, serial, Math.max(further, furtherInDoubt));
        }
    }

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
            String id,
            String application,
            String licence,
            String site,
            int priority,
            @Nullable String replaces,
            Instant now) {
        return new Job(
                id,
                application,
                licence,
                site,
                priority,
                replaces,
                JobStatus.QUEUED,
                1,
                null,
                Booking.NONE,
                null,
                false,
                null,
                now,
                now,
                Ticks.NONE);
    }

    public @Nullable String blank() {
        return booking.serial();
    }

    /// Whether its card is spoiled, and nobody could read of which blank it is.
    public boolean isSpoiledUnread() {
        return isSpoiled() && booking.serial() == null;
    }

    boolean isSpoiled() {
        return status == JobStatus.FAILED && booking.account() == BlankAccount.SPOILED;
    }

    Job assigned(Lease to, Instant now) {
        return copy(
                JobStatus.ASSIGNED,
                to,
                Booking.NONE,
                null,
                withdrawn,
                new Ticks(now, null, null, null));
    }

    /// The lease of a grant that this hub has forgotten; nothing was fed under the one before.
    Job adopted(Lease of, Instant now) {
        return copy(
                        JobStatus.RECOVERY,
                        of,
                        Booking.NONE,
                        reason,
                        withdrawn,
                        new Ticks(now, now, null, null))
                .answered(null);
    }

    Job received(Instant now) {
        return copy(
                status,
                lease,
                booking,
                reason,
                withdrawn,
                new Ticks(ticks.sent(), now, null, null));
    }

    Job started(Instant now) {
        return copy(
                JobStatus.PRINTING,
                lease,
                booking.in(BlankAccount.IN_PRINTER, null),
                reason,
                withdrawn,
                new Ticks(ticks.sent(), ticks.received(), now, null));
    }

    Job in(JobStatus to, @Nullable String why) {
        return copy(to, lease, booking, why, withdrawn, ticks);
    }

    Job printing() {
        return in(JobStatus.PRINTING, reason);
    }

    /// Where the blank is now, and which one it is if these facts say so.
    Job booked(BlankAccount account, Facts facts) {
        return copy(status, lease, booking.in(account, facts.blank()), reason, withdrawn, ticks);
    }

    Job named(String serial) {
        return copy(status, lease, booking.in(booking.account(), serial), reason, withdrawn, ticks);
    }

    /// With this many further blanks in doubt, if it is not as many already.
    Job doubting(int further) {
        return copy(status, lease, booking.atLeast(further), reason, withdrawn, ticks);
    }

    /// Settled: completed or failed, with the blank that the check or two people found.
    Job settled(
            JobStatus as,
            BlankAccount account,
            @Nullable String serial,
            @Nullable String why,
            Instant now) {
        return copy(
                as,
                lease,
                booking.in(account, serial),
                why,
                withdrawn,
                new Ticks(ticks.sent(), ticks.received(), ticks.started(), now));
    }

    /// Without a lease again: its token is spent, nothing was fed.
    Job unleased(JobStatus to, @Nullable String why) {
        return copy(to, null, Booking.NONE, why, withdrawn, Ticks.NONE).answered(null);
    }

    Job withdrawn(String why) {
        return copy(status, lease, booking, why, true, ticks);
    }

    Job answered(@Nullable Facts found) {
        return new Job(
                id,
                application,
                licence,
                site,
                priority,
                replaces,
                status,
                version,
                lease,
                booking,
                reason,
                withdrawn,
                found,
                queuedAt,
                changedAt,
                ticks);
    }

    private boolean isUnsettled() {
        return status == JobStatus.IN_DOUBT || status == JobStatus.RECOVERY;
    }

    /// The row that takes the place of this one.
    Job next(Job changed, Instant now) {
        return new Job(
                id,
                application,
                licence,
                site,
                priority,
                replaces,
                changed.status,
                version + 1,
                changed.lease,
                changed.booking,
                changed.reason,
                changed.withdrawn,
                changed.isUnsettled() ? changed.answer : null,
                queuedAt,
                now,
                changed.ticks);
    }

    private Job copy(
            JobStatus to,
            @Nullable Lease newLease,
            Booking newBooking,
            @Nullable String why,
            boolean nowWithdrawn,
            Ticks newTicks) {
        return new Job(
                id,
                application,
                licence,
                site,
                priority,
                replaces,
                to,
                version,
                newLease,
                newBooking,
                why,
                nowWithdrawn,
                answer,
                queuedAt,
                changedAt,
                newTicks);
    }
}
