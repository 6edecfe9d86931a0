package ampro.hub.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The frame around a page: who is signed in, where one may go and how much waits there, and when
/// its figures were read.
///
/// @param title the page's name, already in words
/// @param here the menu's highlighted place; null on sign-in and problem pages
/// @param who null before sign-in: then there is no menu
/// @param places what the signed-in person may see
/// @param counts what waits at a place; a place without an entry shows none
/// @param search what was searched for, to be shown again
/// @param live the address of this page's events, null where it does not change by itself
/// @param theme day, night or contrast; null follows the device
/// @param banners what stands above every page
/// @param signOut null before sign-in
public record Layout(
        Words words,
        String title,
        @Nullable Place here,
        @Nullable SignedIn who,
        Set<Place> places,
        Map<Place, Long> counts,
        String search,
        Instant asOf,
        @Nullable String live,
        @Nullable String theme,
        List<Language> languages,
        List<Banner> banners,
        @Nullable FormView signOut) {

    /// `role` is a code, its word is `role.<code>`.
    public record SignedIn(String name, String role) {}

    /// What everybody must know whatever he does, in words; `link` leads to `address`.
    public record Banner(Mark mark, String title, String text, String link, String address) {}

    /// A link that shows this page in another language.
    public record Language(String code, String address, boolean here) {}

    public List<Place> menu(Place.Group group) {
        return Arrays.stream(Place.values())
                .filter(place -> place.group() == group && places.contains(place))
                .toList();
    }

    /// For sign-in and problems before anybody is known.
    public static Layout bare(Words words, String title, Instant asOf) {
        return new Layout(
                words, title, null, null, Set.of(), Map.of(), "", asOf, null, null, List.of(),
                List.of(), null);
    }
}
