package ampro.firmware.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Links a station's events: the hash of an event covers all its fields, among them the hash of the
/// one before, so nobody can change, drop or swap a line without its successors telling.
public final class EventChain {
    /// What the first event of an incarnation names as its predecessor.
    public static final String START = "0".repeat(64);

    private EventChain() {}

    /// SHA-256 (FIPS 180-4) in lower-case hex over the event's canonical JSON: UTF-8, properties in
    /// alphabetical order, absent parts left out.
    public static String hash(Up.Event event) {
        return sha256(Wire.canonical(event));
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
