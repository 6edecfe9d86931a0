package ampro.hub.custody;

import ampro.hub.application.Status;
import ampro.hub.custody.ledger.BlankAccount;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether a new card may take the place of a job's card, and what is missing if not. Pure: what
/// the book and the list of cards say comes in.
public enum ReprintGround {
    /// Two people have destroyed the card: its blank is in the book as destroyed.
    DESTROYED("the card was destroyed by two people"),
    /// It was lost with its station; its identity is revoked.
    LOST_WITH_STATION("the card was lost with its station and its identity is revoked"),
    /// It left us and never arrived: its identity is revoked with the reprint.
    LOST_ON_ITS_WAY("the card did not arrive; its identity is revoked with the reprint"),
    /// Spoiled, and lost before it was destroyed: its identity is revoked with the reprint.
    SPOILED_AND_LOST("the spoiled card is lost; its identity is revoked with the reprint"),

    /// Checked as good once, and revoked since: a restored database has forgotten why.
    REVOKED_SINCE("its identity is revoked: whoever has that card has no licence"),

    NOT_FAILED("its card is neither spoiled nor lost"),
    WITHDRAWN("nobody wants this card any more"),
    REPLACED("another print job has taken its place already"),
    BLANK_UNKNOWN("nobody could read the blank of the spoiled card: two people name it first"),
    NOT_DESTROYED("the spoiled card is not destroyed yet: two people record its destruction first"),
    NOT_REVOKED("the identity of the lost card is not revoked");

    private final String words;

    ReprintGround(String words) {
        this.words = words;
    }

    /// What the rule looks at.
    ///
    /// @param card where its identity stands
    /// @param blank the account that holds its blank; null where that is not known
    /// @param newest whether no other job of its application came after it
    public record Evidence(
            Job job,
            @Nullable String card,
            @Nullable String blank,
            Status application,
            boolean newest) {}

    public static ReprintGround of(Evidence seen) {
        Job job = seen.job();
        if (!seen.newest()) {
            return REPLACED;
        }
        if (job.status() == JobStatus.COMPLETED && seen.application() == Status.SHIPPED) {
            return LOST_ON_ITS_WAY;
        }
        if (job.status() == JobStatus.COMPLETED
                && seen.application() == Status.PRINTED
                && CardStatus.REVOKED.code().equals(seen.card())) {
            return REVOKED_SINCE;
        }
        if (job.status() != JobStatus.FAILED) {
            return NOT_FAILED;
        }
        if (job.withdrawn()) {
            return WITHDRAWN;
        }
        if (job.booking().account() == BlankAccount.LOST) {
            return CardStatus.REVOKED.code().equals(seen.card()) ? LOST_WITH_STATION : NOT_REVOKED;
        }
        if (job.blank() == null) {
            return BLANK_UNKNOWN;
        }
        if (BlankAccount.LOST.code().equals(seen.blank())) {
            return SPOILED_AND_LOST;
        }
        return BlankAccount.DESTROYED.code().equals(seen.blank()) ? DESTROYED : NOT_DESTROYED;
    }

    /// Whether two people may order a new card; otherwise it says what is missing.
    public boolean allows() {
        return switch (this) {
            case DESTROYED, LOST_WITH_STATION, LOST_ON_ITS_WAY, SPOILED_AND_LOST, REVOKED_SINCE ->
                    true;
            case NOT_FAILED, WITHDRAWN, REPLACED, BLANK_UNKNOWN, NOT_DESTROYED, NOT_REVOKED ->
                    false;
        };
    }

    /// Whether the old card's identity is revoked in the same moment: nobody has that card.
    boolean revokes() {
        return isOfAGoodCard() || this == SPOILED_AND_LOST;
    }

    /// Whether the card was good: its blank is booked as issued until then.
    public boolean isOfAGoodCard() {
        return this == LOST_ON_ITS_WAY || this == REVOKED_SINCE;
    }

    public String words() {
        return words;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
