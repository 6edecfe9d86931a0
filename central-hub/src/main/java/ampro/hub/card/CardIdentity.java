package ampro.hub.card;

import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// What makes one printed card different from every other, also from an earlier card of the same
/// licence: 80 random bits as 16 characters of Crockford's base 32, which has no I, L, O and U.
/// Random, so that nobody can name the next card.
public record CardIdentity(String text) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 16;
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

    public CardIdentity {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a card identity: " + text);
        }
    }

    public static CardIdentity draw(RandomGenerator random) {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new CardIdentity(text.toString());
    }

    /// Reads both forms; a letter O, I or L that was typed for a digit is taken as that digit, as
    /// Crockford's description allows.
    public static Parsed<CardIdentity> parse(String typed) {
        String text =
                typed.replaceAll("[ -]", "")
                        .toUpperCase(Locale.ROOT)
                        .replace('O', '0')
                        .replaceAll("[IL]", "1");
        return FORM.matcher(text).matches()
                ? new Parsed.Read<>(new CardIdentity(text))
                : new Parsed.Refused<>(
                        "card", "A card identity is 16 digits and letters without U.");
    }

    /// In groups of four, to be compared by eye: `7K3M 9QWE TY23 45HX`.
    public String printed() {
        return text.replaceAll("(.{4})(?!$)", "$1 ");
    }
}
