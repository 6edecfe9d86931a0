package ampro.hub.staff;

import ampro.firmware.wire.EventChain;
import ampro.hub.audit.AuditStore;
import ampro.hub.staff.StaffStore.Account;
import ampro.hub.staff.StaffStore.Session;
import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Accounts, sign-in, sessions and tokens. A session ends 15 minutes after its last use and 12
/// hours after its start; its key is 256 random bits, kept as SHA-256.
public final class Staff {
    private static final Duration IDLE_MAX = Duration.ofMinutes(15);
    private static final Duration SESSION_MAX = Duration.ofHours(12);

    /// A session's last use is written at most this often; a page reads more often than that.
    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

    private static final int KEY_BYTES = 32;

    private final Database database;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// What an unknown name is compared with, so that it takes as long as a known one.
    private final String nobody;

    public Staff(Database database, InstantSource clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        nobody = Password.hash(newKey(), random);
    }

    /// A fresh session's cookie value and who it is.
    public record SignedIn(String key, Actor actor) {}

    public Outcome<Actor> add(
            String id, String name, Role role, @Nullable String site, String password) {
        if (!id.matches("[a-z][a-z0-9-]{1,31}")) {
            return Outcome.invalid("id", "is 2 to 32 lower-case letters, digits and dashes");
        }
        if (password.length() < Password.LENGTH_MIN || password.length() > Password.LENGTH_MAX) {
            return Outcome.invalid(
                    "password",
                    "has %d to %d characters".formatted(Password.LENGTH_MIN, Password.LENGTH_MAX));
        }
        Account account = new Account(id, name, role.code(), site, Password.hash(password, random));
        return database.write(handle -> {
            if (StaffStore.account(handle, id).isPresent()) {
                return Outcome.conflict("account-exists", "the account " + id + " exists");
            }
            Instant now = clock.instant();
            StaffStore.insert(handle, account, now.toEpochMilli());
            AuditStore.write(
                    handle,
                    now,
                    Actor.HUB,
                    "account-added",
                    "account/" + id,
                    null,
                    null,
                    role.code());
            return Outcome.done(actor(account, null));
        });
    }

    /// Names of who acted, by their id: people's, and the program's own.
    public Map<String, String> names() {
        Map<String, String> names =
                database.read(StaffStore::accounts).stream()
                        .collect(Collectors.toMap(Account::id, Account::name));
        names.put(Actor.HUB.id(), "AMPRO");
        return names;
    }

    /// A token for a program that acts as this account; shown once, here.
    public Outcome<String> issueToken(String account) {
        String key = newKey();
        return database.write(handle -> {
            if (StaffStore.account(handle, account).isEmpty()) {
                return Outcome.notFound("account " + account);
            }
            Instant now = clock.instant();
            StaffStore.insertToken(handle, EventChain.sha256(key), account, now.toEpochMilli());
            AuditStore.write(
                    handle, now, Actor.HUB, "token-issued", "account/" + account, null, null, null);
            return Outcome.done(key);
        });
    }

    public Outcome<SignedIn> signIn(String id, String password) {
        Optional<Account> account = check(id, password);
        if (account.isEmpty()) {
            return refused("Name or password is not right. Check both and try again.");
        }
        String key = newKey();
        String csrf = newKey();
        database.write(handle -> {
            Instant now = clock.instant();
            long at = now.toEpochMilli();
            StaffStore.deleteSessionsBefore(handle, now.minus(SESSION_MAX).toEpochMilli());
            StaffStore.insertSession(handle, EventChain.sha256(key), new Session(id, csrf, at, at));
            AuditStore.write(
                    handle,
                    now,
                    actor(account.get(), null),
                    "signed-in",
                    "account/" + id,
                    null,
                    null,
                    null);
            return key;
        });
        return Outcome.done(new SignedIn(key, actor(account.get(), csrf)));
    }

    /// The account, if the password is its own; for MQTT as for pages.
    public Optional<Actor> authenticate(String id, String password) {
        return check(id, password).map(account -> actor(account, null));
    }

    public void signOut(String key) {
        database.write(handle -> {
            StaffStore.deleteSession(handle, EventChain.sha256(key));
            return key;
        });
    }

    /// Who does something in this session, which lasts the longer for it.
    public Outcome<Actor> bySession(String key) {
        String sha256 = EventChain.sha256(key);
        Instant now = clock.instant();
        return open(sha256, now)
                .then(session -> {
                    if (session.seenAt() < now.minus(TOUCH_EVERY).toEpochMilli()) {
                        database.write(handle -> {
                            StaffStore.touchSession(handle, sha256, now.toEpochMilli());
                            return sha256;
                        });
                    }
                    return byId(session.account(), session.csrf());
                });
    }

    /// Whose open page this is. An open page alone keeps nobody signed in.
    public Outcome<Actor> watching(String key) {
        return open(EventChain.sha256(key), clock.instant())
                .then(session -> byId(session.account(), session.csrf()));
    }

    private Outcome<Session> open(String sha256, Instant now) {
        return database.read(handle -> StaffStore.session(handle, sha256))
                .filter(session -> !hasEnded(session, now))
                .<Outcome<Session>>map(Outcome::done)
                .orElseGet(
                        () -> refused("Nobody is signed in, or the session has ended. Sign in."));
    }

    public Outcome<Actor> byToken(String key) {
        Optional<String> account =
                database.read(handle -> StaffStore.accountOfToken(handle, EventChain.sha256(key)));
        return account.isEmpty()
                ? refused("The token is not known here.")
                : byId(account.get(), null);
    }

    private Outcome<Actor> byId(String id, @Nullable String csrf) {
        return database.read(handle -> StaffStore.account(handle, id))
                .<Outcome<Actor>>map(account -> Outcome.done(actor(account, csrf)))
                .orElseGet(() -> refused("The account is gone."));
    }

    private Optional<Account> check(String id, String password) {
        Optional<Account> account = database.read(handle -> StaffStore.account(handle, id));
        String phc = account.map(Account::password).orElse(nobody);
        return Password.matches(password, phc) ? account : Optional.empty();
    }

    private static boolean hasEnded(Session session, Instant now) {
        return session.seenAt() < now.minus(IDLE_MAX).toEpochMilli()
                || session.createdAt() < now.minus(SESSION_MAX).toEpochMilli();
    }

    private static Actor actor(Account account, @Nullable String csrf) {
        Role role = Role.of(account.role()).orElseThrow();
        return new Actor(
                account.id(),
                account.name(),
                role.code(),
                role.permissions(),
                account.site(),
                csrf);
    }

    private String newKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    private static <T> Outcome<T> refused(String detail) {
        return new Outcome.Refused<>(
                Outcome.Reason.UNAUTHENTICATED, "unauthenticated", detail, java.util.List.of());
    }
}
