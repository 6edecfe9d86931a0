package ampro.hub.paper;

import ampro.firmware.wire.CardCode;
import ampro.hub.application.Holder;
import ampro.hub.card.CardCheck;
import ampro.hub.card.CardData;
import ampro.hub.card.CardRules;
import ampro.hub.card.CardText;
import ampro.hub.card.CountryProfile;
import ampro.hub.card.LicenceNumber;
import ampro.hub.card.Portrait;
import ampro.hub.card.RuleReport;
import ampro.hub.card.Signature;
import ampro.hub.web.Outcome.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A trial print of a card: what rules and paper would say of it, before anybody has worked on its
/// application. So what cannot become a card is refused at the desk, by the application's fields.
public final class CardProof {
    /// Where the applicant wrote what a rule looks at; the other rules are not about his words.
    private static final Map<String, String> FIELD_OF_RULE =
            Map.of(
                    CardCheck.SURNAME.id(), "surname",
                    CardCheck.GIVEN_NAMES.id(), "givenNames",
                    CardCheck.BIRTH.id(), "birthPlace",
                    CardCheck.PORTRAIT.id(), "portrait",
                    CardCheck.SIGNATURE.id(), "signature",
                    CardCheck.ADDRESS.id(), "address",
                    CardCheck.CATEGORIES.id(), "categories",
                    CardCheck.MINIMUM_AGE.id(), "categories",
                    CardCheck.TRAILER.id(), "categories",
                    CardCheck.RESTRICTIONS.id(), "restrictions");

    private static final Map<String, String> FIELD_OF_NUMBER =
            Map.of(
                    "1", "surname",
                    "2", "givenNames",
                    "3", "birthPlace",
                    "8", "address",
                    "9", "categories",
                    "12", "restrictions");

    /// What stands on the trial instead of a licence number and a card's identity.
    private static final LicenceNumber NUMBER = LicenceNumber.of("T01", 8_888_888);

    private static final String IDENTITY = "MMMMMMMMMMMMMMMM";

    private final CountryProfile country;
    private final CardRules rules;

    public CardProof(CountryProfile country, CardRules rules) {
        this.country = country;
        this.rules = rules;
    }

    /// Everything that is wrong with this person's card, were it issued today.
    public List<FieldError> wrong(
            Holder person,
            List<String> categories,
            byte[] portrait,
            byte @Nullable [] signature,
            LocalDate today) {
        CardData card =
                CardData.of(
                        person,
                        categories,
                        Portrait.stored(portrait),
                        Optional.ofNullable(signature).map(Signature::stored),
                        NUMBER,
                        today,
                        country);
        List<FieldError> errors = unknownLetters(card.holder().value());
        for (RuleReport.Finding failure : rules.report(card, country).failures()) {
            String field = FIELD_OF_RULE.get(failure.id());
            if (field != null) {
                errors.add(new FieldError(field, failure.sentence()));
            }
        }
        if (errors.isEmpty()) {
            drawn(card)
                    .map(e ->
                            new FieldError(
                                    FIELD_OF_NUMBER.getOrDefault(e.field(), "surname"),
                                    "does not fit the card"))
                    .ifPresent(errors::add);
        }
        return errors;
    }

    /// Why this card cannot be drawn, if it cannot.
    public Optional<String> unprintable(CardData card) {
        return drawn(card).map(e -> "The card cannot be drawn. Field " + e.getMessage() + ".");
    }

    private Optional<UnprintableException> drawn(CardData card) {
        try {
            CardPaper.front(card, country);
            CardPaper.back(card, country, new CardCode(card.licence().compact(), IDENTITY));
            return Optional.empty();
        } catch (UnprintableException e) {
            return Optional.of(e);
        }
    }

    private static List<FieldError> unknownLetters(ampro.hub.card.Holder holder) {
        List<FieldError> errors = new ArrayList<>();
        unknownLetter(errors, "surname", holder.surname());
        unknownLetter(errors, "givenNames", holder.givenNames());
        unknownLetter(errors, "birthPlace", holder.birthPlace());
        unknownLetter(errors, "address", String.join("", holder.address()));
        return errors;
    }

    private static void unknownLetter(List<FieldError> errors, String field, String text) {
        CardText.unprintable(text)
                .map(c -> new FieldError(field, "has a character that no card can show: " + c))
                .ifPresent(errors::add);
    }
}
