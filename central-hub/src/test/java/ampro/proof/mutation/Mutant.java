package ampro.proof.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// One small change of one line, as PIT reports it. `noticed`: a test failed, or never ended.
record Mutant(String home, String type, String method, int line, String change, boolean noticed) {

    static List<Mutant> read(Path report) throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        if (!Files.exists(report)) {
            return mutants;
        }
        try {
            NodeList all =
                    DocumentBuilderFactory.newNSInstance()
                            .newDocumentBuilder()
                            .parse(report.toFile())
                            .getElementsByTagName("mutation");
            for (int i = 0; i < all.getLength(); i++) {
                mutants.add(of((Element) all.item(i)));
            }
            return mutants;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(report + " is no report", e);
        }
    }

    private static Mutant of(Element mutation) {
        String type = text(mutation, "mutatedClass").replaceAll("\\$.*", "");
        int dot = type.lastIndexOf('.');
        return new Mutant(
                type.substring(0, dot),
                type.substring(dot + 1),
                text(mutation, "mutatedMethod"),
                Integer.parseInt(text(mutation, "lineNumber")),
                text(mutation, "description"),
                Boolean.parseBoolean(mutation.getAttribute("detected")));
    }

    private static String text(Element mutation, String name) {
        return mutation.getElementsByTagName(name).item(0).getTextContent();
    }

    @Override
    public String toString() {
        return "%s.java:%d %s: %s".formatted(type, line, method, change);
    }
}
