package ampro.hub.custody.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where one person books: a delivery, what waits for the vault, or an act at a station.
///
/// @param acts to choose from at a station
/// @param desk what was received and is not in the vault yet
/// @param store null where nothing waits for the vault
/// @param mine what the reader has booked last
public record BookingView(
        LedgerFrame frame,
        LedgerFrame.Form form,
        List<String> acts,
        List<String> desk,
        LedgerFrame.@Nullable Form store,
        List<MovementView> mine) {}
