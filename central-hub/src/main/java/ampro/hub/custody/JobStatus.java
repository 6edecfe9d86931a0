package ampro.hub.custody;

import java.util.Arrays;
import java.util.Locale;

/// Where a print job stands at the hub.
///
/// ```
/// queued -> assigned -> printing -> quality_check -> completed | failed
///   ^  \        |           |            |
///   |   \       |           +--- in_doubt (two people) -> completed | failed | queued
///   |    held   |           +--> assigned (not fed), failed (spoiled inside)
///   +-----------+ released, fenced; a queued job whose card cannot be drawn is held too
/// ```
///
/// `cancelled` only from queued or held; anything open becomes `recovery` on a new term or when its
/// station locks, and leaves it by reports, or when two people settle it or declare its box lost.
public enum JobStatus {
    QUEUED,
    ASSIGNED,
    PRINTING,
    QUALITY_CHECK,
    COMPLETED,
    FAILED,
    IN_DOUBT,
    HELD,
    CANCELLED,
    RECOVERY;

    public boolean isOpen() {
        return switch (this) {
            case QUEUED, ASSIGNED, PRINTING, QUALITY_CHECK, IN_DOUBT, HELD, RECOVERY -> true;
            case COMPLETED, FAILED, CANCELLED -> false;
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static JobStatus of(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no status is called " + code));
    }
}
