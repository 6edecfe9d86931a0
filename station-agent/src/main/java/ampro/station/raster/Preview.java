package ampro.station.raster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

/// The card's file as a picture for the screen, PNG.
public final class Preview {
    /// Sharp enough to compare a face on a panel of 5 dots a millimetre.
    private static final float DPI = 150;

    private Preview() {}

    public static byte[] png(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(new PDFRenderer(document).renderImageWithDPI(0, DPI), "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("artwork that was taken must be drawable", e);
        }
    }
}
