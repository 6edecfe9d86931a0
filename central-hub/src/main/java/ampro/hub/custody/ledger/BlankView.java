package ampro.hub.custody.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where one blank is, and everything that happened to it.
///
/// @param serial what was looked for, empty before that
/// @param account null where the book does not know it
public record BlankView(
        LedgerFrame frame,
        String serial,
        @Nullable String account,
        @Nullable String place,
        List<MovementView> history) {}
