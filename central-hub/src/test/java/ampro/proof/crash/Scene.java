package ampro.proof.crash;

import ampro.station.store.CrashPoint;
import ampro.station.store.CrashPoint.Commit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What must happen for a station to pass a crash point, in the order in which it is played.
enum Scene {
    /// Cards are printed and checked.
    CARD,
    /// The cover is opened in the middle of a card, and two people answer what became of it.
    DOUBT,
    /// The same, and the second person is away.
    ALONE,
    /// A card comes out that cannot be read.
    SMEARED,
    /// Artwork that is not what the grant says.
    WRONG_ARTWORK,
    /// A job is withdrawn while the station holds its lease.
    WITHDRAWN,
    /// A parcel gets its label.
    PARCEL,
    /// A printer gets another board while its station holds a lease, and two people say so.
    NEW_BOARD,
    /// The hub is set back while the INTENT is on its way.
    LATE_INTENT,
    /// The hub is set back while the station holds a lease.
    NEW_TERM,
    /// No scene of the demo's box passes it; [#why] says so.
    NONE;

    /// Why no scene passes it.
    static String why(String point) {
        return switch (word(point)) {
            case "BOUND" -> "no profile reads a blank inside the printer";
            default -> throw new IllegalArgumentException(point + " has its scene");
        };
    }

    static Scene of(String point) {
        return switch (word(point)) {
            case "FEED", "PANELS", "EJECT", "PUBLISH", "COUNT" -> CARD;
            case "REJECT" -> DOUBT;
            default -> of(Commit.valueOf(word(point)));
        };
    }

    private static Scene of(Commit commit) {
        return switch (commit) {
            case HELD, STATE, ARTWORK, INTENT, MADE, EJECTED, GOOD -> CARD;
            case UNKNOWN, ADJUDICATED -> DOUBT;
            case ANSWERED -> ALONE;
            case SPOILED -> SMEARED;
            case REFUSED -> WRONG_ARTWORK;
            case RELEASED -> WITHDRAWN;
            case LABEL_ASKED, LABEL_BEGUN, LABEL -> PARCEL;
            case LOCKED -> NEW_BOARD;
            case NOT_FED -> LATE_INTENT;
            case FENCED -> NEW_TERM;
            case BOUND -> NONE;
        };
    }

    /// Where a station dies, in the order of the scenes. Together the two stations pass every point
    /// that has a scene; in the middle of a card both die, one alone and one with its printer.
    static List<String> pointsOf(String station) {
        return CrashPoint.names().stream()
                .filter(point -> of(point) != NONE)
                .filter(point -> word(point).equals("PANELS") || where(point).equals(station))
                .sorted(Comparator.comparing(Scene::of))
                .toList();
    }

    /// Only a guarded box counts, and only one that waits for the hub can be told not to feed.
    private static String where(String point) {
        return switch (word(point)) {
            case "COUNT" -> RealSite.GUARDED;
            case "NOT_FED" -> RealSite.PLAIN;
            default -> point.startsWith("after-") ? RealSite.GUARDED : RealSite.PLAIN;
        };
    }

    static List<String> withoutScene() {
        return CrashPoint.names().stream().filter(point -> of(point) == NONE).toList();
    }

    /// `before-label-asked` is about LABEL_ASKED.
    private static String word(String point) {
        return point.substring(point.indexOf('-') + 1).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
