package ampro.hub.card;

import java.util.Optional;

/// The letters a card can show: the Latin blocks of Unicode that the embedded font has whole, and
/// the few signs that names and addresses need. A test of `ampro.hub.paper` proves the promise
/// glyph by glyph.
public final class CardText {
    private static final String SIGNS = "\u2010\u2011\u2013\u2018\u2019\u02BB\u02BC";

    private CardText() {}

    /// The first character that a card cannot show, named by its code point.
    public static Optional<String> unprintable(String text) {
        return text.codePoints()
                .filter(c -> !printable(c))
                .mapToObj("U+%04X"::formatted)
                .findFirst();
    }

    public static boolean printable(int c) {
        return within(c, 0x20, 0x7E) // Basic Latin
                || within(c, 0xA1, 0xAC) // Latin-1 Supplement, without the soft hyphen
                || within(c, 0xAE, 0x17F) // and Latin Extended-A
                || within(c, 0x180, 0x24F) // Latin Extended-B
                || within(c, 0x1E00, 0x1EFF) // Latin Extended Additional
                || SIGNS.indexOf(c) >= 0;
    }

    private static boolean within(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
