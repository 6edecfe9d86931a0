package ampro.hub.card;

import ampro.firmware.wire.Sensitive;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Everything that both sides of one licence's card show, but not the identity of the single card:
/// a reprint has the same data.
///
/// - `restrictions`: codes of field 12 that hold for all categories
public record CardData(
        LicenceNumber licence,
        LocalDate issued,
        LocalDate expires,
        String authority,
        Sensitive<Holder> holder,
        List<Entitlement> entitlements,
        List<String> restrictions) {
    public CardData {
        entitlements = List.copyOf(entitlements);
        restrictions = List.copyOf(restrictions);
    }

    /// The first card of this person: every category is issued with it.
    public static CardData of(
            ampro.hub.application.Holder person,
            List<String> categories,
            Portrait portrait,
            Optional<Signature> signature,
            LicenceNumber number,
            LocalDate issued,
            CountryProfile country) {
        LocalDate expires = country.expiry(issued);
        Holder holder =
                new Holder(
                        person.surname(),
                        person.givenNames(),
                        LocalDate.parse(person.birthDate()),
                        Optional.ofNullable(person.birthPlace()).orElse(""),
                        person.sex() == null ? Sex.X : Sex.valueOf(person.sex()),
                        person.address(),
                        Optional.empty(),
                        portrait,
                        signature);
        return new CardData(
                number,
                issued,
                expires,
                country.authority(),
                new Sensitive<>(holder),
                categories.stream()
                        .map(code -> Category.of(code).orElseThrow())
                        .map(category -> new Entitlement(category, issued, expires, List.of()))
                        .toList(),
                person.restrictions());
    }
}
