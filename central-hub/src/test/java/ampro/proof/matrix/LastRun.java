package ampro.proof.matrix;

import ampro.proof.matrix.FaultMatrix.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// How the tests ended when they last ran, read from Surefire's reports.
final class LastRun {
    enum Outcome {
        PASSED,
        SKIPPED,
        FAILED,
        NOT_RUN
    }

    private final Map<Shown, Outcome> outcomes = new HashMap<>();

    LastRun(Path root) throws IOException {
        for (String module : List.of("firmware-config", "station-agent", "central-hub")) {
            Path reports = root.resolve(module).resolve("target/surefire-reports");
            if (Files.isDirectory(reports)) {
                try (Stream<Path> files = Files.list(reports)) {
                    for (Path file : files.filter(LastRun::isReport).toList()) {
                        read(file);
                    }
                }
            }
        }
    }

    Outcome of(Shown test) {
        return outcomes.getOrDefault(test, Outcome.NOT_RUN);
    }

    private static boolean isReport(Path file) {
        return file.getFileName().toString().matches("TEST-.*\\.xml");
    }

    private void read(Path file) throws IOException {
        try {
            NodeList cases =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile())
                            .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                String method = test.getAttribute("name").split("[(\\[{]", -1)[0].strip();
                Shown shown = new Shown(test.getAttribute("classname"), method);
                outcomes.merge(shown, outcome(test), LastRun::worse);
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no report", e);
        }
    }

    private static Outcome outcome(Element test) {
        if (has(test, "failure") || has(test, "error")) {
            return Outcome.FAILED;
        }
        return has(test, "skipped") ? Outcome.SKIPPED : Outcome.PASSED;
    }

    private static boolean has(Element test, String child) {
        return test.getElementsByTagName(child).getLength() > 0;
    }

    private static Outcome worse(Outcome one, Outcome other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
