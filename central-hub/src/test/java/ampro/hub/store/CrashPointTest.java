package ampro.hub.store;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.store.CrashPoint.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// [Database] asks what a commit is about; here it is shown that it is told, and that every name
/// stands for a place.
@Tag("unit")
class CrashPointTest {
    private static final Path SOURCES = Path.of("src/main/java/ampro/hub");
    private static final Pattern NAMELESS =
            Pattern.compile("\\bdatabase\\s*[.]\\s*(write|submit)\\((?!\\s*Commit[.])");

    @Test
    void everyCrashPointHasOneName() {
        assertThat(CrashPoint.names()).isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Commit.class)
    void everyCommitIsMade(Commit commit) throws IOException {
        assertThat(texts(SOURCES)).anyMatch(text -> text.contains("Commit." + commit));
    }

    @Test
    void everyActIsPassedOnce() throws IOException {
        String acts = Files.readString(SOURCES.resolve("store/CrashPoint.java"));
        List<String> names =
                Pattern.compile("static final String ([A-Z_]+) = \"[a-z-]+\"")
                        .matcher(acts)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        List<String> texts = texts(SOURCES);
        assertThat(names)
                .isNotEmpty()
                .allSatisfy(name -> {
                    String passed = "CrashPoint.pass(CrashPoint." + name + ")";
                    assertThat(texts).filteredOn(text -> text.contains(passed)).as(name).hasSize(1);
                });
    }

    /// All other commits are asked for by people, and pass the points of the desk.
    @ParameterizedTest
    @ValueSource(
            strings = {"custody/Grants", "custody/IdentityPad", "custody/Recovery", "link/Link"})
    void whatNobodyAskedForIsNotCommittedAsIfSomebodyHad(String file) throws IOException {
        assertThat(NAMELESS.matcher(Files.readString(SOURCES.resolve(file + ".java"))).find())
                .isFalse();
    }

    private static List<String> texts(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
