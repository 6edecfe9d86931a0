package ampro.station.hardware.simulated;

import java.util.Arrays;

/// One panel in the printer's memory: an ink level per dot, line by line as the head reads the
/// card. Level 0 leaves the card bare, `levels - 1` is full ink.
@SuppressWarnings("ArrayRecordComponent") // nobody compares bitmaps
record PanelBitmap(int levels, int lineDots, byte[] dots) {
    /// The bytes do not describe a picture.
    static final class BadBitmap extends Exception {
        private static final long serialVersionUID = 1;
    }

    static PanelBitmap filled(int levels, int lineDots, int lines, int level) {
        byte[] dots = new byte[lineDots * lines];
        Arrays.fill(dots, (byte) level);
        return new PanelBitmap(levels, lineDots, dots);
    }

    /// `Db`: levels packed without gaps, most significant bit first.
    static PanelBitmap unpacked(int levels, int lineDots, byte[] packed) {
        int bits = Integer.numberOfTrailingZeros(levels);
        byte[] dots = new byte[packed.length * Byte.SIZE / bits];
        int held = 0;
        int heldBits = 0;
        int next = 0;
        for (int dot = 0; dot < dots.length; dot++) {
            if (heldBits < bits) {
                held = (held << Byte.SIZE) | Byte.toUnsignedInt(packed[next++]);
                heldBits += Byte.SIZE;
            }
            heldBits -= bits;
            dots[dot] = (byte) ((held >> heldBits) & (levels - 1));
        }
        return new PanelBitmap(levels, lineDots, dots);
    }

    /// `Dbc`: a band of lines from `firstLine` on is replaced. Each line stands for itself: a run
    /// never crosses its end.
    PanelBitmap withBand(int firstLine, byte[] data) throws BadBitmap {
        byte[] result = dots.clone();
        int line = firstLine;
        for (int at = 0; at < data.length; line++) {
            if ((line + 1) * lineDots > result.length) {
                throw new BadBitmap();
            }
            Arrays.fill(result, line * lineDots, (line + 1) * lineDots, (byte) 0);
            at = levels == 2 ? resin(data, at, result, line) : dye(data, at, result, line);
        }
        return new PanelBitmap(levels, lineDots, result);
    }

    /// 00 white line; FF black line; n = so many bytes follow, the rest of the line is white.
    private int resin(byte[] data, int at, byte[] result, int line) throws BadBitmap {
        int head = Byte.toUnsignedInt(data[at]);
        if (head == 0xFF) {
            Arrays.fill(result, line * lineDots, (line + 1) * lineDots, (byte) 1);
            return at + 1;
        }
        if (head * Byte.SIZE > lineDots || at + 1 + head > data.length) {
            throw new BadBitmap();
        }
        for (int dot = 0; dot < head * Byte.SIZE; dot++) {
            int bit = (data[at + 1 + dot / Byte.SIZE] >> (7 - dot % Byte.SIZE)) & 1;
            result[line * lineDots + dot] = (byte) bit;
        }
        return at + 1 + head;
    }

    /// b7 clear: one dot of that level. b7 set: level in the low bits, each free bit between them
    /// adds 256 to the count in the next byte; count 0 leaves the rest of the line bare.
    private int dye(byte[] data, int from, byte[] result, int line) throws BadBitmap {
        int at = from;
        for (int dot = 0; dot < lineDots; ) {
            int head = next(data, at++);
            int level = head & (levels - 1);
            int count = 1;
            if (head >= 0x80) {
                int extra = Integer.bitCount(head & 0x7F & -levels) * 256;
                count = next(data, at++) + extra;
            } else if (head != level) {
                throw new BadBitmap();
            }
            if (count == 0) {
                return at;
            }
            if (dot + count > lineDots) {
                throw new BadBitmap();
            }
            Arrays.fill(result, line * lineDots + dot, line * lineDots + dot + count, (byte) level);
            dot += count;
        }
        return at;
    }

    private static int next(byte[] data, int at) throws BadBitmap {
        if (at >= data.length) {
            throw new BadBitmap();
        }
        return Byte.toUnsignedInt(data[at]);
    }
}
