package ampro.hub.card;

import static ampro.hub.card.Cards.COUNTRY;
import static ampro.hub.card.Cards.ISSUED;
import static ampro.hub.card.Cards.entitlement;
import static ampro.hub.card.Cards.holder;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Sensitive;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class CardRulesTest {
    private static final CardRules RULES = CardRules.load();
    private static final CardData GOOD = Cards.plain();

    @Test
    void goodCardPassesAndTheReportClaimsNoMoreThanItMay() {
        RuleReport report = RULES.report(GOOD, COUNTRY);
        assertThat(report.failures()).isEmpty();
        assertThat(report.passed()).isTrue();
        assertThat(report.wording())
                .isEqualTo(
                        "Checked against rule set AMPRO card rules (version 1), which covers these"
                                + " clauses; not a certification.");
    }

    @Test
    void everyCheckHasExactlyOneRuleWithClauseAndGrade() {
        assertThat(RULES.rules())
                .extracting(CardRules.Rule::check)
                .containsExactlyInAnyOrder(CardCheck.values());
        assertThat(RULES.rules())
                .allSatisfy(rule -> {
                    assertThat(rule.clause()).isNotBlank();
                    assertThat(rule.grade()).matches("[STDM]");
                    assertThat(rule.requires()).endsWith(".");
                });
    }

    @Test
    void missingAndLongTextFailsByField() {
        assertFails(Cards.of(holder("", "Ony", List.of()), Category.B), "surname");
        assertFails(Cards.of(holder("Rabe", " ", List.of()), Category.B), "given-names");
        assertFails(Cards.of(holder("R".repeat(41), "Ony", List.of()), Category.B), "surname");
        assertFails(
                Cards.of(holder("Rabe", "Ony", List.of("x".repeat(109))), Category.B), "address");
    }

    @Test
    void textOutsideTheLatinLettersFailsByCodePointOnly() {
        RuleReport report =
                RULES.report(Cards.of(holder("Ρακότο", "Ony", List.of()), Category.B), COUNTRY);
        assertThat(report.failures())
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.id()).isEqualTo("latin");
                    assertThat(f.sentence())
                            .isEqualTo("The character U+03A1 cannot be shown on the card.");
                });
    }

    @Test
    void accentTypedApartIsComposedAndPasses() {
        Holder holder = holder("Joa\u0303o", "Ony", List.of());
        assertThat(holder.surname()).isEqualTo("João");
        assertThat(RULES.report(Cards.of(holder, Category.B), COUNTRY).passed()).isTrue();
    }

    @Test
    void datesMustBeInOrderAndWithinTheCountrysPeriod() {
        assertFails(dated(ISSUED, ISSUED), "issue-before-expiry");
        assertFails(dated(ISSUED, COUNTRY.expiry(ISSUED).plusDays(1)), "validity");
        assertFails(dated(LocalDate.of(1991, 3, 14), LocalDate.of(1995, 1, 1)), "birth");
    }

    @Test
    void minimumAgeCountsOnTheDayOfFirstIssueOfEachCategory() {
        LocalDate eighteenth = LocalDate.of(2009, 3, 14);
        assertThat(failures(entitled(entitlement(Category.B, eighteenth, List.of())))).isEmpty();
        assertThat(failures(entitled(entitlement(Category.B, eighteenth.minusDays(1), List.of()))))
                .containsExactly("minimum-age");
        assertThat(
                        failures(
                                entitled(
                                        entitlement(Category.C, eighteenth, List.of()),
                                        entitlement(Category.B, eighteenth, List.of()))))
                .containsExactly("minimum-age");
    }

    @Test
    void categoriesMustBeKnownSingleAndNotATrailerAlone() {
        assertThat(failures(entitled())).containsExactly("categories");
        assertFails(Cards.of(GOOD.holder().value(), Category.A2), "categories");
        assertFails(Cards.of(GOOD.holder().value(), Category.B, Category.B), "categories");
        assertFails(Cards.of(GOOD.holder().value(), Category.B, Category.CE), "trailer");
        assertThat(failures(entitled(entitlement(Category.B, ISSUED.plusDays(1), List.of()))))
                .containsExactly("category-dates");
    }

    @Test
    void unknownRestrictionFailsWhereverItStands() {
        assertThat(failures(entitled(entitlement(Category.B, ISSUED, List.of("99")))))
                .containsExactly("restrictions");
    }

    @Test
    void whatTheCountryWantsIsRequired() {
        CountryProfile strict =
                new CountryProfile(
                        COUNTRY.code(),
                        COUNTRY.sign(),
                        COUNTRY.name(),
                        COUNTRY.title(),
                        COUNTRY.titleFrench(),
                        COUNTRY.titleNational(),
                        COUNTRY.authority(),
                        COUNTRY.dateFormat(),
                        COUNTRY.validityYears(),
                        COUNTRY.categories(),
                        COUNTRY.restrictions(),
                        new CountryProfile.Fields(
                                CountryProfile.Presence.REQUIRED,
                                CountryProfile.Presence.REQUIRED,
                                CountryProfile.Presence.REQUIRED,
                                CountryProfile.Presence.REQUIRED),
                        COUNTRY.explanation(),
                        COUNTRY.colours());
        Holder h = GOOD.holder().value();
        Holder bare =
                new Holder(
                        h.surname(),
                        h.givenNames(),
                        h.birthDate(),
                        "",
                        h.sex(),
                        List.of(),
                        Optional.empty(),
                        h.portrait(),
                        Optional.empty());
        assertThat(RULES.report(Cards.of(bare, Category.B), strict).failures())
                .extracting(RuleReport.Finding::id)
                .containsExactly("birth", "administrative-number", "signature", "address");
    }

    @Test
    void cardsDoNotPrintTheirHolder() {
        assertThat(GOOD.toString()).doesNotContain("Rakotondrabe").contains("***");
    }

    private static CardData dated(LocalDate issued, LocalDate expires) {
        return new CardData(
                GOOD.licence(),
                issued,
                expires,
                GOOD.authority(),
                GOOD.holder(),
                GOOD.entitlements(),
                List.of());
    }

    private static CardData entitled(Entitlement... entitlements) {
        return new CardData(
                GOOD.licence(),
                GOOD.issued(),
                GOOD.expires(),
                GOOD.authority(),
                new Sensitive<>(GOOD.holder().value()),
                List.of(entitlements),
                List.of());
    }

    private static List<String> failures(CardData card) {
        return RULES.report(card, COUNTRY).failures().stream().map(RuleReport.Finding::id).toList();
    }

    private static void assertFails(CardData card, String rule) {
        assertThat(failures(card)).contains(rule);
    }
}
