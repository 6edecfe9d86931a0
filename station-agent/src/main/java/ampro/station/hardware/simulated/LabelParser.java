package ampro.station.hardware.simulated;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;

/// Bytes to ZPL II formats and status requests. A format is everything from `^XA` to `^XZ`, kept as
/// received; another `^XA` inside begins it anew. Tilde commands count at once, also in the middle
/// of a format, and are no part of it. What it does not know it leaves alone, as printers do.
/// Called by the reader thread only.
final class LabelParser {
    /// A whole label as uncompressed ASCII graphics is a quarter of this.
    private static final int FORMAT_MAX = 1 << 20;

    private static final List<String> REQUESTS = List.of("HS", "HI", "HQES", "HQOD", "HQSN", "JA");

    private static final int BEGIN = 0x5E5841; // ^XA
    private static final int END = 0x5E585A; // ^XZ

    private final Consumer<byte[]> formats;
    private final Consumer<String> requests;
    private final ByteArrayOutputStream format = new ByteArrayOutputStream();
    private final StringBuilder tilde = new StringBuilder();
    private boolean afterTilde;
    private int lastThree;
    private volatile boolean inFormat;

    LabelParser(Consumer<byte[]> formats, Consumer<String> requests) {
        this.formats = formats;
        this.requests = requests;
    }

    /// A format has begun and not ended.
    boolean partial() {
        return inFormat;
    }

    void forget() {
        afterTilde = false;
        inFormat = false;
        lastThree = 0;
        format.reset();
    }

    void received(byte[] bytes, int count) {
        for (int at = 0; at < count; at++) {
            if (afterTilde) {
                takeTilde(bytes[at]);
            } else if (bytes[at] == '~') {
                afterTilde = true;
                tilde.setLength(0);
            } else {
                take(bytes[at]);
            }
        }
    }

    private void takeTilde(byte b) {
        tilde.append((char) Byte.toUnsignedInt(b));
        String name = tilde.toString();
        if (REQUESTS.contains(name)) {
            afterTilde = false;
            if (name.equals("JA")) {
                forget();
            }
            requests.accept(name);
        } else if (REQUESTS.stream().noneMatch(known -> known.startsWith(name))) {
            afterTilde = false;
            take((byte) '~');
            name.chars().forEach(c -> take((byte) c));
        }
    }

    private void take(byte b) {
        lastThree = ((lastThree << 8) | Byte.toUnsignedInt(b)) & 0xFFFFFF;
        if (inFormat) {
            format.write(b);
        }
        if (lastThree == BEGIN) {
            format.reset();
            format.writeBytes(new byte[] {'^', 'X', 'A'});
            inFormat = true;
        } else if (inFormat && lastThree == END) {
            byte[] whole = format.toByteArray();
            forget();
            formats.accept(whole);
        } else if (format.size() >= FORMAT_MAX) {
            forget();
        }
    }
}
