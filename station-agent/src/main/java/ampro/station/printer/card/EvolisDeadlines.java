package ampro.station.printer.card;

import java.time.Duration;

/// How long a printer may take to answer. No deadline is divided by anything: a faster line answers
/// earlier.
final class EvolisDeadlines {
    private EvolisDeadlines() {}

    /// A read is answered from memory.
    static final Duration READ_WITHIN = Duration.ofSeconds(2);

    /// Settings are stored in flash on some models.
    static final Duration SETTING_WITHIN = Duration.ofSeconds(5);

    /// From the last byte of a bitmap, which has left by then, to its answer.
    static final Duration DOWNLOAD_WITHIN = Duration.ofSeconds(30);

    /// Feeding with the (3) automatic retries, turning, ejecting: each some seconds.
    static final Duration MOTION_WITHIN = Duration.ofSeconds(30);

    /// A panel takes 5 to 10 s; the head may have to warm up or cool down first.
    static final Duration PRINT_WITHIN = Duration.ofSeconds(90);
}
