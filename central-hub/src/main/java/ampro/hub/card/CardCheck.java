package ampro.hub.card;

import ampro.hub.card.CountryProfile.CategoryLaw;
import ampro.hub.card.CountryProfile.Presence;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How each rule of [CardRules] looks at a card. What is wrong comes back as one sentence that
/// names the field and never repeats what stands in it.
public enum CardCheck {
    SURNAME,
    GIVEN_NAMES,
    BIRTH,
    ISSUE_BEFORE_EXPIRY,
    VALIDITY,
    AUTHORITY,
    ADMINISTRATIVE_NUMBER,
    LICENCE_NUMBER,
    PORTRAIT,
    SIGNATURE,
    ADDRESS,
    CATEGORIES,
    MINIMUM_AGE,
    TRAILER,
    CATEGORY_DATES,
    RESTRICTIONS,
    LATIN,
    SIGN;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Optional<String> wrong(CardData card, CountryProfile country, int max) {
        Holder holder = card.holder().value();
        CountryProfile.Fields fields = country.fields();
        return switch (this) {
            case SURNAME -> text("surname", holder.surname(), Presence.REQUIRED, max);
            case GIVEN_NAMES -> text("given names", holder.givenNames(), Presence.REQUIRED, max);
            case BIRTH ->
                    unless(
                                    holder.birthDate().isBefore(card.issued()),
                                    "The birth date is not before the issue date.")
                            .or(() ->
                                    text(
                                            "birth place",
                                            holder.birthPlace(),
                                            fields.birthPlace(),
                                            max));
            case ISSUE_BEFORE_EXPIRY ->
                    unless(
                            card.issued().isBefore(card.expires()),
                            "The expiry date is not after the issue date.");
            case VALIDITY ->
                    unless(
                            !card.expires().isAfter(country.expiry(card.issued())),
                            "The card is valid for more than "
                                    + country.validityYears()
                                    + " years.");
            case AUTHORITY -> text("authority", card.authority(), Presence.REQUIRED, max);
            case ADMINISTRATIVE_NUMBER ->
                    text(
                            "administrative number",
                            holder.administrativeNumber().orElse(""),
                            fields.administrativeNumber(),
                            max);
            case LICENCE_NUMBER -> licenceNumber(card.licence().compact(), max);
            case PORTRAIT -> portrait(holder.portrait());
            case SIGNATURE ->
                    unless(
                            holder.signature().isPresent()
                                    || fields.signature() == Presence.OPTIONAL,
                            "The signature is missing.");
            case ADDRESS ->
                    text("address", String.join(", ", holder.address()), fields.address(), max);
            case CATEGORIES -> categories(card.entitlements(), country, max);
            case MINIMUM_AGE -> minimumAge(card, country);
            case TRAILER -> trailer(card.entitlements());
            case CATEGORY_DATES -> categoryDates(card);
            case RESTRICTIONS -> restrictions(card, country, max);
            case LATIN -> latin(card, country);
            case SIGN ->
                    unless(
                            country.sign().matches("[A-Z]{1,3}")
                                    && !country.titleFrench().isBlank(),
                            "The country's sign or its French title is wrong.");
        };
    }

    private static Optional<String> unless(boolean right, String sentence) {
        return right ? Optional.empty() : Optional.of(sentence);
    }

    private static Optional<String> text(String field, String text, Presence presence, int max) {
        if (text.isBlank()) {
            return unless(presence == Presence.OPTIONAL, "The " + field + " is missing.");
        }
        return unless(
                text.length() <= max, "The " + field + " has more than " + max + " characters.");
    }

    private static Optional<String> licenceNumber(String compact, int max) {
        return switch (LicenceNumber.parse(compact)) {
            case Parsed.Refused<LicenceNumber> refused -> Optional.of(refused.reason());
            case Parsed.Read<LicenceNumber> _ ->
                    unless(compact.length() <= max, "The licence number is too long.");
        };
    }

    private static Optional<String> portrait(Portrait portrait) {
        return unless(
                portrait.width() >= Portrait.WIDTH_MIN
                        && portrait.height() >= Portrait.HEIGHT_MIN
                        && Portrait.aspectFits(portrait.width(), portrait.height()),
                "The portrait is too small or not of the proportions 35 to 45.");
    }

    private static Optional<String> categories(
            List<Entitlement> entitlements, CountryProfile country, int max) {
        if (entitlements.isEmpty()) {
            return Optional.of("There is no category.");
        }
        if (held(entitlements).size() < entitlements.size() || entitlements.size() > max) {
            return Optional.of("A category stands twice, or there are more than " + max + ".");
        }
        return held(entitlements).stream()
                .filter(category -> country.law(category).isEmpty())
                .map(category -> "Category " + category + " is not one of this country's.")
                .findFirst();
    }

    private static Set<Category> held(List<Entitlement> entitlements) {
        return entitlements.stream().map(Entitlement::category).collect(Collectors.toSet());
    }

    private static Optional<String> minimumAge(CardData card, CountryProfile country) {
        for (Entitlement entitlement : card.entitlements()) {
            int age = country.law(entitlement.category()).map(CategoryLaw::minimumAge).orElse(0);
            if (card.holder()
                    .value()
                    .birthDate()
                    .plusYears(age)
                    .isAfter(entitlement.firstIssue())) {
                return Optional.of(
                        "Category %s needs an age of %d on the day of its first issue."
                                .formatted(entitlement.category(), age));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> trailer(List<Entitlement> entitlements) {
        Set<Category> held = held(entitlements);
        return held.stream()
                .sorted()
                .filter(category -> category.towing().filter(t -> !held.contains(t)).isPresent())
                .map(category -> "Category " + category + " needs the same one without trailer.")
                .findFirst();
    }

    private static Optional<String> categoryDates(CardData card) {
        return card.entitlements().stream()
                .filter(e ->
                        e.firstIssue().isAfter(card.issued()) || !e.expiry().isAfter(card.issued()))
                .map(e -> "The dates of category " + e.category() + " do not fit the card's.")
                .findFirst();
    }

    private static Optional<String> restrictions(CardData card, CountryProfile country, int max) {
        Stream<List<String>> perCategory =
                card.entitlements().stream().map(Entitlement::restrictions);
        return Stream.concat(Stream.of(card.restrictions()), perCategory)
                .flatMap(codes -> tooManyOrUnknown(codes, country, max).stream())
                .findFirst();
    }

    private static Optional<String> tooManyOrUnknown(
            List<String> codes, CountryProfile country, int max) {
        if (codes.size() > max) {
            return Optional.of("There are more than " + max + " restriction codes.");
        }
        return unless(
                country.restrictions().keySet().containsAll(codes),
                "A restriction code is not one of this country's.");
    }

    private static Optional<String> latin(CardData card, CountryProfile country) {
        Holder holder = card.holder().value();
        Stream<String> lines =
                Stream.of(
                        holder.surname(),
                        holder.givenNames(),
                        holder.birthPlace(),
                        holder.administrativeNumber().orElse(""),
                        card.authority(),
                        country.name(),
                        country.title(),
                        country.titleFrench(),
                        country.titleNational());
        return Stream.concat(lines, holder.address().stream())
                .flatMap(text -> CardText.unprintable(text).stream())
                .map(c -> "The character " + c + " cannot be shown on the card.")
                .findFirst();
    }
}
