package ampro.proof.crash;

import ampro.station.store.CrashPoint.Commit;
import java.util.Locale;

/// What must happen for a program to pass a crash point.
enum Scene {
    /// A card is printed and checked.
    CARD,
    /// A card comes out that cannot be read.
    SMEARED,
    /// The printer loses its power in the middle of a card.
    DOUBT,
    /// A job is withdrawn while the station holds its lease.
    WITHDRAWN,
    /// The hub finds that it was set back while the station holds a lease.
    NEW_TERM,
    /// Artwork that is not what the grant says.
    WRONG_ARTWORK,
    /// A parcel gets its label.
    PARCEL,
    /// No scene of the demo's box passes it; [#why] says so.
    NONE;

    /// Points of a station that the box of the demo cannot pass.
    static String why(String point) {
        return switch (word(point)) {
            case "BOUND" -> "no profile reads a blank inside the printer";
            case "NOT_FED" -> "no profile's counters are proven";
            case "ANSWERED" -> "the demo's second person is at the box";
            case "LOCKED" -> "the demo's printers are never exchanged";
            case "COUNT" -> "the demo's boxes have no guard chip";
            default -> "passed by no scene";
        };
    }

    static Scene ofStation(String point) {
        return switch (word(point)) {
            case "FEED", "PANELS", "EJECT", "PUBLISH" -> CARD;
            case "REJECT" -> DOUBT;
            case "COUNT" -> NONE;
            default -> of(Commit.valueOf(word(point)));
        };
    }

    private static Scene of(Commit commit) {
        return switch (commit) {
            case HELD, STATE, ARTWORK, INTENT, MADE, EJECTED, GOOD -> CARD;
            case SPOILED -> SMEARED;
            case UNKNOWN, ADJUDICATED -> DOUBT;
            case RELEASED -> WITHDRAWN;
            case FENCED -> NEW_TERM;
            case REFUSED -> WRONG_ARTWORK;
            case LABEL, LABEL_ASKED, LABEL_BEGUN -> PARCEL;
            case BOUND, NOT_FED, ANSWERED, LOCKED -> NONE;
        };
    }

    /// Points of the hub that it passes when it finds that it was set back; all others are passed
    /// by any card.
    static boolean isSetBack(String point) {
        return word(point).equals("TERM") || word(point).equals("RECOVERY");
    }

    /// `before-label-asked` is about LABEL_ASKED.
    private static String word(String point) {
        return point.substring(point.indexOf('-') + 1).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
