package ampro.hub.card;

import ampro.hub.card.RuleReport.Finding;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// The rules that a card must pass before it may be printed. Clause, grade, limit and sentence of
/// each stand in `card-rules.json`, so that a bought copy of the standard corrects data; how to
/// look stands in [CardCheck]. The standard's text was not at hand: the grades say so.
public record CardRules(String name, int version, List<Rule> rules) {

    /// - `max`: the rule's limit, in characters or entries; 0 where it has none
    public record Rule(CardCheck check, String clause, String grade, int max, String requires) {}

    public static CardRules load() {
        try (InputStream in = CardRules.class.getResourceAsStream("card-rules.json")) {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build()
                    .readValue(in, CardRules.class);
        } catch (IOException e) {
            throw new UncheckedIOException("card-rules.json is part of this program", e);
        }
    }

    public RuleReport report(CardData card, CountryProfile country) {
        return new RuleReport(
                name, version, rules.stream().map(rule -> find(rule, card, country)).toList());
    }

    private static Finding find(Rule rule, CardData card, CountryProfile country) {
        Optional<String> wrong = rule.check().wrong(card, country, rule.max());
        return new Finding(
                rule.check().id(),
                rule.clause(),
                rule.grade(),
                wrong.isEmpty(),
                wrong.orElse(rule.requires()));
    }
}
