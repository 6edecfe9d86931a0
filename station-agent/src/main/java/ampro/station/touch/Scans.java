package ampro.station.touch;

import ampro.firmware.wire.CardCode;
import ampro.firmware.wire.EventChain;
import ampro.station.job.Lease;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Whether what was scanned is this card and a blank that can be its own.
///
/// @param isUsed whether a card that was settled at this station is made of a blank
record Scans(Predicate<String> isUsed) {
    private static final Pattern BLANK = Pattern.compile("[A-Z][A-Z0-9]{3,19}");

    /// A code of `check.refusal.<code>`, empty if both fit.
    Optional<String> refusal(Lease lease, String card, String blank) {
        Optional<CardCode> scanned = CardCode.parse(card);
        if (scanned.isEmpty()) {
            return Optional.of("unreadable");
        }
        return EventChain.sha256(scanned.get().text()).equals(lease.code())
                ? refusal(blank)
                : Optional.of("wrong-card");
    }

    /// No two cards are made of one blank.
    Optional<String> refusal(String blank) {
        return BLANK.matcher(blank).matches() && !isUsed.test(blank)
                ? Optional.empty()
                : Optional.of("wrong-blank");
    }
}
