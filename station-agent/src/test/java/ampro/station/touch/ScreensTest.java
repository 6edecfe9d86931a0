package ampro.station.touch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ampro.firmware.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("route")
class ScreensTest {
    private static final String BUNDLE = "ampro.station.pages.messages";
    private static final String HOSTILE = "<script>alert(\"1\")</script>' onload='x";
    private static final Pattern INLINE =
            Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|javascript:|<script(?! src=\"/static/)");
    private static final Pattern KEY = Pattern.compile("say\\(\"([a-z][a-z0-9.-]*[a-z0-9])\"");
    private static final Templates TEMPLATES = new Templates();

    static Stream<Locale> languages() {
        return Texts.LANGUAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void noScreenCarriesAStyleOrAScript(Locale language) {
        screens(language, SampleScreens.HOLDER)
                .forEach((name, screen) ->
                        assertThat(INLINE.matcher(screen).find())
                                .as("inline style or script in %s", name)
                                .isFalse());
    }

    @Test
    void aHostileNameIsOnlyText() {
        screens(Locale.ENGLISH, HOSTILE)
                .forEach((name, screen) -> assertThat(screen).doesNotContain("<script>alert"));
    }

    @Test
    void everyScreenSaysThatItsHardwareIsSimulated() {
        screens(Locale.ENGLISH, SampleScreens.HOLDER)
                .forEach((name, screen) -> assertThat(screen).as(name).contains("SIMULATION"));
    }

    @Test
    void everyFormCarriesItsTokenAndKey() {
        screens(Locale.ENGLISH, SampleScreens.HOLDER)
                .forEach((name, screen) ->
                        assertThat(count(screen, "method=\"post\""))
                                .as(name)
                                .isEqualTo(count(screen, "name=\"token\""))
                                .isEqualTo(count(screen, "name=\"idempotency\"")));
    }

    @Test
    void theFragmentIsThePagesInside() {
        new SampleScreens(Locale.ENGLISH, null, SampleScreens.HOLDER, SampleScreens.SITE, true)
                .all()
                .forEach((name, view) -> {
                    String screen = TEMPLATES.render("screen.jte", view);
                    String live = TEMPLATES.render("live.jte", view).strip();
                    String band = TEMPLATES.render("band.jte", view).strip();
                    assertThat(screen).as(name).contains(live);
                    assertThat(live).as(name).contains(band);
                    assertThat(TEMPLATES.fragment("live.jte", view)).doesNotContain("\n");
                });
    }

    @Test
    void aScreenHasAtMostThreeButtonsAndFiveCards() {
        Texts texts = Texts.of(BUNDLE, Locale.ENGLISH);
        FrameView.Button help = new FrameView.Button("help", "/help", null);
        assertThatThrownBy(() -> frame(texts, Collections.nCopies(4, help)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(screens(Locale.ENGLISH, "x").get("printing")).doesNotContain("Never shown");
    }

    @Test
    void languagesSayTheSameThingsAndEveryKeyExists() throws IOException {
        Set<String> english = Texts.of(BUNDLE, Locale.ENGLISH).keys();
        assertThat(Texts.of(BUNDLE, Locale.FRENCH).keys()).isEqualTo(english);
        assertThat(english).containsAll(keysInTemplates());
    }

    private static FrameView frame(Texts texts, List<FrameView.Button> buttons) {
        return new FrameView(
                texts,
                null,
                "tnr-01",
                "Site",
                true,
                false,
                true,
                null,
                null,
                null,
                "14:32",
                null,
                new FrameView.Supplies(null, null, null),
                List.of(),
                buttons);
    }

    private static Map<String, String> screens(Locale language, String name) {
        return new SampleScreens(language, null, name, SampleScreens.SITE, true)
                .all().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        each -> TEMPLATES.render("screen.jte", each.getValue())));
    }

    private static Set<String> keysInTemplates() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/jte"))) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> KEY.matcher(read(file)).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(String text, String part) {
        return List.of(text.split(Pattern.quote(part), -1)).size() - 1L;
    }
}
