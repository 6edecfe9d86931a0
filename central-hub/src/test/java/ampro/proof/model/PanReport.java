package ampro.proof.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the search says of itself at its end. Whatever it does not say was not shown: a search that
/// ran out of depth or memory has no errors either.
record PanReport(Outcome outcome, String told, long states, long depth, double seconds, double mb) {

    enum Outcome {
        /// Every state within the bound was visited and nothing is broken.
        CLEAN,
        /// A named property of the model does not hold; `told` is its name.
        VIOLATED,
        /// Nothing was shown; `told` says why.
        INCOMPLETE
    }

    private static final String NUMBER = "([0-9.]+(?:e[+]?[0-9]+)?)";
    private static final Pattern DEPTH =
            Pattern.compile("depth reached " + NUMBER + ", errors: ([0-9]+)");
    private static final Pattern STATES = Pattern.compile(NUMBER + " states, stored");
    private static final Pattern SECONDS = Pattern.compile("elapsed time " + NUMBER);
    private static final Pattern MEMORY = Pattern.compile(NUMBER + "\\s+total actual memory usage");
    private static final Pattern PROPERTY =
            Pattern.compile("assertion violated \\((\\w+)\\|\\| !\\(\\(judged&");
    private static final Pattern TROUBLE =
            Pattern.compile(
                    "(?i)max search depth too small|out of memory|memlim bound|search not completed"
                            + "|hash ?table full|assertion violated.*|invalid end state \\(.*"
                            + "|aborted");

    static PanReport read(String output, int exitCode) {
        Optional<String> errors = find(DEPTH, output, 2);
        Optional<String> property = find(PROPERTY, output, 1);
        Optional<String> trouble = find(TROUBLE, output, 0);
        Outcome outcome = Outcome.INCOMPLETE;
        String told = trouble.orElse("exit code " + exitCode + ", no full report");
        if (property.isPresent() && errors.isPresent()) {
            outcome = Outcome.VIOLATED;
            told = property.get();
        } else if (trouble.isEmpty()
                && exitCode == 0
                && errors.equals(Optional.of("0"))
                && number(STATES, output) > 1) {
            outcome = Outcome.CLEAN;
            told = "";
        }
        return new PanReport(
                outcome,
                told,
                (long) number(STATES, output),
                (long) number(DEPTH, output),
                number(SECONDS, output),
                number(MEMORY, output));
    }

    private static double number(Pattern pattern, String output) {
        return find(pattern, output, 1).map(Double::parseDouble).orElse(0.0);
    }

    private static Optional<String> find(Pattern pattern, String output, int group) {
        Matcher matcher = pattern.matcher(output);
        return matcher.find() ? Optional.of(matcher.group(group)) : Optional.empty();
    }
}
