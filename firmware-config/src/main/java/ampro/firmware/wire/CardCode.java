package ampro.firmware.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the symbol on the card's back says, as text: the licence number and the card's identity.
/// The check at the station scans it; the signed seal will carry the same two.
///
/// Form: `AMPRO1;T0100042178;7K3M9QWETY2345HX`.
public record CardCode(String licence, String card) {
    private static final Pattern FORM = Pattern.compile("AMPRO1;([A-Z0-9]{6,25});([A-Z0-9]{16})");

    public CardCode {
        if (!FORM.matcher(text(licence, card)).matches()) {
            throw new IllegalArgumentException("not a card code: " + text(licence, card));
        }
    }

    public String text() {
        return text(licence, card);
    }

    public static Optional<CardCode> parse(String scanned) {
        Matcher form = FORM.matcher(scanned.strip());
        return form.matches()
                ? Optional.of(new CardCode(form.group(1), form.group(2)))
                : Optional.empty();
    }

    private static String text(String licence, String card) {
        return "AMPRO1;" + licence + ";" + card;
    }
}
