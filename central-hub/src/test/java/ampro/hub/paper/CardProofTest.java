package ampro.hub.paper;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.application.Holder;
import ampro.hub.card.CardRules;
import ampro.hub.card.Cards;
import ampro.hub.web.Outcome.FieldError;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot become a card is found before anybody works on it, and named by the field in which
/// the applicant wrote it.
@Tag("unit")
class CardProofTest {
    private static final List<String> B = List.of("B");

    private final CardProof proof = new CardProof(Cards.COUNTRY, CardRules.load());

    @Test
    void anOrdinaryPersonIsRight() {
        assertThat(fields(person("Rakoto", "Haja", "Antsirabe", List.of("12 Rue A", "Tana")), B))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"😀", "علي", "a\u202Eb", "a\u0000", "a\nb", "\u200B", "\u00A0", "\uD800"})
    void lettersThatNoCardCanShowAreFoundInTheirField(String words) {
        assertThat(fields(person(words, "Haja", "Tana", List.of()), B)).contains("surname");
        assertThat(fields(person("Rakoto", words, "Tana", List.of()), B)).contains("givenNames");
        assertThat(fields(person("Rakoto", "Haja", words, List.of()), B)).contains("birthPlace");
        assertThat(fields(person("Rakoto", "Haja", "Tana", List.of(words)), B)).contains("address");
    }

    @Test
    void whatIsTooWideForTheCardIsFoundInItsField() {
        String wide = "W".repeat(36);
        assertThat(fields(person(wide, "Haja", "Tana", List.of()), B)).containsExactly("surname");
        assertThat(fields(person("Rakoto", wide, "Tana", List.of()), B))
                .containsExactly("givenNames");
        assertThat(fields(person("Rakoto", "Haja", wide, List.of()), B))
                .containsExactly("birthPlace");
        List<String> address =
                List.of(
                        "LOT IVG 123 BIS CITE DES PROFESSEURS",
                        "COMMUNE URBAINE AMBOHIMANGAKELY",
                        "102 ANTANANARIVO ATSIMONDRANO");
        assertThat(fields(person("Rakoto", "Haja", "Tana", address), B)).containsExactly("address");
    }

    @Test
    void rulesAreToldByTheFieldTheyLookAt() {
        Holder child =
                new Holder(
                        "Rakoto",
                        "Haja",
                        Cards.ISSUED.minusYears(17).toString(),
                        "Tana",
                        null,
                        List.of(),
                        List.of("99"));
        assertThat(fields(child, B)).containsExactlyInAnyOrder("categories", "restrictions");
        assertThat(fields(person("Rakoto", "Haja", "Tana", List.of()), List.of("BE")))
                .containsExactly("categories");
        assertThat(fields(person("Rakoto", "Haja", "", List.of()), B))
                .containsExactly("birthPlace");
        assertThat(fields(person("Rakoto", "Haja", "Tana", List.of("a".repeat(109))), B))
                .containsExactly("address");
    }

    private List<String> fields(Holder person, List<String> categories) {
        return proof.wrong(person, categories, Cards.portrait().jpeg(), null, Cards.ISSUED).stream()
                .map(FieldError::field)
                .toList();
    }

    private static Holder person(
            String surname, String givenNames, String birthPlace, List<String> address) {
        return new Holder(surname, givenNames, "1991-03-14", birthPlace, "F", address, List.of());
    }
}
