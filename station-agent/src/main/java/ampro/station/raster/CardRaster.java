package ampro.station.raster;

import ampro.firmware.profile.CardPrinterProfile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Draws one side of a card for one printer model.
///
/// The page is drawn at the head's resolution and true size (1011 x 638 px at 300 dpi) and laid in
/// the middle of the head's somewhat larger field (1016 x 648); its outermost pixels are repeated
/// outwards as bleed. Nothing is scaled, so a symbol keeps its modules, and no white edge shows
/// where a card lies a little off. A smaller field cuts the edges off evenly.
///
/// The head reads the card turned: dot `d` of line `l` is pixel x = l, y = lineDots - 1 - d of the
/// landscape picture.
public final class CardRaster {
    /// Both sides in Base64 with room to spare; a portrait is some 100 KiB.
    public static final int PDF_BYTES_MAX = 4 << 20;

    /// What PDFBox may unpack of one file, so that a small bomb cannot fill a small box.
    private static final long UNPACKED_BYTES_MAX = 32 << 20;

    /// ISO/IEC 7810 ID-1, as the hub draws it.
    private static final double WIDTH_MM = 85.60;

    private static final double HEIGHT_MM = 53.98;

    /// PDF producers round to a hundredth of a point; half a dot at 300 dpi is 0.04 mm.
    private static final double SIZE_TOLERANCE_MM = 0.05;

    private static final double POINTS_PER_MM = 72 / 25.4;

    /// PDFBox warns with pieces of the file, which may be a name: it says nothing.
    private static final List<Logger> MUTED =
            List.of(Logger.getLogger("org.apache.pdfbox"), Logger.getLogger("org.apache.fontbox"));

    static {
        MUTED.forEach(logger -> logger.setLevel(Level.OFF));
    }

    private final CardPrinterProfile profile;
    private final int width;
    private final int height;

    public CardRaster(CardPrinterProfile profile) {
        this.profile = profile;
        this.width = dots(WIDTH_MM, profile.dpi());
        this.height = dots(HEIGHT_MM, profile.dpi());
    }

    public Drawing front(byte[] pdf) {
        return draw(pdf, profile.frontPanels());
    }

    public Drawing back(byte[] pdf) {
        return draw(pdf, profile.backPanels());
    }

    /// PDFBox throws whatever a damaged file makes it stumble over, so everything is a refusal
    /// here; its messages stay out of the sentence because they may quote the file.
    private Drawing draw(byte[] pdf, String names) {
        if (pdf.length > PDF_BYTES_MAX) {
            return new Drawing.Refused(
                    "the PDF has %d bytes, more than %d".formatted(pdf.length, PDF_BYTES_MAX));
        }
        var cache = MemoryUsageSetting.setupMainMemoryOnly(UNPACKED_BYTES_MAX).streamCache;
        try (PDDocument document = Loader.loadPDF(pdf, "", null, null, cache)) {
            String wrong = wrong(document);
            return wrong.isEmpty()
                    ? new Drawing.Drawn(split(picture(document), names))
                    : new Drawing.Refused(wrong);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new Drawing.Refused("the PDF cannot be drawn: " + e.getClass().getSimpleName());
        }
    }

    private static String wrong(PDDocument document) {
        if (document.isEncrypted()) {
            return "the PDF is encrypted";
        }
        if (document.getNumberOfPages() != 1) {
            return "the PDF has %d pages, not one".formatted(document.getNumberOfPages());
        }
        PDPage page = document.getPage(0);
        PDRectangle box = page.getCropBox();
        double wide = box.getWidth() / POINTS_PER_MM;
        double high = box.getHeight() / POINTS_PER_MM;
        boolean fits =
                page.getRotation() == 0
                        && page.getUserUnit() == 1
                        && Math.abs(wide - WIDTH_MM) <= SIZE_TOLERANCE_MM
                        && Math.abs(high - HEIGHT_MM) <= SIZE_TOLERANCE_MM;
        return fits
                ? ""
                : "the page is %.2f x %.2f mm turned by %d, not %.2f x %.2f mm"
                        .formatted(wide, high, page.getRotation(), WIDTH_MM, HEIGHT_MM);
    }

    /// Own image and own scale: PDFBox would round 637.6 dots down to 637.
    private BufferedImage picture(PDDocument document) throws IOException {
        PDRectangle box = document.getPage(0).getCropBox();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        try {
            pen.setBackground(Color.WHITE);
            pen.clearRect(0, 0, width, height);
            new PDFRenderer(document)
                    .renderPageToGraphics(0, pen, width / box.getWidth(), height / box.getHeight());
        } finally {
            pen.dispose();
        }
        return image;
    }

    private Panels split(BufferedImage image, String names) {
        int[] field = field(image.getRGB(0, 0, width, height, null, 0, width));
        boolean dyes = names.contains("y");
        List<Panel> panels = new ArrayList<>();
        for (int i = 0; i < names.length(); i++) {
            char name = names.charAt(i);
            int levels = "ymc".indexOf(name) < 0 ? 2 : profile.colourLevels();
            IntUnaryOperator ink = Ink.of(name, dyes, levels);
            panels.add(new Panel(name, levels, pack(field, ink, Panel.bits(levels))));
        }
        return new Panels(panels);
    }

    /// The picture in the head's order, with its bleed.
    private int[] field(int[] picture) {
        int left = (profile.lines() - width) / 2;
        int top = (profile.lineDots() - height) / 2;
        int[] field = new int[profile.lines() * profile.lineDots()];
        int at = 0;
        for (int line = 0; line < profile.lines(); line++) {
            int x = Math.clamp(line - left, 0, width - 1);
            for (int dot = 0; dot < profile.lineDots(); dot++) {
                int y = Math.clamp(profile.lineDots() - 1 - dot - top, 0, height - 1);
                field[at++] = picture[y * width + x];
            }
        }
        return field;
    }

    private static byte[] pack(int[] field, IntUnaryOperator ink, int bits) {
        byte[] packed = new byte[(field.length * bits + 7) / 8];
        int held = 0;
        int heldBits = 0;
        int at = 0;
        for (int rgb : field) {
            held = (held << bits) | ink.applyAsInt(rgb);
            heldBits += bits;
            while (heldBits >= 8) {
                heldBits -= 8;
                packed[at++] = (byte) (held >> heldBits);
            }
        }
        if (heldBits > 0) {
            packed[at] = (byte) (held << (8 - heldBits));
        }
        return packed;
    }

    private static int dots(double mm, int dpi) {
        return (int) Math.round(mm / 25.4 * dpi);
    }
}
