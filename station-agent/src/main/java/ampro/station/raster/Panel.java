package ampro.station.raster;

import ampro.firmware.profile.CardPrinterProfile;
import java.util.Arrays;

/// One ribbon panel's share of a picture, as the head reads it: line by line, `bits` bits a dot,
/// most significant bit first, packed without gaps. The highest value is full colour, 0 is none.
///
/// `name` is the letter that printers and ribbons use: y, m, c, k (black resin) or o (varnish).
public final class Panel {
    private final char name;
    private final int levels;
    private final byte[] dots;

    Panel(char name, int levels, byte[] dots) {
        this.name = name;
        this.levels = levels;
        this.dots = dots;
    }

    public char name() {
        return name;
    }

    /// How many values a dot can have: 2, 32, 64 or 128.
    public int levels() {
        return levels;
    }

    /// A copy of the packed dots.
    public byte[] dots() {
        return Arrays.copyOf(dots, dots.length);
    }

    /// Packed bytes of the largest panel of this model: 411,480 for 648 x 1016 dots of 32 levels.
    public static int bytesMax(CardPrinterProfile profile) {
        int dots = profile.lineDots() * profile.lines();
        return (dots * bits(profile.colourLevels()) + 7) / 8;
    }

    /// Bits that hold one of `levels` values.
    static int bits(int levels) {
        return Integer.numberOfTrailingZeros(levels);
    }
}
