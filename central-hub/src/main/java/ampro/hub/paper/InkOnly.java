package ampro.hub.paper;

import java.awt.image.BufferedImage;

/// A signature without its paper: black strokes whose cover follows their darkness.
final class InkOnly {
    /// Lighter than this, of 255, is paper.
    private static final int PAPER = 215;

    private InkOnly() {}

    static BufferedImage of(BufferedImage strokes) {
        BufferedImage ink =
                new BufferedImage(
                        strokes.getWidth(), strokes.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < ink.getHeight(); y++) {
            for (int x = 0; x < ink.getWidth(); x++) {
                int rgb = strokes.getRGB(x, y);
                int grey = (((rgb >> 16) & 255) * 3 + ((rgb >> 8) & 255) * 6 + (rgb & 255)) / 10;
                int cover = Math.clamp((PAPER - grey) * 255 / PAPER * 3 / 2, 0, 255);
                ink.setRGB(x, y, cover << 24);
            }
        }
        return ink;
    }
}
