package ampro.hub.paper;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// Fine line patterns as smooth vector curves: hard to scan and copy, good to look at. Everything
/// is a formula of its constants, so each card has the same ground.
final class Guilloche {
    private Guilloche() {}

    /// A ribbon of waves across the card; neighbours are shifted a little, so the ribbon twists.
    ///
    /// - `swing`: the wave's height in mm, `length` its length in mm
    static List<Shape> ribbon(
            int lines, double middle, double spread, double swing, double length, double phase) {
        return IntStream.range(0, lines)
                .mapToObj(i -> wave(i / (lines - 1.0), middle, spread, swing, length, phase))
                .toList();
    }

    private static Shape wave(
            double at, double middle, double spread, double swing, double length, double phase) {
        DoubleUnaryOperator height =
                x -> {
                    double turn = 2 * Math.PI * x / length + phase;
                    return middle
                            + swing * Math.sin(turn)
                            + spread * (at - 0.5) * Math.cos(turn * 0.61 + at * 1.4)
                            + swing * 0.22 * Math.sin(turn * 2.3 + at * 5);
                };
        return curve(x -> x, height, -2, Mm.CARD_WIDTH + 2, 56);
    }

    /// A rosette of `lines` closed curves with `petals` lobes between the two radii.
    static List<Shape> rosette(
            double x, double y, double inner, double outer, int petals, int lines) {
        double middle = (inner + outer) / 2;
        double swing = (outer - inner) / 2;
        return IntStream.range(0, lines)
                .mapToObj(i -> {
                    double turn = 2 * Math.PI * i / lines;
                    DoubleUnaryOperator radius =
                            a ->
                                    middle
                                            + swing
                                                    * Math.sin(petals * a + turn)
                                                    * (0.72 + 0.28 * Math.cos(turn * 2));
                    return curve(
                            a -> x + radius.applyAsDouble(a) * Math.cos(a),
                            a -> y + radius.applyAsDouble(a) * Math.sin(a),
                            0,
                            2 * Math.PI,
                            petals * 8);
                })
                .toList();
    }

    /// Cubic Bézier pieces that share the function's slope at their ends.
    private static Shape curve(
            DoubleUnaryOperator x, DoubleUnaryOperator y, double from, double to, int pieces) {
        double step = (to - from) / pieces;
        Path2D path = new Path2D.Double();
        path.moveTo(x.applyAsDouble(from), y.applyAsDouble(from));
        for (int i = 0; i < pieces; i++) {
            double a = from + i * step;
            double b = a + step;
            path.curveTo(
                    x.applyAsDouble(a) + slope(x, a) * step / 3,
                    y.applyAsDouble(a) + slope(y, a) * step / 3,
                    x.applyAsDouble(b) - slope(x, b) * step / 3,
                    y.applyAsDouble(b) - slope(y, b) * step / 3,
                    x.applyAsDouble(b),
                    y.applyAsDouble(b));
        }
        return path;
    }

    private static double slope(DoubleUnaryOperator f, double at) {
        double h = 1e-4;
        return (f.applyAsDouble(at + h) - f.applyAsDouble(at - h)) / (2 * h);
    }
}
