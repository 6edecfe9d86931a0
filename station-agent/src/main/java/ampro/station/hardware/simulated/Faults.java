package ampro.station.hardware.simulated;

import ampro.station.hardware.simulated.FaultRule.Kind;
import ampro.station.hardware.simulated.FaultRule.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules that still wait for their moment. Any thread adds and asks.
final class Faults {
    /// A script longer than this is a mistake.
    private static final int RULES_MAX = 100;

    private final List<FaultRule> waiting = new ArrayList<>();

    /// One rule a line; empty lines and lines that begin with `#` say nothing.
    static List<FaultRule> parse(List<String> script) {
        List<FaultRule> rules = new ArrayList<>();
        for (int line = 0; line < script.size(); line++) {
            String text = script.get(line).strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                try {
                    rules.add(FaultRule.parse(text));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "line " + (line + 1) + ": " + e.getMessage(), e);
                }
            }
        }
        return rules;
    }

    synchronized void add(FaultRule rule) {
        if (waiting.size() == RULES_MAX) {
            throw new IllegalArgumentException("already " + RULES_MAX + " faults wait");
        }
        waiting.add(rule);
    }

    /// The first waiting rule for this moment of any of the subjects; it is used up by one.
    synchronized Optional<FaultRule> strikes(Kind kind, Moment moment, List<String> subjects) {
        for (int i = 0; i < waiting.size(); i++) {
            FaultRule rule = waiting.get(i);
            if (rule.kind() == kind
                    && rule.moment() == moment
                    && (rule.subject().equals(FaultRule.ANY)
                            || subjects.contains(rule.subject()))) {
                if (rule.times() == 1) {
                    waiting.remove(i);
                } else {
                    waiting.set(i, rule.repeated(rule.times() - 1));
                }
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }
}
