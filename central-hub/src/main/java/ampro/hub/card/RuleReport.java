package ampro.hub.card;

import java.util.List;

/// What a rule set said of one card. Holds no personal data: a finding names the field and the
/// rule, never what stood there.
public record RuleReport(String ruleSet, int version, List<Finding> findings) {
    /// - `clause`: what the rule rests on, `grade`: how well that is known (S read in the source, D
    ///   derived from a sister standard, M general knowledge, to be confirmed)
    public record Finding(
            String id, String clause, String grade, boolean passed, String sentence) {}

    public boolean passed() {
        return findings.stream().allMatch(Finding::passed);
    }

    public List<Finding> failures() {
        return findings.stream().filter(f -> !f.passed()).toList();
    }

    /// What may honestly be claimed of a card that passed.
    public String wording() {
        return "Checked against rule set %s (version %d), which covers these clauses; not a certification."
                .formatted(ruleSet, version);
    }
}
