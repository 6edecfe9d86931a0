package ampro.hub.paper;

import ampro.hub.card.Portrait;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/// The second, faint portrait: one ink whose cover follows the darkness of the picture and fades to
/// nothing at an oval's edge, so that the guilloche shows through it.
final class GhostPortrait {
    /// 11 mm at 300 dpi is 130 pixels; twice that keeps it smooth at 600.
    private static final int WIDTH = 260;

    /// How dark the ghost's darkest part is; the light ground of a portrait vanishes.
    private static final double COVER = 0.62;

    private static final double LIGHT = 0.90;

    private GhostPortrait() {}

    static BufferedImage of(Portrait portrait, Color ink) throws IOException {
        BufferedImage source = read(portrait);
        int height = WIDTH * source.getHeight() / source.getWidth();
        BufferedImage small = new BufferedImage(WIDTH, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = small.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(source, 0, 0, WIDTH, height, null);
        g.dispose();
        BufferedImage ghost = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double grey = small.getRaster().getSample(x, y, 0) / 255.0;
                double cover = COVER * Math.max(0, 1 - grey / LIGHT) * inside(x, y, height);
                ghost.setRGB(x, y, ((int) (255 * cover) << 24) | (ink.getRGB() & 0xffffff));
            }
        }
        return ghost;
    }

    /// The stored portrait is our own JPEG, so it reads.
    static BufferedImage read(Portrait portrait) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(portrait.jpeg()));
    }

    /// 1 in the middle of the oval, 0 at its edge.
    private static double inside(int x, int y, int height) {
        double dx = (x + 0.5) / WIDTH * 2 - 1;
        double dy = (y + 0.5) / height * 2 - 1;
        double distance = Math.sqrt(dx * dx + dy * dy);
        double edge = Math.clamp((1 - distance) / 0.28, 0, 1);
        return edge * edge * (3 - 2 * edge);
    }
}
