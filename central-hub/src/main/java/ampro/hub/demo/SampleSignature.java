package ampro.hub.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A pen's loops across the paper and a stroke under them: the mark of somebody who does not exist.
final class SampleSignature {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 160;

    private SampleSignature() {}

    /// A PNG of 480 x 160 pixels; the same seed gives the same mark.
    static byte[] png(long seed) {
        BufferedImage paper = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = paper.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.BLACK);
        g.setStroke(new BasicStroke(4.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        RandomGenerator random = new SplittableRandom(seed);
        g.draw(loops(random));
        g.draw(flourish(random));
        g.dispose();
        return SamplePortraits.png(paper);
    }

    /// A tall first letter, then small loops that lean forward and run out.
    private static Path2D loops(RandomGenerator random) {
        Path2D pen = new Path2D.Double();
        double x = 40;
        double y = 108;
        pen.moveTo(x, y);
        int letters = random.nextInt(5, 9);
        double step = 330.0 / letters;
        for (int i = 0; i < letters; i++) {
            double tall = i == 0 ? 88 : random.nextDouble(16, random.nextInt(4) == 0 ? 72 : 38);
            double lean = tall * random.nextDouble(0.5, 0.9);
            pen.curveTo(
                    x + step * 0.5 + lean,
                    y - tall,
                    x + lean - 8,
                    y - tall * 1.25,
                    x + step * 0.4,
                    y);
            double next = 108 + random.nextDouble(-7, 7);
            double dip = random.nextInt(5) == 0 ? 34 : 8;
            pen.curveTo(
                    x + step * 0.3, y + dip, x + step * 0.8, next + dip * 0.6, x + step, next - 2);
            x += step;
            y = next - 2;
        }
        pen.curveTo(x + 20, y - 6, x + 40, y - 16, x + 66, y - 22);
        return pen;
    }

    private static Path2D flourish(RandomGenerator random) {
        double y = 132 + random.nextDouble(0, 8);
        Path2D pen = new Path2D.Double();
        pen.moveTo(400 + random.nextDouble(-30, 30), y - 8);
        pen.curveTo(300, y + 4, 160, y + 10, 90 + random.nextDouble(-30, 60), y);
        return pen;
    }
}
