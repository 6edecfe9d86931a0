package ampro.hub.paper;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

/// A card side as a page shows it: a PNG with its size, so that the page keeps its place, and its
/// hash, so that a browser asks for it once.
public final class Picture {
    /// 1200 dpi are 4044 x 2550 pixels; nobody needs more, and each step costs memory squared.
    private static final int DPI_MAX = 1200;

    private final byte[] png;
    private final int width;
    private final int height;

    private Picture(byte[] png, int width, int height) {
        this.png = png;
        this.width = width;
        this.height = height;
    }

    /// Drawn into a picture of our own size, because the renderer's own rounds 637.6 rows down.
    public static Picture of(byte[] pdf, int dpi) {
        if (dpi < 1 || dpi > DPI_MAX) {
            throw new IllegalArgumentException("dpi outside 1.." + DPI_MAX + ": " + dpi);
        }
        int width = Mm.pixels(Mm.CARD_WIDTH, dpi);
        int height = Mm.pixels(Mm.CARD_HEIGHT, dpi);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            g.setBackground(Color.WHITE);
            g.clearRect(0, 0, width, height);
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            new PDFRenderer(document).renderPageToGraphics(0, g, dpi / 72f);
            coverLastRow(picture);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", bytes);
            return new Picture(bytes.toByteArray(), width, height);
        } catch (IOException e) {
            throw new UncheckedIOException("our own PDF in memory", e);
        } finally {
            g.dispose();
        }
    }

    /// The card's height is no whole number of pixels: the last row, partly off the page, takes the
    /// colours of the one above instead of a white edge.
    private static void coverLastRow(BufferedImage picture) {
        int last = picture.getHeight() - 1;
        for (int x = 0; x < picture.getWidth(); x++) {
            picture.setRGB(x, last, picture.getRGB(x, last - 1));
        }
    }

    public byte[] png() {
        return png.clone();
    }

    /// In pixels.
    public int width() {
        return width;
    }

    /// In pixels.
    public int height() {
        return height;
    }

    /// Of the PNG, in hexadecimal.
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(png));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
