package ampro.hub.web;

import ampro.firmware.text.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What stands around every page: who is signed in, the menu with what waits there, the languages,
/// the keys of its forms. Pages reach it through their [Call].
public final class Frame {
    private final Templates templates = new Templates();
    private final Once once = new Once();
    private final InstantSource clock;
    private final ZoneId zone;
    private final Supplier<String> keys;
    private final Supplier<Map<Place, Long>> waiting;
    private final Function<Words, List<Layout.Banner>> banners;

    /// `keys` makes unguessable form keys, `waiting` counts what waits at each place, `banners` say
    /// what everybody must know.
    public Frame(
            InstantSource clock,
            ZoneId zone,
            Supplier<String> keys,
            Supplier<Map<Place, Long>> waiting,
            Function<Words, List<Layout.Banner>> banners) {
        this.clock = clock;
        this.zone = zone;
        this.keys = keys;
        this.waiting = waiting;
        this.banners = banners;
    }

    Templates templates() {
        return templates;
    }

    Once once() {
        return once;
    }

    String key() {
        return keys.get();
    }

    Words words(Locale language) {
        return new Words(language, zone);
    }

    /// `self` is the page's own address, for the links to its other languages.
    Layout layout(
            Call call, @Nullable Place here, String title, String self, @Nullable String live) {
        Actor who = call.actor();
        boolean known = !who.equals(Actor.HUB);
        Words words = words(call.language());
        return new Layout(
                words,
                title,
                here,
                known ? new Layout.SignedIn(who.name(), who.role()) : null,
                known ? places(who) : Set.of(),
                known ? waiting.get() : Map.of(),
                call.query("q").orElse(""),
                clock.instant(),
                live,
                null,
                languages(call.language(), self),
                known ? banners.apply(words) : List.of(),
                who.csrf() == null ? null : call.form("/sign-out"));
    }

    /// For a fragment, of which only the words are shown.
    Layout bare(Call call) {
        return Layout.bare(words(call.language()), "", clock.instant());
    }

    private static Set<Place> places(Actor who) {
        return Arrays.stream(Place.values())
                .filter(place -> who.may(place.permission()))
                .collect(Collectors.toSet());
    }

    private static List<Layout.Language> languages(Locale spoken, String self) {
        String address = self + (self.contains("?") ? "&" : "?") + Call.LANGUAGE + "=";
        return Texts.LANGUAGES.stream()
                .map(each ->
                        new Layout.Language(
                                each.getLanguage(),
                                address + each.getLanguage(),
                                each.equals(spoken)))
                .toList();
    }

    /// A value as part of an address.
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
