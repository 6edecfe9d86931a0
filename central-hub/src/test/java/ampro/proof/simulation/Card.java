package ampro.proof.simulation;

import org.jspecify.annotations.Nullable;

/// A piece of plastic that exists. It is complete when every panel was printed: then it looks like
/// a licence, with the identity that its artwork carries.
final class Card {
    final String blank;
    final @Nullable String identity;
    final @Nullable String licence;
    int panels;
    boolean complete;
    Place place = Place.INSIDE;

    enum Place {
        HOPPER,
        INSIDE,
        TRAY,
        REJECT_BOX,
        ISSUED,
        SPOILED_BAG,
        /// Counted out of a box that was retired, to be destroyed.
        CENTRAL,
        GONE
    }

    /// `identity` and `licence` are what is being printed on it, null for a blank.
    Card(String blank, @Nullable String identity, @Nullable String licence) {
        this.blank = blank;
        this.identity = identity;
        this.licence = licence;
    }

    @Override
    public String toString() {
        return blank + (complete ? " complete " : " unfinished ") + identity + " " + place;
    }
}
