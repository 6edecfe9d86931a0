package ampro.hub.custody.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.web.Outcome;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("unit")
class SerialListTest {

    @Test
    void aRangeIsAllItsNumbersInTheirWidth() {
        assertThat(SerialList.of("serials", List.of(" B0000098..B0000101 ", "X-7")).orThrow())
                .containsExactly("B0000098", "B0000099", "B0000100", "B0000101", "X-7");
        assertThat(SerialList.of("serials", List.of("tnr-01-8..tnr-01-9")).orThrow())
                .containsExactly("tnr-01-8", "tnr-01-9");
        assertThat(SerialList.of("serials", List.of("B7 .. B7")).orThrow()).containsExactly("B7");
    }

    @Test
    void tenThousandAreTheMost() {
        assertThat(SerialList.of("serials", List.of("B00000..B09999")).orThrow()).hasSize(10_000);
        assertThat(SerialList.of("serials", List.of("B98765..B98766")).orThrow()).hasSize(2);
        assertThat(refusal("B00000..B10000")).contains("at most 10000");
        assertThat(refusal("B000000000000000000..B999999999999999999")).contains("at most 10000");
        assertThat(refusal("B00000..B09999", "C1")).contains("at most 10000");
        assertThat(refusal("B0..B9999999999999999999")).contains("not two numbers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "B01..C02 | not two numbers of one series",
                "B9..B10  | of the same width",
                "B..C     | not two numbers",
                "B..B1    | not two numbers",
                "B1..B    | not two numbers",
                "B05..B04 | B04 comes before B05",
                "B 1      | letters, digits and dashes",
                "..B1     | letters, digits and dashes",
                "B1..     | letters, digits and dashes",
                "B1..B2.. | letters, digits and dashes",
                "B1%      | letters, digits and dashes",
                "''       | letters, digits and dashes",
                "12345678901234567890123456789012345678901 | 1 to 40",
            })
    void whatIsNoListOfSerialsIsRefusedInWords(String named, String why) {
        assertThat(refusal(named)).contains("serials", why);
    }

    @Test
    void noBlankIsNamedTwice() {
        assertThat(refusal("B1..B5", "B4")).contains("names blank B4 twice");
    }

    @Test
    void serialsAreNamedByTheRangesTheyMake() {
        List<String> serials =
                List.of("A", "B08", "B09", "B10", "B12", "C13", "C14", "X999", "X1000", "Y-");
        assertThat(SerialList.ranges(serials))
                .containsExactly("A", "B08..B10", "B12", "C13..C14", "X999", "X1000", "Y-");
        assertThat(SerialList.of("s", SerialList.ranges(serials)).orThrow()).isEqualTo(serials);
        assertThat(SerialList.ranges(List.of())).isEmpty();
    }

    @Test
    void aSentenceShowsTenAndSaysHowManyMore() {
        List<String> ten = SerialList.of("s", List.of("B01..B10")).orThrow();
        assertThat(SerialList.shown(ten)).startsWith("B01, B02").endsWith("B10");
        List<String> twelve = SerialList.of("s", List.of("B01..B12")).orThrow();
        assertThat(SerialList.shown(twelve)).isEqualTo(SerialList.shown(ten) + " and 2 more");
    }

    @Test
    void atLeastOneIsNamed() {
        assertThat(refusal()).contains("at least one");
    }

    private static String refusal(String... named) {
        return switch (SerialList.of("serials", List.of(named))) {
            case Outcome.Refused<List<String>> refused -> refused.detail();
            case Outcome.Done<List<String>>(List<String> serials) ->
                    throw new AssertionError(serials + " were taken");
        };
    }
}
