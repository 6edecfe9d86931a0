package ampro.station.hardware.simulated;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import javax.imageio.ImageIO;

/// One side of a card as the eye sees it, landscape: dyes take away their complement's light, resin
/// covers, varnish does not tint.
///
/// **Orientation:** the head reads the card turned by 270 degrees; dot `d` of line `l` is pixel `x
/// = l`, `y = lineDots - 1 - d`, on both sides.
final class CardPicture {
    private static final int WHITE = 0xFFFFFF;

    private final BufferedImage image;

    private CardPicture(BufferedImage image) {
        this.image = image;
    }

    static CardPicture blank(int lineDots, int lines) {
        int[] white = new int[lineDots * lines];
        Arrays.fill(white, WHITE);
        BufferedImage image = new BufferedImage(lines, lineDots, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, lines, lineDots, white, 0, lines);
        return new CardPicture(image);
    }

    static CardPicture read(Path file) throws IOException {
        BufferedImage read = ImageIO.read(file.toFile());
        CardPicture picture = blank(read.getHeight(), read.getWidth());
        picture.image.getGraphics().drawImage(read, 0, 0, null);
        return picture;
    }

    /// Prints the first `lines` lines of a panel on top of what is there.
    void print(char panel, PanelBitmap bitmap, int lines) {
        if (panel == 'o') {
            return;
        }
        int height = image.getHeight();
        int[] column = new int[height];
        for (int line = 0; line < lines; line++) {
            image.getRGB(line, 0, 1, height, column, 0, 1);
            for (int dot = 0; dot < height; dot++) {
                int level = Byte.toUnsignedInt(bitmap.dots()[line * height + dot]);
                int y = height - 1 - dot;
                column[y] = inked(column[y] & WHITE, panel, level, bitmap.levels() - 1);
            }
            image.setRGB(line, 0, 1, height, column, 0, 1);
        }
    }

    private static int inked(int rgb, char panel, int level, int full) {
        return switch (panel) {
            case 'y' -> dyed(rgb, 0, level, full);
            case 'm' -> dyed(rgb, 8, level, full);
            case 'c' -> dyed(rgb, 16, level, full);
            default -> 2 * level > full ? 0 : rgb;
        };
    }

    private static int dyed(int rgb, int shift, int level, int full) {
        int light = (rgb >> shift) & 0xFF;
        int left = light * (full - level) / full;
        return (rgb & ~(0xFF << shift)) | (left << shift);
    }

    /// All of the file or none of it.
    void write(Path file) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, png.toByteArray());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
