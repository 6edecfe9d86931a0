package ampro.hub.card;

import ampro.firmware.wire.Sensitive;
import ampro.hub.demo.SampleApplication;
import ampro.hub.demo.SamplePeople;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Cards to try things on.
public final class Cards {
    public static final CountryProfile COUNTRY = CountryProfile.load();
    public static final LocalDate ISSUED = LocalDate.of(2026, 11, 22);
    public static final LicenceNumber LICENCE = LicenceNumber.of("T01", 4217);
    private static final SampleApplication PERSON = SamplePeople.application(0, 1);

    private Cards() {}

    /// The lady of the sketches.
    public static CardData plain() {
        return of(
                holder(PERSON.surname(), PERSON.givenNames(), List.of()),
                Category.A1,
                Category.B,
                Category.BE);
    }

    public static Holder holder(String surname, String givenNames, List<String> address) {
        return new Holder(
                surname,
                givenNames,
                LocalDate.of(1991, 3, 14),
                "Antsirabe",
                Sex.F,
                address,
                Optional.empty(),
                portrait(),
                Optional.of(read(Signature.read(Base64.getDecoder().decode(PERSON.signature())))));
    }

    public static Portrait portrait() {
        return read(Portrait.read(Base64.getDecoder().decode(PERSON.portrait())));
    }

    public static CardData of(Holder holder, Category... categories) {
        return new CardData(
                LICENCE,
                ISSUED,
                COUNTRY.expiry(ISSUED),
                COUNTRY.authority(),
                new Sensitive<>(holder),
                List.of(categories).stream().map(c -> entitlement(c, ISSUED, List.of())).toList(),
                List.of("01"));
    }

    public static Entitlement entitlement(
            Category category, LocalDate first, List<String> restrictions) {
        return new Entitlement(category, first, COUNTRY.expiry(ISSUED), restrictions);
    }

    public static <T> T read(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Read<T>(T value) -> value;
            case Parsed.Refused<T>(String field, String reason) ->
                    throw new AssertionError(field + ": " + reason);
        };
    }

    public static <T> String refusal(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Read<T>(T value) -> throw new AssertionError("accepted");
            case Parsed.Refused<T>(String field, String reason) -> reason;
        };
    }
}
