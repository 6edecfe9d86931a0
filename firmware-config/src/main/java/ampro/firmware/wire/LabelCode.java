package ampro.firmware.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the QR symbol on a parcel's label says: the parcel and the label's own token. Only the
/// label with the parcel's live token is accepted, so that a second print does no harm.
///
/// Form: `AMPROL1;340123450000000017;4hK2-…`.
public record LabelCode(String sscc, String token) {
    private static final String BEGIN = "AMPROL1;";
    private static final Pattern FORM =
            Pattern.compile(BEGIN + "([0-9]{18});([A-Za-z0-9_-]{1,64})");

    public LabelCode {
        if (!FORM.matcher(text(sscc, token)).matches()) {
            throw new IllegalArgumentException("not a label code: " + text(sscc, token));
        }
    }

    public String text() {
        return text(sscc, token);
    }

    public static Optional<LabelCode> parse(String scanned) {
        Matcher form = FORM.matcher(scanned.strip());
        return form.matches()
                ? Optional.of(new LabelCode(form.group(1), form.group(2)))
                : Optional.empty();
    }

    private static String text(String sscc, String token) {
        return BEGIN + sscc + ";" + token;
    }
}
