package ampro.firmware.wire;

import org.jspecify.annotations.Nullable;

/// What an event knows beyond its type. Every part is optional; none is personal data: `actor` and
/// `second` are staff ids, `reason` is a catalogue code and `label` a label's id.
public record Facts(
        @Nullable String blank,
        @Nullable Counters counters,
        @Nullable String printer,
        @Nullable String artwork,
        @Nullable String reason,
        @Nullable String decision,
        @Nullable String actor,
        @Nullable String second,
        @Nullable String label) {

    public static final Facts NONE =
            new Facts(null, null, null, null, null, null, null, null, null);

    public static Facts printer(String serial, Counters counters) {
        return new Facts(null, counters, serial, null, null, null, null, null, null);
    }

    public static Facts reason(String code) {
        return new Facts(null, null, null, null, code, null, null, null, null);
    }

    public Facts with(String artworkSha256) {
        return new Facts(
                blank, counters, printer, artworkSha256, reason, decision, actor, second, label);
    }
}
