package ampro.hub.staff;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// Rows of accounts, sessions and tokens. Keys are kept as SHA-256 only.
final class StaffStore {

    record Account(String id, String name, String role, @Nullable String site, String password) {}

    record Session(String account, String csrf, long createdAt, long seenAt) {}

    private StaffStore() {}

    static Optional<Account> account(Handle handle, String id) {
        return handle.createQuery(
                        "select id, name, role, site, password from account where id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Account.class))
                .findOne();
    }

    static List<Account> accounts(Handle handle) {
        return handle.createQuery("select id, name, role, site, password from account order by id")
                .map(ConstructorMapper.of(Account.class))
                .list();
    }

    static void insert(Handle handle, Account account, long now) {
        handle.createUpdate(
                        """
                        insert into account (id, name, role, site, password, created_at)
                        values (:id, :name, :role, :site, :password, :now)
                        """)
                .bind("id", account.id())
                .bind("name", account.name())
                .bind("role", account.role())
                .bind("site", account.site())
                .bind("password", account.password())
                .bind("now", now)
                .execute();
    }

    static void insertSession(Handle handle, String keySha256, Session session) {
        handle.createUpdate(
                        """
                        insert into session (key_sha256, account, csrf, created_at, seen_at)
                        values (:key, :account, :csrf, :createdAt, :seenAt)
                        """)
                .bind("key", keySha256)
                .bind("account", session.account())
                .bind("csrf", session.csrf())
                .bind("createdAt", session.createdAt())
                .bind("seenAt", session.seenAt())
                .execute();
    }

    static Optional<Session> session(Handle handle, String keySha256) {
        return handle.createQuery(
                        """
                        select account, csrf, created_at, seen_at from session
                        where key_sha256 = :key
                        """)
                .bind("key", keySha256)
                .map(ConstructorMapper.of(Session.class))
                .findOne();
    }

    static void touchSession(Handle handle, String keySha256, long now) {
        handle.execute("update session set seen_at = ? where key_sha256 = ?", now, keySha256);
    }

    static void deleteSession(Handle handle, String keySha256) {
        handle.execute("delete from session where key_sha256 = ?", keySha256);
    }

    /// Ended sessions are of no use to anybody.
    static void deleteSessionsBefore(Handle handle, long createdAt) {
        handle.execute("delete from session where created_at < ?", createdAt);
    }

    static void insertToken(Handle handle, String keySha256, String account, long now) {
        handle.execute(
                "insert into api_token (key_sha256, account, created_at) values (?, ?, ?)",
                keySha256,
                account,
                now);
    }

    static Optional<String> accountOfToken(Handle handle, String keySha256) {
        return handle.createQuery("select account from api_token where key_sha256 = :key")
                .bind("key", keySha256)
                .mapTo(String.class)
                .findOne();
    }
}
