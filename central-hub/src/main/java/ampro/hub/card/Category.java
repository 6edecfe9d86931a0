package ampro.hub.card;

import java.util.Optional;

/// The vehicle categories of ISO/IEC 18013-1 Annex B and the Vienna convention, in the order of the
/// table on the card's back. The E stands after the letter; a country that prints it otherwise says
/// so in its [CountryProfile].
public enum Category {
    AM("Mopeds"),
    A1("Light motor cycles"),
    A2("Medium motor cycles"),
    A("Motor cycles"),
    B1("Motor tricycles and quadricycles"),
    B("Motor cars up to 3500 kg"),
    BE("Motor cars with a trailer"),
    C1("Lorries up to 7500 kg"),
    C1E("Lorries up to 7500 kg with a trailer"),
    C("Lorries"),
    CE("Lorries with a trailer"),
    D1("Buses up to 16 seats"),
    D1E("Buses up to 16 seats with a trailer"),
    D("Buses"),
    DE("Buses with a trailer");

    private final String meaning;

    Category(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    /// The category without the trailer, where this one is a right to pull one.
    public Optional<Category> towing() {
        String code = name();
        return code.endsWith("E")
                ? Optional.of(valueOf(code.substring(0, code.length() - 1)))
                : Optional.empty();
    }

    public static Optional<Category> of(String code) {
        for (Category category : values()) {
            if (category.name().equals(code)) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }
}
