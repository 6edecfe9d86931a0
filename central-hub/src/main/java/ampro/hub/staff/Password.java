package ampro.hub.staff;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Passwords as Argon2id (RFC 9106) in PHC form, with OWASP's floor: 19 MiB, 2 passes, 1 lane. The
/// parameters stand in the text, so that raising them later does not lock anybody out.
public final class Password {
    /// OWASP ASVS 5.0, 6.2.1.
    public static final int LENGTH_MIN = 15;

    /// Longer input only costs time.
    public static final int LENGTH_MAX = 128;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private Password() {}

    public static String hash(String password, RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(
                        MEMORY_KIB,
                        PASSES,
                        base64.encodeToString(salt),
                        base64.encodeToString(derive(password, salt, MEMORY_KIB, PASSES)));
    }

    public static boolean matches(String password, String phc) {
        String[] part = phc.split("\\$", -1);
        if (part.length != 6 || !part[1].equals("argon2id") || password.length() > LENGTH_MAX) {
            return false;
        }
        String[] cost = part[3].split("[=,]", -1);
        byte[] expected = Base64.getDecoder().decode(part[5]);
        byte[] actual =
                derive(
                        password,
                        Base64.getDecoder().decode(part[4]),
                        Integer.parseInt(cost[1]),
                        Integer.parseInt(cost[3]));
        return MessageDigest.isEqual(expected, actual);
    }

    private static byte[] derive(String password, byte[] salt, int memoryKib, int passes) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memoryKib)
                        .withIterations(passes)
                        .withParallelism(1)
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[HASH_BYTES];
        argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
