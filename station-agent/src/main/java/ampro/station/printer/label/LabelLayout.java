package ampro.station.printer.label;

import ampro.firmware.profile.LabelPrinterProfile;
import ampro.firmware.wire.LabelData;
import java.util.ArrayList;
import java.util.List;

/// Where everything stands on a parcel's label, 4 x 6 in, the same in every language. From top to
/// bottom: sender, receiver, QR for the scan on arrival, number of cards, SSCC as GS1-128 with the
/// 0.5 mm bars that GS1 asks for on logistic units.
final class LabelLayout {
    /// The numbers below are dots of this resolution; elements have the profile's own.
    private static final int LAYOUT_DPI = 203;

    /// Longer words do not fit a line even when squeezed; the rest is on the manifest.
    private static final int LINE_CHARS_MAX = 60;

    private static final int MARGIN = 40;
    private static final int ROOM = 732;
    private static final int COLUMN = 330;
    private static final int COLUMN_ROOM = 442;
    private static final int CAPTION = 24;
    private static final int TEXT = 58;

    /// What a language must be able to draw; `x` and `y` are the upper left corner, in dots.
    sealed interface Element {
        /// One line of any Unicode words; letters are `height` high and about half `width` wide.
        record Words(int x, int y, int height, int width, String words) implements Element {}

        /// One line of digits and signs in the middle of the label.
        record Centred(int y, int height, String words) implements Element {}

        record Rule(int x, int y, int length, int thick) implements Element {}

        /// QR at error level M (ISO/IEC 18004).
        record Qr(int x, int y, int module, String text) implements Element {}

        /// GS1-128 of application identifier 00, without a line of text.
        record Sscc(int x, int y, int height, int module, String digits) implements Element {}
    }

    private final LabelPrinterProfile profile;
    private final List<Element> elements = new ArrayList<>();

    private LabelLayout(LabelPrinterProfile profile) {
        this.profile = profile;
    }

    static List<Element> of(LabelData label, LabelPrinterProfile profile) {
        return new LabelLayout(profile).lay(label);
    }

    private List<Element> lay(LabelData label) {
        words(MARGIN, 40, CAPTION, ROOM, "FROM");
        words(MARGIN, 74, 48, ROOM, label.from());
        rule(150);
        words(MARGIN, 180, CAPTION, ROOM, "TO");
        int y = 218;
        for (String line : label.to()) {
            words(MARGIN, y, TEXT, ROOM, line);
            y += 70;
        }
        rule(600);
        String code = label.code().text();
        elements.add(new Element.Qr(d(MARGIN), d(625), module(code), code));
        words(COLUMN, 640, CAPTION, COLUMN_ROOM, "LABEL");
        words(COLUMN, 674, TEXT, COLUMN_ROOM, label.label());
        words(COLUMN, 756, CAPTION, COLUMN_ROOM, "CARDS");
        words(COLUMN, 790, TEXT, COLUMN_ROOM, Integer.toString(label.cards()));
        rule(880);
        elements.add(new Element.Sscc(d(94), d(910), d(220), d(4), label.sscc()));
        elements.add(new Element.Centred(d(1_150), d(44), "(00) " + label.sscc()));
        return List.copyOf(elements);
    }

    /// Squeezes the letters of what would be wider than `room`.
    private void words(int x, int y, int height, int room, String words) {
        int chars = words.codePointCount(0, words.length());
        String fitting =
                chars <= LINE_CHARS_MAX
                        ? words
                        : words.substring(0, words.offsetByCodePoints(0, LINE_CHARS_MAX));
        int width = Math.min(height, 2 * room / Math.clamp(chars, 1, LINE_CHARS_MAX));
        elements.add(new Element.Words(d(x), d(y), d(height), d(width), fitting));
    }

    private void rule(int y) {
        elements.add(new Element.Rule(d(MARGIN), d(y), d(ROOM), d(3)));
    }

    /// Dots of a QR module so that the symbol keeps its place: 62 bytes are 33 modules wide, 152
    /// are 49.
    private int module(String code) {
        return d(code.length() <= 62 ? 7 : 5);
    }

    private int d(int dots) {
        return dots * profile.dpi() / LAYOUT_DPI;
    }
}
