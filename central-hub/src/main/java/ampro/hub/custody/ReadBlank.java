package ampro.hub.custody;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.Up;
import ampro.hub.custody.ledger.LedgerStore;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The number of a blank as a station or a person read it. No two cards are made of one blank: a
/// number that another card has was read wrongly, and people name the right one when it is missed.
final class ReadBlank {
    private ReadBlank() {}

    /// The facts without such a number, about which people are told. What one person answered stays
    /// as it was said: the second one confirms that very answer.
    static Facts believed(Handle handle, Job job, Up.Event event, Instant now) {
        Facts facts = event.facts();
        String blank = facts.blank();
        if (blank == null || event.type() == EventType.ANSWERED || blank.equals(job.blank())) {
            return facts;
        }
        Optional<String> used = LedgerStore.usedUpAs(handle, blank);
        used.ifPresent(account ->
                AlertStore.put(
                        handle,
                        "blank-differs",
                        "job/" + job.id(),
                        "blank %s is booked as %s already".formatted(blank, account),
                        now));
        return used.isPresent() ? facts.unread() : facts;
    }
}
