package ampro.hub.card;

import java.util.Locale;
import java.util.regex.Pattern;

/// The number of a parcel: GS1 serial shipping container code, 18 digits: one extension digit, the
/// issuer's GS1 company prefix, a serial that fills up, a check digit. A real company prefix is
/// bought from GS1; the demo's is for the demo only.
public record Sscc(String digits) {
    private static final Pattern FORM = Pattern.compile("[0-9]{18}");
    private static final Pattern COMPANY_PREFIX = Pattern.compile("[0-9]{4,12}");
    private static final int PREFIX_AND_SERIAL = 16;

    public Sscc {
        if (!FORM.matcher(digits).matches() || !checked(digits)) {
            throw new IllegalArgumentException("not an SSCC: " + digits);
        }
    }

    public static Sscc of(int extension, String companyPrefix, long serial) {
        if (extension < 0 || extension > 9) {
            throw new IllegalArgumentException("extension digit outside 0..9: " + extension);
        }
        if (!COMPANY_PREFIX.matcher(companyPrefix).matches()) {
            throw new IllegalArgumentException("not a GS1 company prefix: " + companyPrefix);
        }
        int serialDigits = PREFIX_AND_SERIAL - companyPrefix.length();
        String filled = String.format(Locale.ROOT, "%0" + serialDigits + "d", serial);
        if (serial < 0 || filled.length() > serialDigits) {
            throw new IllegalArgumentException(
                    "serial " + serial + " does not fit " + serialDigits + " digits");
        }
        String body = extension + companyPrefix + filled;
        return new Sscc(body + CheckDigit.gs1(body));
    }

    /// Reads 18 digits, also with spaces and with the application identifier `(00)` before them.
    public static Parsed<Sscc> parse(String typed) {
        String digits = typed.replace(" ", "").replaceFirst("^(\\(00\\)|00(?=[0-9]{18}$))", "");
        if (!FORM.matcher(digits).matches()) {
            return new Parsed.Refused<>("parcel", "A parcel's SSCC has 18 digits.");
        }
        if (!checked(digits)) {
            return new Parsed.Refused<>(
                    "parcel", "The last digit does not fit the others: one of them is wrong.");
        }
        return new Parsed.Read<>(new Sscc(digits));
    }

    private static boolean checked(String digits) {
        return CheckDigit.gs1(digits.substring(0, 17)) == digits.charAt(17) - '0';
    }
}
