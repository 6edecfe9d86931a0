package ampro.hub.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class DemoInputTest {
    @TempDir private Path folder;

    static Stream<String> others() {
        String tooMany = "[" + "{},".repeat(DemoInput.APPLICATIONS_MAX) + "{}]";
        return Stream.of("", "{}", "[{\"surname\":", "42", "[}", "\u0000", tooMany);
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatIsNoArrayOfApplicationsIsRefusedAsAWhole(String text) throws IOException {
        Path file = input(text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoInput.read(file))
                .withMessageStartingWith("--input: " + file + " is not ");
    }

    @Test
    void whatIsWrongWithOneIsLeftToTheHub() throws IOException {
        assertThat(DemoInput.read(input("[42, null, {}, []]")))
                .containsExactly("42", "null", "{}", "[]");
        assertThat(DemoInput.read(input("[]"))).isEmpty();
    }

    @Test
    void aPictureMayBeAFileBesideTheArray() throws IOException {
        Files.write(folder.resolve("a.png"), new byte[] {1, 2, 3});
        assertThat(DemoInput.read(input("[{\"portrait\":\"a.png\",\"signature\":\"./a.png\"}]")))
                .containsExactly("{\"portrait\":\"AQID\",\"signature\":\"AQID\"}");
    }

    @Test
    void whatIsNestedTooDeepIsRefusedAsAWhole() throws IOException {
        Path file = input("[".repeat(200_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoInput.read(file))
                .withMessageStartingWith("--input: " + file + " is not JSON that can be read, ");
    }

    @Test
    void halfASurrogatePairReachesTheHubAsTheFileSaysIt() throws IOException {
        assertThat(DemoInput.read(input("[{\"surname\":\"\\uD83D\",\"address\":\"é\"}]")))
                .containsExactly("{\"surname\":\"\\uD83D\",\"address\":\"\\u00E9\"}");
    }

    @Test
    void folderForTheResultsIsNoFile() throws IOException {
        String file = input("[]").toString();
        for (String out : List.of(file, file + "/below")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DemoMain.plan(List.of("--out", out)))
                    .withMessage("--out: " + out + " cannot be made a folder");
        }
    }

    @Test
    void missingValueAndUnknownArgumentAreToldAsWhatTheyAre() {
        for (List<String> given : List.of(List.of("--out"), List.of("--out", "--once"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DemoMain.plan(given))
                    .withMessage("--out needs a value");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoMain.plan(List.of("--twice")))
                .withMessage("--twice is not known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.png", ".", "a\\u0000b", "AQID", ""})
    void whatIsNoFileStaysAsItIs(String portrait) throws IOException {
        String array = "[{\"portrait\":\"%s\"}]".formatted(portrait);
        assertThat("[" + DemoInput.read(input(array)).getFirst() + "]").isEqualTo(array);
    }

    private Path input(String text) throws IOException {
        return Files.writeString(folder.resolve("input.json"), text);
    }
}
