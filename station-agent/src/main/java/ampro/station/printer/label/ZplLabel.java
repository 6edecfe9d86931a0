package ampro.station.printer.label;

import ampro.firmware.profile.LabelPrinterProfile;
import ampro.firmware.wire.LabelData;
import ampro.station.printer.label.LabelLayout.Element;
import java.nio.charset.StandardCharsets;

/// A label as native ZPL II: some 700 bytes instead of a bitmap.
///
/// Words from outside are data: everything but plain ASCII letters, digits and signs that mean
/// nothing to ZPL is a hex escape (`^FH`). The stream is pure printable ASCII, so that XON/XOFF
/// cannot hurt it. `^JZN` keeps the printer from printing a failed label again by itself.
final class ZplLabel {
    /// `^BQ` draws its symbol this much below its `^FO`.
    private static final int QR_DOTS_LOWER = 10;

    private ZplLabel() {}

    static byte[] of(LabelData label, LabelPrinterProfile profile) {
        StringBuilder zpl = new StringBuilder();
        zpl.append(
                "^XA^PW%d^LL%d^LH0,0^CI28^JZN"
                        .formatted(profile.widthDots(), profile.lengthDots()));
        for (Element element : LabelLayout.of(label, profile)) {
            zpl.append(drawn(element, profile));
        }
        return zpl.append("^PQ1,0,0,N^XZ\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String drawn(Element element, LabelPrinterProfile profile) {
        return switch (element) {
            case Element.Words(int x, int y, int height, int width, String words) ->
                    field(x, y, "^A0N,%d,%d^FH".formatted(height, width), escaped(words));
            case Element.Centred(int y, int height, String words) ->
                    field(0, y, "^A0N,%d^FB%d,1,0,C".formatted(height, profile.widthDots()), words);
            case Element.Rule(int x, int y, int length, int thick) ->
                    "^FO%d,%d^GB%d,0,%d^FS".formatted(x, y, length, thick);
            case Element.Qr(int x, int y, int module, String text) ->
                    field(
                            x,
                            y - QR_DOTS_LOWER,
                            "^BQN,2,%d^FH".formatted(module),
                            "MA," + escaped(text));
            case Element.Sscc(int x, int y, int height, int module, String digits) ->
                    field(x, y, "^BY%d^BCN,%d,N".formatted(module, height), ">;>800" + digits);
        };
    }

    private static String field(int x, int y, String how, String data) {
        return "^FO%d,%d%s^FD%s^FS".formatted(x, y, how, data);
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
