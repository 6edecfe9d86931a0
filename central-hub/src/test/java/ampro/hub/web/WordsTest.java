package ampro.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.problem.Problem;
import ampro.firmware.text.Texts;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("unit")
class WordsTest {

    /// The taps of a spoiled card, what a station answers to orders and finds after a start, what
    /// the hub itself gives as a reason, and every problem.
    static Stream<String> codes() {
        return Stream.concat(
                Stream.of(
                        "colour",
                        "smeared",
                        "incomplete",
                        "wrong-data",
                        "damaged",
                        "other",
                        "rejected-unfinished",
                        "counters-differ",
                        "printer-changed",
                        "below-promise",
                        "never-held",
                        "not-meant",
                        "box-lost",
                        "found-in-custody",
                        "lost-on-its-way",
                        "spoiled-and-lost",
                        "withdrawn",
                        "term-began"),
                Arrays.stream(Problem.values()).map(Problem::code));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void aReasonIsASentenceInTheReadersLanguage(String code) {
        assertThat(
                        Texts.LANGUAGES.stream()
                                .map(language -> words(language).because(code))
                                .distinct())
                .hasSameSizeAs(Texts.LANGUAGES)
                .allMatch(said -> said.contains(" "), "words, not the code");
    }

    @Test
    void whatSomebodyHasSaidStaysAsItIs() {
        assertThat(words(Locale.FRENCH).because("the holder called"))
                .isEqualTo("the holder called");
    }

    private static Words words(Locale language) {
        return new Words(language, ZoneOffset.UTC);
    }
}
