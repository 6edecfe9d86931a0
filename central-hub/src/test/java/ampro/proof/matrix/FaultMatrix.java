package ampro.proof.matrix;

import ampro.proof.simulation.SimulationProof;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rows of the fault matrix with what shows them: methods tagged `FM-nn`, faults of the simulation.
record FaultMatrix(List<Row> rows, Map<String, List<Shown>> shown) {
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(FM-\\d\\d)\"\\)");
    private static final Pattern METHOD = Pattern.compile("^ {4}(?:static )?void (\\w+)\\(");

    /// `why` says why no test shows it yet.
    record Row(String id, String layers, String fault, @Nullable String why) {}

    /// A test's class and method.
    record Shown(String type, String method) {}

    /// @param root the project's folder
    static FaultMatrix of(Path root) throws IOException {
        Map<String, List<Shown>> shown = new TreeMap<>();
        for (String module : List.of("firmware-config", "station-agent", "central-hub")) {
            Path tests = root.resolve(module).resolve("src/test/java");
            try (Stream<Path> files = Files.walk(tests)) {
                for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
                    read(tests, file, shown);
                }
            }
        }
        return new FaultMatrix(listed(), shown);
    }

    private static void read(Path tests, Path file, Map<String, List<Shown>> shown)
            throws IOException {
        String path = tests.relativize(file).toString();
        String type = path.substring(0, path.length() - ".java".length()).replace('/', '.');
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Matcher tag = TAG.matcher(line);
            while (tag.find()) {
                rows.add(tag.group(1));
            }
            Matcher method = METHOD.matcher(line);
            if (method.find()) {
                Shown here = new Shown(type, method.group(1));
                rows.forEach(row -> shown.computeIfAbsent(row, key -> new ArrayList<>()).add(here));
                rows.clear();
            }
        }
    }

    private static List<Row> listed() {
        try (InputStream in = FaultMatrix.class.getResourceAsStream("rows.txt")) {
            String text =
                    new String(
                            Objects.requireNonNull(in, "rows.txt").readAllBytes(),
                            StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" *\\| *", -1))
                    .map(part ->
                            new Row(
                                    "FM-" + part[0].substring(0, 2),
                                    part[0].substring(3).strip(),
                                    part[1],
                                    part.length > 2 ? part[2] : null))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Faults of the simulation that are this row.
    static List<String> simulated(Row row) {
        return SimulationProof.faults(row.id());
    }

    List<Shown> tests(Row row) {
        return shown.getOrDefault(row.id(), List.of());
    }

    /// Rows that nothing shows and nobody explains, explanations of rows that something shows, and
    /// tags that are no row.
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (Row row : rows) {
            boolean isShown = !tests(row).isEmpty() || !simulated(row).isEmpty();
            if (isShown == (row.why() != null)) {
                complaints.add(
                        row.id() + (isShown ? " is shown, and explained away" : " is not shown"));
            }
        }
        List<String> known = rows.stream().map(Row::id).toList();
        shown.keySet().stream()
                .filter(tag -> !known.contains(tag))
                .forEach(tag -> complaints.add(tag + " is no row"));
        return complaints;
    }
}
