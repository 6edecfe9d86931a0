package ampro.hub.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// A database that nobody has used yet: a file in the test's folder, or a new one on the real
/// PostgreSQL server that all tests of this JVM share.
public record FreshDatabase(Dialect dialect, Path file, String url) {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    public static FreshDatabase of(Dialect dialect, Path folder) {
        Path file = folder.resolve("hub-" + NUMBER.incrementAndGet() + ".db");
        return switch (dialect) {
            case SQLITE -> new FreshDatabase(dialect, file, Dialect.sqliteUrl(file));
            case POSTGRESQL -> new FreshDatabase(dialect, file, create(name(file)));
        };
    }

    /// Another one with all that is in this one, which nobody has open: a backup, or one restored.
    public FreshDatabase copy() {
        Path other = file.resolveSibling("hub-" + NUMBER.incrementAndGet() + ".db");
        return switch (dialect) {
            case SQLITE -> new FreshDatabase(dialect, copied(other), Dialect.sqliteUrl(other));
            case POSTGRESQL ->
                    new FreshDatabase(
                            dialect, other, create(name(other) + " template " + name(file)));
        };
    }

    private Path copied(Path other) {
        try {
            return Files.copy(file, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace('-', '_').replace(".db", "");
    }

    /// Opens and, the first time, fills it.
    public Database open() {
        return switch (dialect) {
            case SQLITE -> Database.sqlite(file);
            case POSTGRESQL -> Database.postgresql(url);
        };
    }

    /// A way in beside the hub's own, as an intruder or an older program would have.
    public Jdbi beside() {
        return Jdbi.create(dialect.writerUrl(url));
    }

    private static String create(String name) {
        EmbeddedPostgres postgres = server();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return postgres.getJdbcUrl("postgres", name.split(" ", -1)[0]);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL made no database", e);
        }
    }

    /// Stopped by its own hook when the JVM ends. Commits are durable as in production: the hub
    /// refuses a server where they are not.
    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                server =
                        EmbeddedPostgres.builder()
                                .setServerConfig("synchronous_commit", "on")
                                .start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL did not start", e);
            }
        }
        return server;
    }
}
