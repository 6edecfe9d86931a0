package ampro.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// English in `<bundle>.properties` and French in `<bundle>_fr.properties` say the same things.
@Tag("house")
class TextsTest {
    private static final Pattern PLACE = Pattern.compile("[{]\\d");

    @Test
    void everyTextIsSaidInBothLanguagesWithTheSamePlaces() {
        List<SourceFile> bundles =
                Checkout.ofThisBuild().texts().stream()
                        .filter(file -> file.isUnder("src/main/resources/ampro"))
                        .filter(file -> file.endsWith(".properties"))
                        .toList();
        assertThat(bundles).as("bundles of texts").isNotEmpty();
        assertThat(differences(bundles))
                .as("a reader meets no key and no other language")
                .isEmpty();
    }

    @Test
    void differencesAreFound() {
        SourceFile english = SourceFile.planted("a/b.properties", "one=1 {0}\ntwo=2\n");
        assertThat(differences(List.of(english))).containsExactly("a/b_fr.properties: missing");
        assertThat(
                        differences(
                                List.of(
                                        english,
                                        SourceFile.planted(
                                                "a/b_fr.properties", "one=1 {1}\nthree=3\n"))))
                .containsExactly(
                        "a/b_fr.properties: one",
                        "a/b_fr.properties: three",
                        "a/b_fr.properties: two");
    }

    private static List<String> differences(List<SourceFile> bundles) {
        Map<String, Map<String, String>> texts =
                bundles.stream()
                        .collect(
                                Collectors.toMap(
                                        file -> file.path().toString(), TextsTest::places));
        List<String> found = new ArrayList<>();
        for (String english : new TreeSet<>(texts.keySet())) {
            String french = english.replace(".properties", "_fr.properties");
            if (english.endsWith("_fr.properties")) {
                continue;
            } else if (!texts.containsKey(french)) {
                found.add(french + ": missing");
                continue;
            }
            Map<String, String> said = texts.getOrDefault(english, Map.of());
            Map<String, String> dit = texts.getOrDefault(french, Map.of());
            Stream.concat(said.keySet().stream(), dit.keySet().stream())
                    .distinct()
                    .sorted()
                    .filter(key -> !Objects.equals(said.get(key), dit.get(key)))
                    .forEach(key -> found.add(french + ": " + key));
        }
        return found;
    }

    /// Key to the places that its text fills in, such as `{0{1`.
    private static Map<String, String> places(SourceFile bundle) {
        Properties texts = new Properties();
        try {
            texts.load(new StringReader(bundle.text()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, key -> places(texts.getProperty(key, ""))));
    }

    private static String places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .collect(Collectors.joining());
    }
}
