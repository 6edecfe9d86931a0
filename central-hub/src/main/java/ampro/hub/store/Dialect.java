package ampro.hub.store;

import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Where the two databases differ: type names in migrations, and how to make a commit durable.
public enum Dialect {
    SQLITE("integer", "blob", "strict"),
    POSTGRESQL("bigint", "bytea", "");

    /// Any number does, as long as every version of this program takes the same.
    private static final long MIGRATION_LOCK = 18_013;

    private final String bigint;
    private final String blob;
    private final String strict;

    Dialect(String bigint, String blob, String strict) {
        this.bigint = bigint;
        this.blob = blob;
        this.strict = strict;
    }

    /// Fills in `{bigint}`, `{blob}` and `{strict}`.
    String fill(String sql) {
        return sql.replace("{bigint}", bigint).replace("{blob}", blob).replace("{strict}", strict);
    }

    TransactionIsolationLevel readIsolation() {
        return switch (this) {
            case SQLITE -> TransactionIsolationLevel.SERIALIZABLE;
            case POSTGRESQL -> TransactionIsolationLevel.REPEATABLE_READ;
        };
    }

    /// The busy time-out stands before the journal mode: switching to WAL may have to wait. Keys
    /// are ours; the driver would ask for the last one after each write.
    static String sqliteUrl(Path file) {
        return "jdbc:sqlite:"
                + file
                + "?busy_timeout=5000&journal_mode=WAL&synchronous=FULL&foreign_keys=true"
                + "&jdbc.get_generated_keys=false";
    }

    /// SQLite's writer takes its lock at the start, so that a second process (an account being
    /// added from the shell) waits instead of failing half-way.
    String writerUrl(String url) {
        return switch (this) {
            case SQLITE -> url + "&transaction_mode=IMMEDIATE";
            case POSTGRESQL -> url;
        };
    }

    /// Whether a connection can break while nobody uses it.
    boolean isRemote() {
        return this == POSTGRESQL;
    }

    /// Ends a query whose row nobody else may change before the transaction ends. SQLite's writer
    /// is alone.
    public String held() {
        return switch (this) {
            case SQLITE -> "";
            case POSTGRESQL -> " for share";
        };
    }

    /// SQLite's writer has its lock already; PostgreSQL's is let go with the transaction.
    void lockForMigration(Handle handle) {
        switch (this) {
            case SQLITE -> {}
            case POSTGRESQL -> handle.execute("select pg_advisory_xact_lock(?)", MIGRATION_LOCK);
        }
    }

    /// Reads back what makes a commit durable, and every page of a file once; a database that does
    /// otherwise is not used.
    void verify(Jdbi jdbi) {
        switch (this) {
            case SQLITE -> {
                require(jdbi, "pragma journal_mode", "wal");
                require(jdbi, "pragma synchronous", "2");
                requireWhole(jdbi);
            }
            case POSTGRESQL -> require(jdbi, "show synchronous_commit", "on");
        }
    }

    private static void requireWhole(Jdbi jdbi) {
        String answer =
                jdbi.withHandle(
                        h -> h.createQuery("pragma quick_check").mapTo(String.class).first());
        if (!answer.equals("ok")) {
            throw new IllegalStateException(
                    "the database is damaged; restore its newest backup and leave the witness as"
                            + " it is: "
                            + answer);
        }
    }

    private static void require(Jdbi jdbi, String question, String expected) {
        String answer = jdbi.withHandle(h -> h.createQuery(question).mapTo(String.class).one());
        if (!answer.equals(expected)) {
            throw new IllegalStateException(
                    "%s answers %s, but commits are durable only with %s"
                            .formatted(question, answer, expected));
        }
    }
}
