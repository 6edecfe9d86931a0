package ampro.proof.crash;

import java.nio.charset.StandardCharsets;

/// What the bytes to a card printer order, by the Evolis programming guide A5013: `ESC
/// mnemonic;parameter... CR`; the bitmap of `Db;panel;levels;` is taken by its length, with its CR.
/// Written from the guide for the proofs alone.
final class CommandLine {
    private static final byte ESC = 0x1b;
    private static final byte CR = '\r';

    /// Dots of one panel, 648 by 1016 at 300 dpi.
    private static final long DOTS = 648L * 1_016;

    private final StringBuilder text = new StringBuilder();
    private boolean inCommand;
    private long bitmapLeft;

    /// Whether the next byte begins a command.
    boolean isBetween() {
        return !inCommand && bitmapLeft == 0;
    }

    /// Takes the next `count` bytes, of which the first are known.
    void take(byte[] known, long count) {
        for (long at = 0; at < count; ) {
            if (bitmapLeft > 0) {
                long skipped = Math.min(bitmapLeft, count - at);
                bitmapLeft -= skipped;
                at += skipped;
            } else if (at < known.length) {
                take(known[(int) at++]);
            } else if (!inCommand && known[known.length - 1] == 0) {
                return; // the NULs that complete a cut bitmap, and their CR
            } else {
                throw new IllegalStateException("a command lies beyond what the trace shows");
            }
        }
    }

    private void take(byte next) {
        if (next == ESC) {
            inCommand = true;
            text.setLength(0);
        } else if (inCommand && next == CR) {
            inCommand = false;
        } else if (inCommand) {
            text.append(new String(new byte[] {next}, StandardCharsets.ISO_8859_1));
            if (next == ';' && text.toString().matches("Db;[a-z];[0-9]+;")) {
                inCommand = false;
                bitmapLeft = bitmapBytes(Integer.parseInt(text.toString().split(";", -1)[2])) + 1;
            }
        }
    }

    /// The command that these bytes begin, or as much of it as there is.
    static String first(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.startsWith("\u001b") ? text.substring(1).split("\r", 2)[0] : "";
    }

    /// 2, 32, 64 or 128 levels are 1, 5, 6 or 7 bits a dot.
    private static long bitmapBytes(int levels) {
        return DOTS * Integer.numberOfTrailingZeros(levels) / Byte.SIZE;
    }
}
