package ampro.station.touch;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// Who is signed in at this box: one session a browser, ended 5 minutes after its last touch and 8
/// hours after its start. Kept in memory: a restart asks again.
final class TouchSessions {
    private static final Duration IDLE_MAX = Duration.ofMinutes(5);
    private static final Duration SESSION_MAX = Duration.ofHours(8);

    /// One screen and a technician's laptop; more is somebody knocking.
    private static final int SESSIONS_MAX = 16;

    private static final int KEY_BYTES = 32;

    record Session(
            String key, String csrf, Operators.Account account, Instant since, Instant seen) {
        Session touched(Instant now) {
            return new Session(key, csrf, account, since, now);
        }
    }

    private final ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final RandomGenerator random;

    TouchSessions(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    Session open(Operators.Account account) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> hasEnded(session, now));
        if (sessions.size() >= SESSIONS_MAX) {
            sessions.clear();
        }
        Session session = new Session(key(), key(), account, now, now);
        sessions.put(session.key(), session);
        return session;
    }

    /// Who this is. A screen that renews itself looks and does not touch.
    Optional<Session> look(String key) {
        return Optional.ofNullable(
                sessions.computeIfPresent(
                        key,
                        (same, session) -> hasEnded(session, clock.instant()) ? null : session));
    }

    /// Who this is; that somebody is there puts off the lock.
    Optional<Session> touch(String key) {
        Instant now = clock.instant();
        return Optional.ofNullable(
                sessions.computeIfPresent(
                        key,
                        (same, session) -> hasEnded(session, now) ? null : session.touched(now)));
    }

    void close(String key) {
        sessions.remove(key);
    }

    static boolean isOf(Session session, String csrf) {
        return MessageDigest.isEqual(
                session.csrf().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                csrf.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static boolean hasEnded(Session session, Instant now) {
        return session.seen().isBefore(now.minus(IDLE_MAX))
                || session.since().isBefore(now.minus(SESSION_MAX));
    }

    private String key() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
