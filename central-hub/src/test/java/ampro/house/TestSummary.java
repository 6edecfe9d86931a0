package ampro.house;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// What all tests came to, from surefire's XML reports: a line a module, every failed and every
/// skipped test with its reason, and the totals as the last line. Not a test: `./ampro test` runs
/// this file from source when Maven is done, so it uses nothing but the JDK.
final class TestSummary {
    /// A stack trace or a page of JSON as a reason would hide the other lines.
    private static final int REASON_CHARS_MAX = 300;

    private static final List<String> MODULES =
            List.of("firmware-config", "station-agent", "central-hub");

    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private int passed;

    /// Arguments: the checkout, and the exit code of Maven, which knows of failures outside tests.
    public static void main(String... args) throws Exception {
        System.exit(
                new TestSummary().tell(Path.of(args[0]), Integer.parseInt(args[1]), System.out));
    }

    /// Returns the exit code: 0 only if Maven succeeded, some test ran and none failed.
    int tell(Path root, int mavenOutcome, PrintStream out) throws Exception {
        out.println();
        for (String module : MODULES) {
            out.println(module + ": " + read(root.resolve(module)));
        }
        failed.stream().sorted().forEach(test -> out.println("FAILED " + test));
        skipped.stream().sorted().forEach(test -> out.println("SKIPPED " + test));
        int ran = passed + failed.size();
        if (mavenOutcome != 0 && failed.isEmpty()) {
            out.println("The build failed outside the tests: Maven ended with " + mavenOutcome);
        } else if (ran == 0) {
            out.println("No test ran, which is a failure");
        }
        out.println(counts(passed, failed.size(), skipped.size()));
        return mavenOutcome == 0 && failed.isEmpty() && ran > 0 ? 0 : 1;
    }

    private String read(Path module)
            throws IOException, ParserConfigurationException, SAXException {
        Path folder = module.resolve("target/surefire-reports");
        int[] before = {passed, failed.size(), skipped.size()};
        int reports = 0;
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
                for (Path file : files) {
                    reports++;
                    var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
                    elements(parser.parse(file.toFile()).getElementsByTagName("testcase"))
                            .forEach(this::count);
                }
            }
        }
        return reports == 0
                ? "no test ran"
                : counts(passed - before[0], failed.size() - before[1], skipped.size() - before[2]);
    }

    private void count(Element testcase) {
        String name = testcase.getAttribute("classname") + "." + testcase.getAttribute("name");
        List<Element> bad =
                Stream.of("failure", "error")
                        .flatMap(tag -> elements(testcase.getElementsByTagName(tag)))
                        .toList();
        List<Element> left = elements(testcase.getElementsByTagName("skipped")).toList();
        if (!bad.isEmpty()) {
            failed.add(name + ": " + reason(bad.getFirst()));
        } else if (!left.isEmpty()) {
            skipped.add(name + ": " + reason(left.getFirst()));
        } else {
            passed++;
        }
    }

    private static String reason(Element verdict) {
        String message = verdict.getAttribute("message");
        String told = message.isBlank() ? verdict.getTextContent() : message;
        String line = told.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return "no reason given";
        }
        return line.substring(0, Math.min(line.length(), REASON_CHARS_MAX));
    }

    private static String counts(int passed, int failed, int skipped) {
        return "%d passed, %d failed, %d skipped".formatted(passed, failed, skipped);
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }
}
