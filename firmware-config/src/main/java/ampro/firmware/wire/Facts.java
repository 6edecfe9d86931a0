package ampro.firmware.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event knows beyond its type. Every part is optional; none is personal data: `actor` and
/// `second` are staff ids, `reason` is a catalogue code, `label` a label's token, `card` the number
/// in a card's seal, `blanks` how many blanks are in doubt where it is not one, and `also` the
/// further ones of a double feed that people found.
public record Facts(
        @Nullable String blank,
        @Nullable Counters counters,
        @Nullable String printer,
        @Nullable String artwork,
        @Nullable String reason,
        @Nullable String decision,
        @Nullable String actor,
        @Nullable String second,
        @Nullable String label,
        @Nullable String card,
        @Nullable Long blanks,
        @Nullable List<String> also) {

    public static final Facts NONE =
            new Facts(null, null, null, null, null, null, null, null, null, null, null, null);

    /// More than a hopper holds.
    private static final long BLANKS_MAX = 10_000;

    public Facts {
        if (blanks != null && (blanks < 0 || blanks > BLANKS_MAX)) {
            throw new IllegalArgumentException("0 to " + BLANKS_MAX + " blanks, not " + blanks);
        }
        also = also == null || also.isEmpty() ? null : List.copyOf(also);
    }

    public static Facts printer(String serial, Counters counters) {
        return new Facts(
                null, counters, serial, null, null, null, null, null, null, null, null, null);
    }

    public static Facts reason(String code) {
        return new Facts(null, null, null, null, code, null, null, null, null, null, null, null);
    }

    public static Facts card(String identity) {
        return new Facts(
                null, null, null, null, null, null, null, null, null, identity, null, null);
    }

    /// What one person found in the tray or the reject box.
    public static Facts found(@Nullable String blank, @Nullable String why, String actor) {
        return decided(blank, why, null, actor, null);
    }

    /// What people answered, and who.
    public static Facts decided(
            @Nullable String blank,
            @Nullable String why,
            @Nullable String decision,
            String actor,
            @Nullable String second) {
        return new Facts(
                blank, null, null, null, why, decision, actor, second, null, null, null, null);
    }

    /// What became of a label.
    public static Facts label(String token, String outcome, @Nullable String why) {
        return new Facts(null, null, null, null, why, outcome, null, null, token, null, null, null);
    }

    /// The same evidence under another decision and its reason.
    public Facts decidedAs(@Nullable String newDecision, String why) {
        return judged(blank, why, newDecision);
    }

    /// The same without the number of its blank.
    public Facts unread() {
        return judged(null, reason, decision);
    }

    private Facts judged(
            @Nullable String newBlank, @Nullable String why, @Nullable String newDecision) {
        return new Facts(
                newBlank,
                counters,
                printer,
                artwork,
                why,
                newDecision,
                actor,
                second,
                label,
                card,
                blanks,
                also);
    }

    public Facts with(String artworkSha256) {
        return copy(artworkSha256, second, blanks, also);
    }

    public Facts inDoubt(long count) {
        return copy(artwork, second, count, also);
    }

    public Facts also(List<String> furtherBlanks) {
        return copy(artwork, second, blanks, furtherBlanks);
    }

    public Facts confirmedBy(String secondPerson) {
        return copy(artwork, secondPerson, blanks, also);
    }

    private Facts copy(
            @Nullable String newArtwork,
            @Nullable String newSecond,
            @Nullable Long newBlanks,
            @Nullable List<String> newAlso) {
        return new Facts(
                blank,
                counters,
                printer,
                newArtwork,
                reason,
                decision,
                actor,
                newSecond,
                label,
                card,
                newBlanks,
                newAlso);
    }
}
