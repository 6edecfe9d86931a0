package ampro.firmware.wire;

import org.jspecify.annotations.Nullable;

/// Who says it and in which life. `message` is unique for its sender, `incarnation` names one
/// enrolment of a box, `boot` the kernel's boot id, `term` the highest the sender has seen.
public record Envelope(
        int protocol,
        String message,
        StationId station,
        String incarnation,
        @Nullable String boot,
        long term) {
    public static final int PROTOCOL = 1;
}
