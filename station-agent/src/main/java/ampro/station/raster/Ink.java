package ampro.station.raster;

import java.util.function.IntUnaryOperator;

/// How much of one panel a colour takes.
///
/// Black text and symbols are sharp and machine-readable only in resin, so what is black or nearly
/// so goes to K alone and takes no dye. Without dyes K is a plain threshold: dithering would tear
/// symbols apart.
final class Ink {
    /// Brightest channel of what still counts as black: anti-aliased edges of text stay dyed.
    private static final int BLACK_MAX = 40;

    /// How far the channels of a neutral black may lie apart; dark hair and cloth stay dyed.
    private static final int NEUTRAL_SPREAD_MAX = 12;

    /// Half of white's luminance: a module that covers most of a dot burns it.
    private static final int THRESHOLD = 128;

    private Ink() {}

    /// From a colour to 0 .. `levels` - 1 of this panel.
    static IntUnaryOperator of(char panel, boolean dyes, int levels) {
        return switch (panel) {
            case 'y' -> rgb -> dye(rgb, rgb & 0xff, levels);
            case 'm' -> rgb -> dye(rgb, (rgb >> 8) & 0xff, levels);
            case 'c' -> rgb -> dye(rgb, (rgb >> 16) & 0xff, levels);
            case 'k' -> dyes ? rgb -> isBlack(rgb) ? 1 : 0 : rgb -> isDark(rgb) ? 1 : 0;
            case 'o' -> _ -> 1;
            default -> throw new IllegalArgumentException("no ribbon has a panel " + panel);
        };
    }

    private static int dye(int rgb, int complement, int levels) {
        return isBlack(rgb) ? 0 : ((255 - complement) * (levels - 1) + 127) / 255;
    }

    private static boolean isBlack(int rgb) {
        int red = (rgb >> 16) & 0xff;
        int green = (rgb >> 8) & 0xff;
        int blue = rgb & 0xff;
        int brightest = Math.max(red, Math.max(green, blue));
        int darkest = Math.min(red, Math.min(green, blue));
        return brightest <= BLACK_MAX && brightest - darkest <= NEUTRAL_SPREAD_MAX;
    }

    /// ITU-R BT.601 luminance.
    private static boolean isDark(int rgb) {
        int luminance = 299 * ((rgb >> 16) & 0xff) + 587 * ((rgb >> 8) & 0xff) + 114 * (rgb & 0xff);
        return luminance < THRESHOLD * 1000;
    }
}
