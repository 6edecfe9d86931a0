package ampro.proof.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The model's files and the lists that `words.pml` keeps: its names, and what can be planted with
/// the smallest bound that finds it.
final class Words {
    /// The sum of the properties' bits.
    static final int ALL_PROPERTIES = 255;

    static final String MAIN = "custody.pml";

    private static final Pattern INCLUDE = Pattern.compile("(?m)^#include \"(\\w+\\.pml)\"");
    private static final Pattern BUG =
            Pattern.compile(
                    "(?m)^#define BUG_(\\w+) +(\\d+) +/\\* (\\d) tokens?, (\\d) faults?(, guarded)? \\*/");

    /// A mistake that the model can make on purpose.
    record Bug(String name, int number, Bound smallest) {}

    private Words() {}

    /// The names of the model's files, the main one first.
    static List<String> files() throws IOException {
        List<String> names = new ArrayList<>(List.of(MAIN));
        matches(INCLUDE, text(MAIN)).forEach(found -> names.add(found.group(1)));
        return names;
    }

    static String text(String file) throws IOException {
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            return new String(
                    Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static List<Bug> bugs() throws IOException {
        return matches(BUG, text("words.pml")).stream()
                .map(found ->
                        new Bug(
                                found.group(1),
                                Integer.parseInt(found.group(2)),
                                new Bound(
                                        Integer.parseInt(found.group(3)),
                                        Integer.parseInt(found.group(4)),
                                        found.group(5) == null
                                                ? Bound.Fleet.MIXED
                                                : Bound.Fleet.GUARDED)))
                .toList();
    }

    static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
