package ampro.proof.model;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.LeaseState;
import ampro.hub.custody.ledger.BlankAccount;
import ampro.station.job.PrintState;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A model of other states than the code's proves nothing about the code.
@Tag("unit")
class ModelNamesTest {
    private static final Pattern MTYPE = Pattern.compile("(?m)^mtype = \\{([^}]*)}");
    private static final Pattern PRINTER =
            Pattern.compile("(?s)/\\* Printer:[^\\n]*\\n(.*?)\\n(?!#define)");
    private static final Pattern DEFINED = Pattern.compile("(?m)^#define (\\w+) \\d");
    private static final Pattern LISTED =
            Pattern.compile("(?m)^ +([-+]) (\\w+)\\.([A-Z_ ]+): \\S+");

    @Test
    void everyNameOfTheCodeIsInTheModelOrListedWithItsReason() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (Map.Entry<String, Set<String>> kind : code().entrySet()) {
            Set<String> model = model(kind.getKey());
            kind.getValue().stream()
                    .filter(name -> !model.contains(name))
                    .forEach(name -> expected.add(kind.getKey() + "." + name));
        }
        assertThat(listed("-")).as("what the model leaves out").isEqualTo(expected);
    }

    @Test
    void everyNameOfTheModelIsInTheCodeOrListedWithItsReason() throws Exception {
        Map<String, Set<String>> code = code();
        Set<String> words = code.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        assertThat(modelWords()).as("events, leases and jobs").isSubsetOf(words).isNotEmpty();
        Set<String> printer = new TreeSet<>(modelPrinter());
        printer.removeAll(code.getOrDefault("Printer", Set.of()));
        assertThat(listed("+"))
                .as("what the model says of a printer in words of its own")
                .isEqualTo(
                        printer.stream()
                                .map(name -> "Printer." + name)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Map<String, Set<String>> code() throws ClassNotFoundException {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        names.put("LeaseState", constants(LeaseState.class));
        names.put("EventType", constants(EventType.class));
        names.put("JobStatus", constants(Class.forName("ampro.hub.custody.JobStatus")));
        names.put("BlankAccount", constants(BlankAccount.class));
        names.put(
                "Printer",
                Arrays.stream(PrintState.Printer.class.getPermittedSubclasses())
                        .map(type -> type.getSimpleName().toUpperCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
        return names;
    }

    private static Set<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.toSet());
    }

    /// The model counts blanks and has no names for where they are.
    private static Set<String> model(String kind) throws IOException {
        return switch (kind) {
            case "BlankAccount" -> Set.of();
            case "Printer" -> modelPrinter();
            default -> modelWords();
        };
    }

    private static Set<String> modelWords() throws IOException {
        return names(Words.matches(MTYPE, Words.text("words.pml")), 1);
    }

    private static Set<String> modelPrinter() throws IOException {
        String block =
                Words.matches(PRINTER, Words.text("words.pml")).stream()
                        .map(found -> found.group(1))
                        .collect(Collectors.joining());
        return names(Words.matches(DEFINED, block), 1);
    }

    private static Set<String> listed(String sign) throws IOException {
        return Words.matches(LISTED, Words.text("words.pml")).stream()
                .filter(found -> found.group(1).equals(sign))
                .flatMap(found -> split(found.group(3)).map(name -> found.group(2) + "." + name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(Collection<MatchResult> found, int group) {
        return found.stream()
                .flatMap(match -> split(match.group(group)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> split(String names) {
        return List.of(names.strip().split("[ ,]+")).stream();
    }
}
