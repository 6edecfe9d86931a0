package ampro.station.touch;

import org.jspecify.annotations.Nullable;

/// What can be shown of a card beside what is usual. The address of a screen says it, and so does
/// its form.
///
/// @param unread the number of its blank cannot be read: torn, or burnt in a jam
public record Evidence(boolean unread) {
    static final Evidence USUAL = new Evidence(false);

    @Nullable String blank(String scanned) {
        return unread ? null : scanned;
    }
}
