package ampro.hub.demo;

import static ampro.hub.demo.SampleBrush.clear;
import static ampro.hub.demo.SampleBrush.tone;

import ampro.hub.card.Sex;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/// Faces that belong to nobody: drawn by shapes from a seed, at passport proportions, on a plain
/// light ground. They look like drawings so that nobody takes them for photographs.
public final class SamplePortraits {
    /// 35 x 45 mm at 300 dpi.
    public static final int WIDTH = 413;

    public static final int HEIGHT = 531;

    private static final Color WHITE = new Color(0xfbf8f4);
    private static final Color DARK = new Color(0x1d1512);
    private static final double CHIN = 402;

    private final SampleBrush brush;
    private final SampleLook look;
    private final Path2D face;

    private SamplePortraits(SampleBrush brush, SampleLook look) {
        this.brush = brush;
        this.look = look;
        double jaw = 92 + look.jaw();
        this.face =
                brush.mirrored(
                        0, 96, 78, 96, 122, 146, 121, 226, 120, 290, jaw, 350, 52, 385, 36, 397, 18,
                        CHIN, 0, CHIN);
    }

    /// A PNG of 413 x 531 pixels; the same seed gives the same face.
    public static byte[] png(long seed, Sex sex, boolean glasses) {
        SampleLook look = SampleLook.draw(new SplittableRandom(seed), sex, glasses);
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        SampleBrush brush = new SampleBrush(g, WIDTH / 2.0);
        g.setPaint(new GradientPaint(0, 0, look.ground(), 0, HEIGHT, tone(look.ground(), 0.94)));
        g.fillRect(0, 0, WIDTH, HEIGHT);
        new SamplePortraits(brush, look).draw();
        g.dispose();
        return png(picture);
    }

