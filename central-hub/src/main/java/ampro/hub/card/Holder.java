package ampro.hub.card;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The person on the card. Everything here is personal: it travels as `Sensitive<Holder>`. Text is
/// brought to Unicode NFC, so that an accent typed as a separate character is one letter with its
/// own glyph.
public record Holder(
        String surname,
        String givenNames,
        LocalDate birthDate,
        String birthPlace,
        Sex sex,
        List<String> address,
        Optional<String> administrativeNumber,
        Portrait portrait,
        Optional<Signature> signature) {
    public Holder {
        surname = composed(surname);
        givenNames = composed(givenNames);
        birthPlace = composed(birthPlace);
        address = address.stream().map(Holder::composed).toList();
        administrativeNumber = administrativeNumber.map(Holder::composed);
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }
}
