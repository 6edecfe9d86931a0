package ampro.hub.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The things one card hangs on, from the job to the hand of its holder.
public record ChainView(List<Link> links) {

    /// One thing.
    ///
    /// @param code of `chain.<code>`: job, token, station, blank, card, parcel, point
    /// @param value its number; null: not there yet
    /// @param state where it is, in words
    /// @param address of its page
    public record Link(
            String code, @Nullable String value, @Nullable String state, @Nullable String address) {
        public static Link missing(String code) {
            return new Link(code, null, null, null);
        }
    }
}
