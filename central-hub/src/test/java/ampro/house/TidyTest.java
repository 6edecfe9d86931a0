package ampro.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a file may look like and which files there may be. Beside each rule stands a planted text
/// that breaks it. The formatter's rules are Spotless' affair.
@Tag("house")
class TidyTest {
    private static final Checkout CHECKOUT = Checkout.ofThisBuild();
    private static final Path LAUNCHER = Path.of("ampro");
    private static final List<SourceFile> TEXTS = CHECKOUT.texts();

    private static final Set<String> KINDS =
            Set.of("unit", "contract", "store", "route", "device", "proof", "journey", "house");

    private static final Set<String> TEST_ANNOTATIONS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");

    private static final int FILE_LINES_MAX = 300;
    private static final int METHOD_LINES_MAX = 70;
    private static final int PACKAGE_LINES_MIN = 2;
    private static final int PACKAGE_LINES_MAX = 10;

    /// What is read from top to bottom; tables of texts and settings are looked things up in.
    private static final Pattern CODE =
            Pattern.compile(".*[.](java|jte|js|mjs|css)|ampro|[.]ci/.*");

    /// Code longer than that, each with its reason.
    private static final Map<String, String> LONG_FILES = Map.of();

    @Test
    void noFileIsLongerThanAReaderHolds() {
        holds(
                "a file is read in one sitting",
                TidyTest::tooManyLines,
                SourceFile.planted("central-hub/A.java", "\n".repeat(FILE_LINES_MAX + 1)));
        assertThat(LONG_FILES.keySet())
                .as("a reason is kept only while it is needed")
                .allSatisfy(path ->
                        assertThat(lines(CHECKOUT.read(Path.of(path))))
                                .isGreaterThan(FILE_LINES_MAX));
    }

    private static Stream<String> tooManyLines(SourceFile file) {
        String path = file.path().toString();
        boolean isTooLong = CODE.matcher(path).matches() && lines(file.text()) > FILE_LINES_MAX;
        return isTooLong && !LONG_FILES.containsKey(path)
                ? Stream.of(lines(file.text()) + " lines")
                : Stream.empty();
    }

    private static long lines(String text) {
        return text.lines().count();
    }

    @Test
    void noMethodIsLongerThanAScreen() {
        holds(
                "a method is seen whole",
                TidyTest::longMethods,
                SourceFile.planted(
                        "A.java", "class A {\n void a() {\n" + "a();\n".repeat(69) + "}\n}\n"));
    }

