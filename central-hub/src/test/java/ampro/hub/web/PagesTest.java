package ampro.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.text.Texts;
import ampro.hub.web.Pages.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
class PagesTest {
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
    void noPageCarriesAStyleOrAScript(Locale language) {
        new Pages(language, null, Pages.HOLDER)
                .all()
                .forEach((name, page) ->
                        assertThat(INLINE.matcher(render(page)).find())
                                .as("inline style or script in %s: the policy forbids it", name)
                                .isFalse());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aHostileNameIsOnlyText(Locale language) {
        Pages pages = new Pages(language, null, HOSTILE);
        Stream.concat(pages.all().entrySet().stream(), pages.fragments().entrySet().stream())
                .forEach(each ->
                        assertThat(render(each.getValue()))
                                .as(each.getKey())
                                .doesNotContain("<script>alert", "=\"" + HOSTILE));
        assertThat(render(page(pages.fragments(), "application"))).contains("&lt;script&gt;");
    }

    @Test
    void everyFormThatChangesSomethingCarriesItsTokenAndKey() {
        new Pages(Locale.ENGLISH, null, Pages.HOLDER)
                .all()
                .forEach((name, page) -> {
                    String html = render(page);
                    assertThat(count(html, "method=\"post\""))
                            .as("posts in %s", name)
                            .isEqualTo(count(html, "name=\"token\""))
                            .isEqualTo(count(html, "name=\"idempotency\""));
                });
    }

    @Test
    void aFragmentIsPartOfItsPageAndOneLine() {
        Pages pages = new Pages(Locale.ENGLISH, null, Pages.HOLDER);
        pages.fragments()
                .forEach((name, fragment) -> {
                    assertThat(TEMPLATES.fragment(fragment.template(), fragment.view()))
                            .doesNotContain("\n");
                    if (pages.all().containsKey(name)) {
                        assertThat(render(pages.all().get(name)))
                                .contains(render(fragment).strip());
                    }
                });
    }

    @Test
    void languagesSayTheSameThings() {
        Set<String> english = Texts.of("ampro.hub.pages.messages", Locale.ENGLISH).keys();
        Set<String> french = Texts.of("ampro.hub.pages.messages", Locale.FRENCH).keys();
        assertThat(french).isEqualTo(english);
    }

    @Test
    void everyKeyThatATemplateNamesExists() throws IOException {
        Set<String> known = Texts.of("ampro.hub.pages.messages", Locale.ENGLISH).keys();
        assertThat(known).containsAll(keysInTemplates());
    }

    @Test
    void everyStateOfAnApplicationIsInThePicture() {
        String board = render(page(new Pages(Locale.ENGLISH, null, "x").all(), "board"));
        for (var status : ampro.hub.application.Status.values()) {
            assertThat(board).contains("/applications?state=" + status.code() + "\"");
        }
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

    private static Page page(Map<String, Page> pages, String name) {
        return Objects.requireNonNull(pages.get(name));
    }

    private static String render(Page page) {
        return TEMPLATES.render(page.template(), page.view());
    }

    private static long count(String text, String part) {
        return List.of(text.split(Pattern.quote(part), -1)).size() - 1L;
    }
}
