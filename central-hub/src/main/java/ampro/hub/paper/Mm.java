package ampro.hub.paper;

/// Lengths. Everything in this package is laid out in millimetres from the top left corner of the
/// card; PDF counts in points (1/72 inch) from the bottom left.
final class Mm {
    /// ISO/IEC 7810 ID-1.
    static final double CARD_WIDTH = 85.60;

    static final double CARD_HEIGHT = 53.98;

    private static final double PER_INCH = 25.4;

    private Mm() {}

    static float points(double mm) {
        return (float) (mm * 72 / PER_INCH);
    }

    static double ofPoints(double points) {
        return points * PER_INCH / 72;
    }

    static double ofDots(int dots, int dpi) {
        return dots * PER_INCH / dpi;
    }

    static int pixels(double mm, int dpi) {
        return (int) Math.round(mm * dpi / PER_INCH);
    }
}
