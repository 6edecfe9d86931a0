package ampro.station.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.apache.commons.dbcp2.BasicDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The journal's file, which belongs to one program at a time: two that print from one journal
/// would print twice. Work runs one at a time; [#write] returns when it is on the disk.
public final class Database implements AutoCloseable {
    private static final String SCHEMA =
            """
            create table if not exists lease (
              term integer not null,
              n integer not null,
              job text not null,
              card text not null,
              state text not null,
              address text not null,
              sha256 text not null,
              code text,
              cards integer,
              panels integer,
              printer text,
              blank text,
              reason text,
              answer text,
              intent_seq integer,
              artwork text,
              primary key (term, n)
            ) strict;
            create table if not exists event (
              seq integer primary key,
              hash text not null,
              body text not null
            ) strict;
            create table if not exists label (
              token text primary key,
              label text not null,
              address text not null,
              sha256 text not null,
              state text not null
            ) strict;
            create table if not exists fact (
              key text primary key,
              value text not null
            ) strict
            """;

    /// Work inside a transaction.
    @FunctionalInterface
    public interface Work<T> {
        T in(Handle handle);
    }

    /// The journal has about 30 different statements.
    private static final int STATEMENTS_KEPT = 60;

    private final FileChannel owner;
    private final BasicDataSource connections;
    private final Handle handle;
    private final Handle reader;

    public Database(Path file) throws IOException {
        owner = owned(file);
        connections = new BasicDataSource();
        connections.setUrl(
                "jdbc:sqlite:"
                        + file
                        + "?busy_timeout=5000&journal_mode=WAL&synchronous=FULL"
                        + "&secure_delete=true");
        connections.setMaxTotal(2);
        connections.setPoolPreparedStatements(true);
        connections.setMaxOpenPreparedStatements(STATEMENTS_KEPT);
        Jdbi jdbi = Jdbi.create(connections);
        handle = jdbi.open();
        require("pragma journal_mode", "wal");
        require("pragma synchronous", "2");
        require("pragma secure_delete", "1");
        require("pragma quick_check", "ok");
        for (String statement : SCHEMA.split(";", -1)) {
            handle.execute(statement);
        }
        reader = jdbi.open();
        reader.execute("pragma query_only = 1");
    }

    /// The lock ends with the program, however it ends.
    private static FileChannel owned(Path file) throws IOException {
        FileChannel lock =
                FileChannel.open(
                        file.resolveSibling(file.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very program
        }
        lock.close();
        throw new IOException("another program has the journal " + file);
    }

    /// One commit, between the two crash points of what it is about.
    public synchronized <T> T write(CrashPoint.Commit about, Work<T> work) {
        CrashPoint.pass(about.before);
        T result = handle.inTransaction(work::in);
        CrashPoint.pass(about.after);
        return result;
    }

    /// A write in here would be a commit without a name: SQLite refuses it.
    public synchronized <T> T read(Work<T> work) {
        return work.in(handle.isInTransaction() ? handle : reader);
    }

    /// What was overwritten is zeroed in the file; this drops it from the write-ahead log too.
    public synchronized void forget() {
        handle.createQuery("pragma wal_checkpoint(truncate)").mapToMap().list();
    }

    private void require(String question, String expected) {
        String answer = handle.createQuery(question).mapTo(String.class).first();
        if (!answer.equals(expected)) {
            throw new IllegalStateException(
                    "the journal answers %s with %s instead of %s"
                            .formatted(question, answer, expected));
        }
    }

    @Override
    public synchronized void close() throws IOException {
        reader.close();
        handle.close();
        try {
            connections.close();
        } catch (SQLException e) {
            throw new IOException("the journal could not be closed", e);
        }
        owner.close();
    }
}
