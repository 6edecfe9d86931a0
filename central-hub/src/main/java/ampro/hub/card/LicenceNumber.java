package ampro.hub.card;

import java.util.Locale;
import java.util.regex.Pattern;

/// The number of a licence (field 5): three characters for who issues, a serial of seven digits,
/// one check digit. It names the right to drive and outlives the card.
///
/// The check digit is ISO/IEC 7064 MOD 11,10 over digits only: a letter of the prefix stands for
/// two digits, A = 10 … Z = 35, so `T01 0004217` is checked as `29 0 1 0004217`.
public record LicenceNumber(String compact) {
    /// After this serial a new prefix is needed: the form has seven digits.
    public static final int SERIAL_MAX = 9_999_999;

    private static final Pattern PREFIX = Pattern.compile("[A-Z][A-Z0-9]{2}");
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9]{2}[0-9]{8}");

    public LicenceNumber {
        if (!FORM.matcher(compact).matches() || !checked(compact)) {
            throw new IllegalArgumentException("not a licence number");
        }
    }

    public static LicenceNumber of(String prefix, int serial) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("not an issuing prefix: " + prefix);
        }
        if (serial < 1 || serial > SERIAL_MAX) {
            throw new IllegalArgumentException("serial outside 1.." + SERIAL_MAX + ": " + serial);
        }
        String body = prefix + String.format(Locale.ROOT, "%07d", serial);
        return new LicenceNumber(body + digit(body));
    }

    /// Reads the compact and the printed form, in either case.
    public static Parsed<LicenceNumber> parse(String typed) {
        String compact = typed.replace(" ", "").toUpperCase(Locale.ROOT);
        if (!FORM.matcher(compact).matches()) {
            return new Parsed.Refused<>(
                    "licence",
                    "A licence number is three characters that begin with a letter, then eight"
                            + " digits, as in T01 0004 217 0.");
        }
        if (!checked(compact)) {
            return new Parsed.Refused<>(
                    "licence", "The last digit does not fit the others: one of them is wrong.");
        }
        return new Parsed.Read<>(new LicenceNumber(compact));
    }

    /// As on the card: `T01 0004 217 0`.
    public String printed() {
        return String.join(
                " ",
                compact.substring(0, 3),
                compact.substring(3, 7),
                compact.substring(7, 10),
                compact.substring(10));
    }

    private static boolean checked(String compact) {
        int last = compact.length() - 1;
        return digit(compact.substring(0, last)) == compact.charAt(last) - '0';
    }

    private static int digit(String body) {
        StringBuilder digits = new StringBuilder();
        body.chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return CheckDigit.mod11And10(digits.toString());
    }
}
