package ampro.hub.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/// A few words for drawing with smooth shapes that are alike on both sides of a middle line.
final class SampleBrush {
    private final Graphics2D g;
    private final double middle;

    SampleBrush(Graphics2D g, double middle) {
        this.g = g;
        this.middle = middle;
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /// A closed outline from its right half: offsets from the middle line, first and last on it.
    /// Each group of six numbers is one Bézier curve.
    Path2D mirrored(double x, double y, double... curves) {
        Path2D half = new Path2D.Double();
        half.moveTo(middle + x, y);
        for (int i = 0; i < curves.length; i += 6) {
            half.curveTo(
                    middle + curves[i],
                    curves[i + 1],
                    middle + curves[i + 2],
                    curves[i + 3],
                    middle + curves[i + 4],
                    curves[i + 5]);
        }
        half.closePath();
        Path2D whole = new Path2D.Double(Path2D.WIND_NON_ZERO);
        whole.append(half, false);
        whole.append(flip(half), false);
        return whole;
    }

    Shape flip(Shape shape) {
        return new AffineTransform(-1, 0, 0, 1, 2 * middle, 0).createTransformedShape(shape);
    }

    void fill(Color colour, Shape shape) {
        g.setPaint(colour);
        g.fill(shape);
    }

    /// Light from above: the colour at `top`, a little darker at `bottom`.
    void shade(Color colour, double top, double bottom, Shape shape) {
        g.setPaint(
                new GradientPaint(
                        0, (float) top, tone(colour, 1.06), 0, (float) bottom, tone(colour, 0.86)));
        g.fill(shape);
    }

    void both(Color colour, Shape shape) {
        fill(colour, shape);
        fill(colour, flip(shape));
    }

    void oval(Color colour, double x, double y, double width, double height) {
        fill(colour, new Ellipse2D.Double(middle + x - width / 2, y - height / 2, width, height));
    }

    void ovals(Color colour, double x, double y, double width, double height) {
        oval(colour, x, y, width, height);
        oval(colour, -x, y, width, height);
    }

    void line(Color colour, double width, Shape shape) {
        g.setPaint(colour);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(shape);
    }

    /// An open curve, offsets from the middle line.
    Path2D curve(double x, double y, double... c) {
        Path2D curve = new Path2D.Double();
        curve.moveTo(middle + x, y);
        curve.curveTo(middle + c[0], c[1], middle + c[2], c[3], middle + c[4], c[5]);
        return curve;
    }

    void inside(Shape edge, Runnable drawing) {
        Shape before = g.getClip();
        g.clip(edge);
        drawing.run();
        g.setClip(before);
    }

    static Color tone(Color colour, double factor) {
        return new Color(
                Math.min(255, (int) (colour.getRed() * factor)),
                Math.min(255, (int) (colour.getGreen() * factor)),
                Math.min(255, (int) (colour.getBlue() * factor)),
                colour.getAlpha());
    }

    static Color clear(Color colour, int alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
    }
}
