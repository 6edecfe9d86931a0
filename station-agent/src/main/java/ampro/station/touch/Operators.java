package ampro.station.touch;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// The people who may sign in at this box: `accounts.json` in the data folder, read anew at every
/// sign-in, absent where nobody may. PINs are kept as Argon2id in PHC form; a hash does not save
/// six digits, so five wrong tries lock an account for a while. One try at a time, so that many at
/// once are no more than five and need the memory of one.
final class Operators {
    private static final int TRIES_MAX = 5;
    private static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    /// Argon2id of nobody's PIN, so that an unknown id takes as long as a known one.
    private static final String NOBODY =
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final Path file;
    private final InstantSource clock;
    private final Map<String, WrongTries> wrongTries = new HashMap<>();

    private record WrongTries(int count, Instant last) {}

    /// One line of `accounts.json`.
    record Account(String id, String name, String role, String pin) {
        /// Whoever may do at the hub what a manager may.
        boolean isSupervisor() {
            return role.equals("manager");
        }
    }

    enum Refusal {
        WRONG,
        LOCKED
    }

    /// Who it is, or why not.
    record Check(Optional<Account> account, Refusal refusal) {}

    Operators(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    synchronized Check check(String id, String pin) {
        Instant now = clock.instant();
        wrongTries.values().removeIf(tries -> tries.last().plus(LOCKED_FOR).isBefore(now));
        WrongTries before = wrongTries.getOrDefault(id, new WrongTries(0, now));
        if (before.count() >= TRIES_MAX) {
            return new Check(Optional.empty(), Refusal.LOCKED);
        }
        Optional<Account> known = find(id);
        boolean right = matches(pin, known.map(Account::pin).orElse(NOBODY));
        if (known.isPresent() && right) {
            wrongTries.remove(id);
            return new Check(known, Refusal.WRONG);
        }
        if (known.isPresent()) {
            wrongTries.put(id, new WrongTries(before.count() + 1, now));
        }
        return new Check(Optional.empty(), Refusal.WRONG);
    }

    private Optional<Account> find(String id) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Account[] accounts =
                    new ObjectMapper().readValue(Files.readString(file), Account[].class);
            return List.of(accounts).stream().filter(a -> a.id().equals(id)).findFirst();
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean matches(String pin, String phc) {
        String[] part = phc.split("\\$", -1);
        String[] cost = part[3].split("[=,]", -1);
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(Integer.parseInt(cost[1]))
                        .withIterations(Integer.parseInt(cost[3]))
                        .withParallelism(1)
                        .withSalt(Base64.getDecoder().decode(part[4]))
                        .build());
        byte[] expected = Base64.getDecoder().decode(part[5]);
        byte[] actual = new byte[expected.length];
        argon2.generateBytes(pin.getBytes(StandardCharsets.UTF_8), actual);
        return MessageDigest.isEqual(expected, actual);
    }
}
