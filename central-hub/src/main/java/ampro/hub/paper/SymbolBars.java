package ampro.hub.paper;

import ampro.firmware.wire.CardCode;
import java.awt.Rectangle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import uk.org.okapibarcode.backend.Pdf417;

/// The PDF417 symbol (ISO/IEC 15438) of a card's code as bars in whole dots of a 300 dpi printer,
/// so that no bar is ever grey.
///
/// - `width`, `height`: in dots, without the quiet zone
record SymbolBars(int width, int height, List<Rectangle> bars) {
    static final int DPI = 300;

    /// The narrowest bar: 0.254 mm. Two dots would do for a good scanner; three forgive a worn
    /// card.
    static final int MODULE = 3;

    /// ISO/IEC 15438 asks for two modules on every side.
    static final int QUIET = 2 * MODULE;

    private static final int ROW = 3 * MODULE;
    private static final int COLUMNS = 10;

    /// 64 check words: up to 32 of about 100 words may be damaged.
    private static final int ECC = 5;

    static SymbolBars of(CardCode code) {
        Pdf417 symbol = new Pdf417();
        symbol.setForceByteCompaction(true);
        symbol.setDataColumns(COLUMNS);
        symbol.setPreferredEccLevel(ECC);
        symbol.setModuleWidth(MODULE);
        symbol.setBarHeight(ROW);
        symbol.setContent(code.text().getBytes(StandardCharsets.US_ASCII));
        return new SymbolBars(
                symbol.getWidth(),
                symbol.getHeight(),
                symbol.getRectangles().stream()
                        .map(r ->
                                new Rectangle(
                                        (int) Math.round(r.x),
                                        (int) Math.round(r.y),
                                        (int) Math.round(r.width),
                                        (int) Math.round(r.height)))
                        .toList());
    }
}
