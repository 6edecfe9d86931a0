package ampro.firmware.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.text.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class ProblemTest {

    @ParameterizedTest
    @EnumSource
    void everyProblemSaysWhatHappenedWhatToDoAndWhatHappensToTheCard(Problem problem) {
        for (Locale language : Texts.LANGUAGES) {
            for (String text : texts(problem, language)) {
                assertThat(text).as("%s in %s", problem, language).isNotBlank().matches(".*[.!?]");
                assertThat(text).as("never a code alone").doesNotContain(problem.code());
            }
        }
        assertThat(texts(problem, Locale.FRENCH))
                .as("said in French too")
                .doesNotContainAnyElementsOf(texts(problem, Locale.ENGLISH));
        assertThat(problem.severity()).isNotNull();
    }

    @Test
    void noTextIsLeftWithoutItsProblem() {
        Set<String> expected = new TreeSet<>();
        for (Problem problem : Problem.values()) {
            for (String part : List.of("happened", "do", "card")) {
                expected.add(problem.code() + "." + part);
            }
        }
        for (Locale language : Texts.LANGUAGES) {
            assertThat(new TreeSet<>(Texts.of("ampro.firmware.problem.problems", language).keys()))
                    .isEqualTo(expected);
        }
    }

    @Test
    void anotherLanguageIsAnsweredInEnglish() {
        assertThat(texts(Problem.FEEDER_EMPTY, Locale.GERMAN))
                .isEqualTo(texts(Problem.FEEDER_EMPTY, Locale.ENGLISH));
    }

    @Test
    void codesAreOneEach() {
        assertThat(Arrays.stream(Problem.values()).map(Problem::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"));
    }

    private static List<String> texts(Problem problem, Locale language) {
        return List.of(
                problem.whatHappened(language),
                problem.whatToDo(language),
                problem.whatHappensToTheCard(language));
    }
}