    private static Stream<String> longMethods(SourceFile file) {
        if (!file.endsWith(".java")) {
            return Stream.empty();
        }
        SourceFile.Parsed parsed = file.parse();
        List<String> found = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                long first =
                        parsed.line(parsed.positions().getStartPosition(parsed.unit(), method));
                long last = parsed.line(parsed.positions().getEndPosition(parsed.unit(), method));
                if (last - first + 1 > METHOD_LINES_MAX) {
                    found.add(method.getName() + " has " + (last - first + 1) + " lines");
                }
                return super.visitMethod(method, null);
            }
        }.scan(parsed.unit(), null);
        return found.stream();
    }

    @Test
    void nothingIsLeftForLater() {
        Pattern later = Pattern.compile("\\b(TO[D]O|FIX[M]E|XX[X])\\b");
        holds(
                "what is not done is told in an issue",
                file -> matches(later, file),
                SourceFile.planted("A.java", "// TO" + "DO: later"));
    }

    @Test
    void noFileNamesAMachineOrARegistry() {
        Pattern place =
                Pattern.compile(
                        "(?<![\\w.~])/(work|tmp|root|home)/|\\b(repo1?[.]maven|registry[.]npmjs"
                                + "|registry[.]yarnpkg|(deb|security)[.]debian[.]org"
                                + "|packages[.]adoptium|pypi[.]org|crates[.]io|docker[.]io)");
        holds(
                "a checkout builds on any machine from any mirror",
                file ->
                        file.path().startsWith("mvnw")
                                        || file.path().startsWith("mvnw.cmd")
                                        || file.path().startsWith(".mvn")
                                ? Stream.empty()
                                : matches(place, file),
                SourceFile.planted("a.sh", "cd /" + "work/main"),
                SourceFile.planted("a.sh", "\"/" + "tmp/x\""),
                SourceFile.planted("package-lock.json", "registry" + ".npmjs.org"));
    }

    @Test
    void everyTestClassSaysItsKind() {
        holds(
                "./ampro test --only KIND must neither miss a test nor run it twice",
                TidyTest::withoutOneKind,
                SourceFile.planted("src/test/java/ATest.java", "class ATest { @Test void a() {} }"),
                SourceFile.planted(
                        "src/test/java/ATest.java",
                        "@Tag(\"slow\") class ATest { @ParameterizedTest void a(int b) {} }"),
                SourceFile.planted(
                        "src/test/java/ATest.java",
                        "@Tag(\"unit\") @Tag(\"store\") class ATest { @Test void a() {} }"));
        Matcher launcher = Pattern.compile("(?m)^kinds='(.*)'$").matcher(CHECKOUT.read(LAUNCHER));
        assertThat(launcher.find()).as("./ampro names the kinds").isTrue();
        assertThat(launcher.group(1).split(" ")).containsExactlyInAnyOrderElementsOf(KINDS);
    }

    private static Stream<String> withoutOneKind(SourceFile file) {
        if (!file.isUnder("src/test/java") || !file.endsWith(".java")) {
            return Stream.empty();
        }
        return file.parse().unit().getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .filter(TidyTest::hasTests)
                .filter(type -> tags(type).size() != 1 || !KINDS.containsAll(tags(type)))
                .map(type -> type.getSimpleName() + " has the tags " + tags(type));
    }

    private static boolean hasTests(ClassTree type) {
        return type.getMembers().stream()
                .anyMatch(member ->
                        switch (member) {
                            case MethodTree method ->
                                    method.getModifiers().getAnnotations().stream()
                                            .map(TidyTest::name)
                                            .anyMatch(TEST_ANNOTATIONS::contains);
                            case ClassTree nested -> hasTests(nested);
                            default -> false;
                        });
    }

    private static List<String> tags(ClassTree type) {
        return type.getModifiers().getAnnotations().stream()
                .filter(annotation -> name(annotation).equals("Tag"))
                .map(annotation -> annotation.getArguments().toString().replaceAll("[^a-z]", ""))
                .toList();
    }

    private static String name(AnnotationTree annotation) {
        return annotation.getAnnotationType().toString();
    }

    @Test
    void noTestIsSwitchedOff() {
        Pattern off = Pattern.compile("^\\s*@(org[.].*[.])?Disabled\\b", Pattern.MULTILINE);
        holds(
                "a test that is off is believed to be on",
                file -> file.endsWith(".java") ? matches(off, file) : Stream.empty(),
                SourceFile.planted("A.java", "@" + "Disabled(\"flaky\")"));
    }

    @Test
    void everyPackageSaysWhatItOwnsInAFewLines() {
        holds(
                "who opens a folder learns what it owns, refuses to know and which thread runs it",
                file -> {
                    long lines = file.text().lines().filter(line -> line.startsWith("///")).count();
                    boolean fits = lines >= PACKAGE_LINES_MIN && lines <= PACKAGE_LINES_MAX;
                    return file.endsWith("package-info.java") && !fits
                            ? Stream.of(lines + " lines of doc")
                            : Stream.empty();
                },
                SourceFile.planted("a/package-info.java", "package a;"),
                SourceFile.planted("a/package-info.java", "/// All about it.\n".repeat(11)));
    }

    @Test
    void topLevelIsFixed() {
        Set<String> known =
                Set.of(
                        "pom.xml",
                        "station-agent",
                        "central-hub",
                        "firmware-config",
                        "systemd",
                        "README.md",
                        "ARCHITECTURE.md",
                        "LICENSE",
                        "ampro",
                        "mvnw",
                        "mvnw.cmd");
        holds(
                "a newcomer sees the whole at one glance",
                file -> {
                    String top = file.path().getName(0).toString();
                    return known.contains(top) || top.startsWith(".")
                            ? Stream.empty()
                            : Stream.of("nothing else without a reason");
                },
                SourceFile.planted("common/A.java", ""),
                SourceFile.planted("notes.txt", ""));
    }

    private static Stream<String> matches(Pattern pattern, SourceFile file) {
        return pattern.matcher(file.text()).results().map(found -> found.group().strip());
    }

    /// No text of the checkout is complained of, and each planted one is.
    private static void holds(
            String because, Function<SourceFile, Stream<String>> rule, SourceFile... planted) {
        assertThat(planted)
                .allSatisfy(file -> assertThat(rule.apply(file)).as("seen to fail").isNotEmpty());
        assertThat(TEXTS)
                .as(because)
                .flatMap(file -> rule.apply(file).map(found -> file.path() + ": " + found).toList())
                .isEmpty();
    }
}
