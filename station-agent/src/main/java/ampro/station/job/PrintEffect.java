package ampro.station.job;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import org.jspecify.annotations.Nullable;

/// What follows from a step. Claims are committed together with the new state before anything else
/// here is done.
public sealed interface PrintEffect {
    /// A line of the journal about this lease, which is saved with it as it stands here; or,
    /// without one, about the printer.
    record Claim(@Nullable Lease lease, EventType type, Facts facts) implements PrintEffect {
        String words() {
            return (lease == null ? "printer " : lease.job() + " ") + type.word();
        }
    }

    record FetchArtwork(Lease lease) implements PrintEffect {}

    /// Wait until the printer stands still and read what it says.
    record Observe() implements PrintEffect {}

    /// Check the printer and download the front; no physical effect.
    record Stage(Lease lease) implements PrintEffect {}

    /// Feed a blank and print all panels: the first feeding command is here and nowhere else.
    record Print(Lease lease) implements PrintEffect {}

    record Eject(Lease lease) implements PrintEffect {}

    record Reject(Lease lease) implements PrintEffect {}

    /// Try to stage again after a pause.
    record TryLater() implements PrintEffect {}
}
