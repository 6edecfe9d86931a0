package ampro.station.printer.label;

import ampro.firmware.profile.LabelPrinterProfile;
import ampro.firmware.wire.LabelData;
import java.nio.charset.StandardCharsets;

/// A parcel's label, 4 x 6 in, as native ZPL II: some 700 bytes instead of a bitmap. From top to
/// bottom: sender, receiver, QR for the scan on arrival, number of cards, SSCC as GS1-128 with the
/// 0.5 mm bars that GS1 asks for on logistic units.
///
/// Words from outside are data, never commands: everything but plain ASCII letters, digits and
/// signs that mean nothing to ZPL is a hex escape (`^FH`). The stream is pure printable ASCII, so
/// that XON/XOFF cannot hurt it.
final class ZplLabel {
    /// The layout below is in dots of this resolution.
    private static final int LAYOUT_DPI = 203;

    /// Longer words do not fit a line even when squeezed; the rest is on the manifest.
    private static final int LINE_CHARS_MAX = 60;

    private static final int MARGIN = 40;

    private final LabelPrinterProfile profile;
    private final StringBuilder zpl = new StringBuilder();

    private ZplLabel(LabelPrinterProfile profile) {
        this.profile = profile;
    }

    static byte[] of(LabelData label, LabelPrinterProfile profile) {
        return new ZplLabel(profile).draw(label).getBytes(StandardCharsets.US_ASCII);
    }

    private String draw(LabelData label) {
        zpl.append(
                "^XA^PW%d^LL%d^LH0,0^CI28^JZN"
                        .formatted(profile.widthDots(), profile.lengthDots()));
        caption(MARGIN, 40, "FROM");
        text(MARGIN, 74, 48, 732, label.from());
        rule(150);
        caption(MARGIN, 180, "TO");
        int y = 218;
        for (String line : label.to()) {
            text(MARGIN, y, 58, 732, line);
            y += 70;
        }
        rule(600);
        field(MARGIN, 615, "^BQN,2," + module(label) + "^FH", "MA," + escaped(label.code().text()));
        caption(330, 640, "LABEL");
        text(330, 674, 58, 442, label.label());
        caption(330, 756, "CARDS");
        text(330, 790, 58, 442, Integer.toString(label.cards()));
        rule(880);
        field(94, 910, "^BY%d^BCN,%d,N".formatted(d(4), d(220)), ">;>800" + label.sscc());
        field(
                0,
                1_150,
                "^A0N,%d^FB%d,1,0,C".formatted(d(44), profile.widthDots()),
                "(00) " + label.sscc());
        return zpl.append("^PQ1,0,0,N^XZ\n").toString();
    }

    /// Dots of a QR module so that the symbol keeps its place: 62 bytes are 33 modules wide, 152
    /// are 49 at error level M (ISO/IEC 18004).
    private int module(LabelData label) {
        return d(label.code().text().length() <= 62 ? 7 : 5);
    }

    /// Squeezes the letters of what would be wider than `room`; font 0 is half as wide as high.
    private void text(int x, int y, int height, int room, String words) {
        int chars = words.codePointCount(0, words.length());
        String fitting =
                chars <= LINE_CHARS_MAX
                        ? words
                        : words.substring(0, words.offsetByCodePoints(0, LINE_CHARS_MAX));
        int wide = Math.min(height, 2 * room / Math.clamp(chars, 1, LINE_CHARS_MAX));
        field(x, y, "^A0N,%d,%d^FH".formatted(d(height), d(wide)), escaped(fitting));
    }

    private void caption(int x, int y, String word) {
        field(x, y, "^A0N," + d(24), word);
    }

    private void field(int x, int y, String how, String data) {
        zpl.append("^FO%d,%d%s^FD%s^FS".formatted(d(x), d(y), how, data));
    }

    private void rule(int y) {
        zpl.append("^FO%d,%d^GB%d,0,%d^FS".formatted(d(MARGIN), d(y), d(732), d(3)));
    }

    private int d(int dots) {
        return dots * profile.dpi() / LAYOUT_DPI;
    }

    /// Hex escapes (`_41`) of the UTF-8 bytes that `^CI28` reads, for all that is not harmless.
    static String escaped(String words) {
        StringBuilder safe = new StringBuilder();
        for (byte b : words.getBytes(StandardCharsets.UTF_8)) {
            boolean harmless = b >= ' ' && b <= '~' && "^~\\_".indexOf(b) < 0;
            if (harmless) {
                safe.append((char) b);
            } else {
                safe.append("_%02X".formatted(b));
            }
        }
        return safe.toString();
    }
}
