package ampro.hub.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.card.CardRules;
import ampro.hub.card.Cards;
import ampro.hub.card.Category;
import ampro.hub.card.Holder;
import ampro.hub.card.Portrait;
import ampro.hub.card.Sex;
import ampro.hub.card.Signature;
import ampro.hub.paper.CardPaper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class SamplePeopleTest {
    @Test
    void samePersonComesFromTheSameSeedHoweverManyAreAsked() {
        assertThat(SamplePeople.draw(9, 5).get(8)).isEqualTo(SamplePeople.application(8, 5));
        assertThat(SamplePeople.application(8, 6)).isNotEqualTo(SamplePeople.application(8, 5));
    }

    @Test
    void everyoneMayHaveACardAndFitsOnIt() throws Exception {
        for (SampleApplication person : SamplePeople.draw(24, 20261122)) {
            var card =
                    Cards.of(
                            holder(person),
                            person.categories().stream()
                                    .map(Category::valueOf)
                                    .toArray(Category[]::new));
            assertThat(CardRules.load().report(card, Cards.COUNTRY).failures())
                    .as(person.surname())
                    .isEmpty();
            assertThat(CardPaper.front(card, Cards.COUNTRY)).isNotEmpty();
        }
    }

    @Test
    void recordIsTheIntakesJson() {
        assertThat(new JsonMapper().valueToTree(SamplePeople.application(0, 1)).fieldNames())
                .toIterable()
                .containsExactly(
                        "type",
                        "site",
                        "surname",
                        "givenNames",
                        "birthDate",
                        "birthPlace",
                        "sex",
                        "address",
                        "categories",
                        "restrictions",
                        "portrait",
                        "signature");
    }

    @Test
    void peopleDiffer() {
        List<SampleApplication> people = SamplePeople.draw(30, 3);
        assertThat(people.stream().map(SampleApplication::portrait).distinct())
                .hasSizeGreaterThan(27);
        assertThat(people.stream().map(SampleApplication::site).distinct())
                .containsExactlyInAnyOrder("TNR", "TMM", "FNR");
    }

    private static Holder holder(SampleApplication person) {
        Base64.Decoder base64 = Base64.getDecoder();
        return new Holder(
                person.surname(),
                person.givenNames(),
                LocalDate.parse(person.birthDate()),
                person.birthPlace(),
                Sex.valueOf(person.sex()),
                person.address(),
                Optional.empty(),
                Cards.read(Portrait.read(base64.decode(person.portrait()))),
                Optional.of(Cards.read(Signature.read(base64.decode(person.signature())))));
    }
}
