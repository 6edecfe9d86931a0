package ampro.hub.card;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A picture as a stranger sent it, read with suspicion: the type by its first bytes (names and
/// media types lie), the size from its header before a pixel is decoded (a small file can claim
/// gigapixels), metadata never looked at and never kept.
final class PictureFile {
    /// 5 MiB: a good phone picture; more is a mistake or an attack.
    static final int BYTES_MAX = 5 * 1024 * 1024;

    static final int SIDE_MAX = 4096;

    /// 16 MP are 64 MB decoded: what one intake request may cost.
    static final int PIXELS_MAX = 16_000_000;

    private static final float JPEG_QUALITY = 0.92f;

    private PictureFile() {}

    static Parsed<BufferedImage> decode(String field, byte[] file) {
        if (file.length == 0) {
            return new Parsed.Refused<>(field, "The picture is missing.");
        }
        if (file.length > BYTES_MAX) {
            return new Parsed.Refused<>(field, "The picture's file is larger than 5 MiB.");
        }
        Optional<String> type = type(file);
        if (type.isEmpty()) {
            return new Parsed.Refused<>(field, "The picture is neither a JPEG nor a PNG file.");
        }
        return decode(field, file, ImageIO.getImageReadersByFormatName(type.get()).next());
    }

    private static Optional<String> type(byte[] file) {
        String magic = HexFormat.of().formatHex(Arrays.copyOf(file, 8));
        if (magic.startsWith("ffd8ff")) {
            return Optional.of("jpeg");
        }
        return magic.equals("89504e470d0a1a0a") ? Optional.of("png") : Optional.empty();
    }

    private static Parsed<BufferedImage> decode(String field, byte[] file, ImageReader reader) {
        AtomicBoolean warned = new AtomicBoolean();
        IIOReadWarningListener listener = (source, text) -> warned.set(true);
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener(listener);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            if (width > SIDE_MAX || height > SIDE_MAX || width * height > PIXELS_MAX) {
                return new Parsed.Refused<>(
                        field, "The picture has more than 4096 pixels a side or 16 megapixels.");
            }
            BufferedImage picture = flat(reader.read(0));
            return warned.get() ? damaged(field) : new Parsed.Read<>(picture);
        } catch (IOException | RuntimeException e) {
            // the readers throw unchecked ones too when a file lies about itself
            return damaged(field);
        } finally {
            reader.dispose();
        }
    }

    private static Parsed<BufferedImage> damaged(String field) {
        return new Parsed.Refused<>(
                field, "The picture's file is damaged or of a kind that cannot be read here.");
    }

    /// Eight bits of red, green and blue, without transparency: on white, as on paper.
    private static BufferedImage flat(BufferedImage picture) {
        return scaled(picture, picture.getWidth(), picture.getHeight());
    }

    static BufferedImage scaled(BufferedImage picture, int width, int height) {
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = scaled.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(picture, 0, 0, width, height, Color.WHITE, null);
        g.dispose();
        return scaled;
    }

    static byte[] jpeg(BufferedImage picture) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam quality = writer.getDefaultWriteParam();
        quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        quality.setCompressionQuality(JPEG_QUALITY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), quality);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
