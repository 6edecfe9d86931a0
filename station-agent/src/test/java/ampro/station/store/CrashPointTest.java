package ampro.station.store;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.station.store.CrashPoint.Commit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// [Database#write] takes a name by its type; here it is shown that no way leads around it.
@Tag("unit")
class CrashPointTest {
    private static final Path SOURCES = Path.of("src/main/java");

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyClaimHasItsTwoCrashPoints(EventType claim) {
        Commit commit = Commit.of(claim);
        assertThat(CrashPoint.names()).contains(commit.before, commit.after);
    }

    @Test
    void everyCrashPointHasOneName() {
        assertThat(CrashPoint.names()).doesNotHaveDuplicates();
    }

    @Test
    void everyNameIsUsed() throws IOException {
        String sources = String.join("\n", texts());
        for (Commit commit : Commit.values()) {
            boolean isClaim =
                    Arrays.stream(EventType.values())
                            .anyMatch(type -> type.name().equals(commit.name()));
            assertThat(isClaim || sources.matches("(?s).*\\bCommit[.]" + commit.name() + "\\b.*"))
                    .as(commit.name())
                    .isTrue();
        }
        Matcher acts =
                Pattern.compile("static final String ([A-Z_]+) = \"[a-z-]+\"")
                        .matcher(Files.readString(source("store/CrashPoint.java")));
        assertThat(acts.results().map(found -> found.group(1)).toList())
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(sources).contains("CrashPoint.pass(CrashPoint." + name + ")"));
    }

    /// The handle is opened in one place, and every other one is lent by `write` or `read`.
    @Test
    void nobodyElseOpensTheJournal() throws IOException {
        List<String> openers = new ArrayList<>();
        for (Path file : files()) {
            String text = Files.readString(file);
            if (text.matches("(?s).*(Jdbi[.](create|open)|DriverManager).*")) {
                openers.add(file.getFileName().toString());
            }
        }
        assertThat(openers).containsExactly("Database.java");
    }

    @ParameterizedTest
    @EnumSource(
            value = Commit.class,
            names = {"INTENT", "ARTWORK"})
    void armedPointEndsTheProgramAtOnce(Commit commit) throws Exception {
        for (String name : List.of(commit.before, commit.after)) {
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Dampro.crash=" + name,
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Pass.class.getName(),
                                    name)
                            .redirectErrorStream(true)
                            .start();
            try (InputStream out = process.getInputStream()) {
                assertThat(new String(out.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                        .as(name)
                        .isEqualToIgnoringNewLines("before");
            }
            assertThat(process.waitFor()).isEqualTo(CrashPoint.HALTED);
        }
    }

    /// Passes one point.
    static final class Pass {
        private Pass() {}

        public static void main(String[] arguments) {
            System.out.println("before");
            System.out.flush();
            CrashPoint.pass(arguments[0]);
            System.out.println("after");
        }
    }

    private static SortedSet<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return new TreeSet<>(files.filter(file -> file.toString().endsWith(".java")).toList());
        }
    }

    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files()) {
            texts.add(Files.readString(file));
        }
        return texts;
    }

    private static Path source(String name) {
        return SOURCES.resolve("ampro/station").resolve(name);
    }
}
