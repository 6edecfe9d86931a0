package ampro.hub.custody;

import ampro.hub.application.Status;
import ampro.hub.custody.ledger.BlankAccount;
import org.jspecify.annotations.Nullable;

/// What follows from a step of a print job, carried out in its transaction.
public sealed interface JobEffect {
    /// Blanks of the job's station change their account; without a serial they are some of the
    /// hopper's, not yet known.
    record MoveBlank(BlankAccount from, BlankAccount to, @Nullable String serial, int blanks)
            implements JobEffect {}

    record MoveApplication(Status to, @Nullable String reason) implements JobEffect {}

    record SetCard(String identity, CardStatus status) implements JobEffect {}

    /// The station is asked to give the lease back.
    record Revoke(Lease lease) implements JobEffect {}

    /// A restored hub learns of a card that its station was granted after the backup.
    record KnowCard(Lease lease) implements JobEffect {}

    /// A claim that fits no open lease: it is kept and people look at it.
    record Alert(String code, String detail) implements JobEffect {}
}