    static byte[] png(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private void draw() {
        SampleHair hair = new SampleHair(brush, look, face);
        hair.behind();
        neck();
        garment();
        ears();
        brush.shade(look.skin(), 96, 430, face);
        brush.inside(face, this::shadows);
        if (look.beard()) {
            brush.inside(face, this::beard);
        }
        eyes();
        nose();
        mouth();
        hair.front();
        if (look.glasses()) {
            glasses();
        }
    }

    private void neck() {
        Path2D neck =
                brush.mirrored(
                        0, 330, 62, 330, 62, 340, 62, 380, 62, 430, 70, 446, 96, 458, 96, 531, 0,
                        531, 0, 531);
        brush.shade(tone(look.skin(), 0.94), 330, 531, neck);
        brush.inside(neck, () -> brush.oval(clear(tone(look.skin(), 0.62), 150), 0, 386, 190, 74));
    }

    private void garment() {
        Color cloth = look.cloth();
        Path2D shoulders =
                brush.mirrored(
                        0, 470, 40, 470, 62, 446, 70, 432, 104, 452, 176, 452, 196, 502, 202, 516,
                        206, 540, 206, 560, 206, 560, 0, 560, 0, 560);
        switch (look.garment()) {
            case ROUND_NECK -> {
                brush.shade(cloth, 430, 540, shoulders);
                brush.line(tone(cloth, 0.75), 5, brush.curve(-69, 434, -50, 480, 50, 480, 69, 434));
            }
            case COLLAR -> {
                brush.shade(tone(cloth, 1.25), 430, 540, shoulders);
                brush.both(tone(cloth, 1.55), polygon(66, 424, 4, 478, 40, 512, 84, 446));
                brush.line(tone(cloth, 0.8), 2, polygon(0, 478, 0, 531));
            }
            case JACKET -> {
                brush.shade(tone(cloth, 0.62), 430, 540, shoulders);
                brush.fill(WHITE, polygon(-64, 430, 0, 474, 64, 430, 46, 531, -46, 531));
                brush.both(tone(cloth, 0.5), polygon(68, 426, 28, 531, 96, 531, 92, 446));
                brush.fill(cloth, polygon(-11, 474, 11, 474, 16, 531, -16, 531));
            }
            case WRAP -> {
                brush.shade(cloth, 430, 540, shoulders);
                brush.inside(shoulders, this::stripes);
            }
        }
    }

    private void stripes() {
        for (int i = 0; i < 7; i++) {
            brush.line(
                    i % 2 == 0 ? new Color(0xf0d9a8) : tone(look.cloth(), 0.6),
                    4,
                    brush.curve(-220, 410 + i * 26, -60, 470 + i * 26, 60, 520 + i * 26, 220, 560));
        }
    }

    private void ears() {
        brush.ovals(tone(look.skin(), 0.9), 121, 256, 34, 64);
        brush.ovals(tone(look.skin(), 0.74), 123, 256, 14, 36);
        if (look.earrings()) {
            brush.ovals(new Color(0xe2b64b), 125, 295, 11, 11);
        }
    }

    private void shadows() {
        Color deep = tone(look.skin(), 0.7);
        Shape side = new Ellipse2D.Double(WIDTH / 2.0 + 62, 120, 190, 330);
        brush.fill(clear(deep, 36), side);
        brush.ovals(clear(new Color(0xc0504d), 34), 76, 302, 66, 46);
        brush.oval(clear(tone(look.skin(), 1.4), 40), -14, 150, 130, 70);
    }

    private void beard() {
        Color beard = clear(look.hair(), 205);
        Area edge = new Area(new Rectangle2D.Double(0, 270, WIDTH, 140));
        edge.subtract(
                new Area(
                        brush.mirrored(
                                0, 200, 100, 200, 118, 240, 112, 280, 104, 334, 66, 330, 44, 320,
                                20, 314, 8, 318, 0, 320)));
        edge.subtract(new Area(new Ellipse2D.Double(WIDTH / 2.0 - 40, 333, 80, 30)));
        brush.fill(beard, edge);
    }

    private void eyes() {
        double y = 236;
        for (int side = -1; side <= 1; side += 2) {
            double x = side * 52;
            Path2D eye = new Path2D.Double();
            double m = WIDTH / 2.0 + x;
            eye.moveTo(m - 25, y + 3);
            eye.curveTo(m - 14, y - 16, m + 14, y - 16, m + 25, y + 3);
            eye.curveTo(m + 12, y + 14, m - 12, y + 14, m - 25, y + 3);
            brush.fill(WHITE, eye);
            brush.inside(
                    eye,
                    () -> {
                        brush.oval(new Color(0x4a2f1f), x, y - 1, 24, 24);
                        brush.oval(DARK, x, y - 1, 12, 12);
                        brush.oval(clear(Color.WHITE, 220), x + 4, y - 5, 5, 5);
                    });
            brush.line(
                    DARK,
                    4,
                    brush.curve(x - 26, y + 3, x - 14, y - 17, x + 14, y - 17, x + 26, y + 3));
            double tilt = side * look.brow();
            brush.line(
                    tone(look.hair(), 0.9),
                    8,
                    brush.curve(
                            x - 32,
                            y - 30 + tilt,
                            x - 14,
                            y - 44,
                            x + 14,
                            y - 44,
                            x + 32,
                            y - 30 - tilt));
        }
    }

    private void nose() {
        Color shade = tone(look.skin(), 0.68);
        brush.line(clear(shade, 120), 5, brush.curve(10, 240, 14, 270, 24, 288, 22, 300));
        brush.line(shade, 5, brush.curve(-21, 302, -12, 316, 12, 316, 21, 302));
    }

    private void mouth() {
        Color lip = mix(look.skin(), new Color(0xa5393f));
        brush.fill(lip, brush.mirrored(0, 339, 8, 333, 22, 334, 42, 345, 30, 364, 12, 366, 0, 366));
        brush.line(tone(lip, 0.62), 3.5, brush.curve(-46, 343, -22, 356, 22, 356, 46, 343));
    }

    private void glasses() {
        Color frame = new Color(0x2b2b30);
        for (int side = -1; side <= 1; side += 2) {
            Shape rim = new Ellipse2D.Double(WIDTH / 2.0 + side * 53 - 41, 204, 82, 68);
            brush.fill(clear(Color.WHITE, 40), rim);
            brush.line(frame, 5, rim);
            brush.line(
                    frame,
                    5,
                    brush.curve(side * 94, 232, side * 104, 230, side * 112, 232, side * 122, 238));
        }
        brush.line(frame, 5, brush.curve(-13, 234, -6, 226, 6, 226, 13, 234));
    }

    private Path2D polygon(double... offsets) {
        Path2D path = new Path2D.Double();
        path.moveTo(WIDTH / 2.0 + offsets[0], offsets[1]);
        for (int i = 2; i < offsets.length; i += 2) {
            path.lineTo(WIDTH / 2.0 + offsets[i], offsets[i + 1]);
        }
        return path;
    }

    private static Color mix(Color a, Color b) {
        return new Color(
                (a.getRed() + b.getRed()) / 2,
                (a.getGreen() + b.getGreen()) / 2,
                (a.getBlue() + b.getBlue()) / 2);
    }
}
