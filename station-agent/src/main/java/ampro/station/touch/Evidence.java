package ampro.station.touch;

import org.jspecify.annotations.Nullable;

/// What can be shown of a card beside what is usual. The address of a screen says it, and so does
/// its form.
///
/// @param unread the number of its blank cannot be read: torn, or burnt in a jam
/// @param two another card came out with it, as a double feed does
public record Evidence(boolean unread, boolean two) {
    static final Evidence USUAL = new Evidence(false, false);

    /// As parameters of an address that has others before.
    String query() {
        return (unread ? "&unread=yes" : "") + (two ? "&two=yes" : "");
    }

    @Nullable String blank(String scanned) {
        return unread ? null : scanned;
    }
}
