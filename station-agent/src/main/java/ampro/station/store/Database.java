package ampro.station.store;

import ampro.firmware.problem.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.dbcp2.BasicDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/// The journal's file, which belongs to one program at a time: two that print from one journal
/// would print twice. Work runs one at a time; [#write] returns when it is on the disk.
public final class Database implements AutoCloseable {
    /// Room for the outcomes of all that can be under way when the disk is full.
    public static final long BALLAST_BYTES = 8L << 20;

    /// How often a write that waits for room looks for it.
    private static final Duration LOOK_FOR_ROOM = Duration.ofSeconds(1);

    /// Work inside a transaction.
    @FunctionalInterface
    public interface Work<T> {
        T in(Handle handle);
    }

    /// The journal has about 30 different statements.
    private static final int STATEMENTS_KEPT = 60;

    /// Statements are written out in full: there is nothing to fill in but their values.
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private static final class Fresh {
        static final List<String> DEFINITIONS =
                Jdbi.create("jdbc:sqlite::memory:").withHandle(Schema::fresh);
    }

    private final FileChannel owner;
    private final BasicDataSource connections;
    private final Handle handle;
    private final Handle reader;
    private final Ballast ballast;

    /// A journal without ballast.
    public Database(Path file) throws IOException {
        this(file, 0);
    }

    /// @throws JournalException where nothing may be printed from what is on the disk
    public Database(Path file, long ballastBytes) throws IOException {
        owner = owned(file);
        connections = connections(file);
        try {
            Jdbi jdbi =
                    Jdbi.create(connections)
                            .configure(
                                    SqlStatements.class,
                                    parsed ->
                                            parsed.setSqlParser(PARSER)
                                                    .setTemplateEngine(TemplateEngine.NOP));
            handle = jdbi.open();
            Schema.require(handle, "pragma journal_mode", "wal");
            Schema.require(handle, "pragma synchronous", "2");
            Schema.require(handle, "pragma secure_delete", "1");
            Schema.open(handle, Fresh.DEFINITIONS);
            reader = jdbi.open();
            reader.execute("pragma query_only = 1");
        } catch (RuntimeException e) {
            try (owner) {
                connections.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw DiskTrouble.of(file, e);
        }
        ballast = new Ballast(file.resolveSibling(file.getFileName() + ".ballast"), ballastBytes);
        hasRoom();
    }

    private static BasicDataSource connections(Path file) {
        BasicDataSource connections = new BasicDataSource();
        connections.setUrl(
                "jdbc:sqlite:"
                        + file
                        + "?busy_timeout=5000&journal_mode=WAL&synchronous=FULL"
                        + "&secure_delete=true&jdbc.get_generated_keys=false");
        connections.setMaxTotal(2);
        connections.setPoolPreparedStatements(true);
        connections.setMaxOpenPreparedStatements(STATEMENTS_KEPT);
        return connections;
    }

    /// The lock ends with the program, however it ends.
    private static FileChannel owned(Path file) throws IOException {
        FileChannel lock;
        try {
            lock =
                    FileChannel.open(
                            file.resolveSibling(file.getFileName() + ".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw DiskTrouble.of(file, e);
        }
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

    /// Whether a card may be begun: there is room for its outcome, whatever fills the disk.
    public boolean hasRoom() {
        return ballast.isReserved();
    }

    /// One commit, between the two crash points of what it is about. On a full disk the ballast
    /// goes first; then this waits for room, unless what is written may be refused.
    ///
    /// @throws NoRoomException where the disk is full and nothing had to be begun
    public synchronized <T> T write(CrashPoint.Commit about, Work<T> work) {
        CrashPoint.pass(about.before);
        T result = withRoom(about, () -> handle.inTransaction(work::in));
        CrashPoint.pass(about.after);
        return result;
    }

    /// Others read and write while this waits.
    private synchronized <T> T withRoom(CrashPoint.Commit about, Supplier<T> work) {
        while (true) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (!DiskTrouble.isFull(e)) {
                    throw e;
                }
                if (about.mayBeRefused()) {
                    throw new NoRoomException(e);
                }
            }
            try {
                if (about.isBig() || !ballast.release()) {
                    wait(LOOK_FOR_ROOM.toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("ended while the disk was full", e);
            }
        }
    }

    /// A write in here would be a commit without a name: SQLite refuses it.
    public synchronized <T> T read(Work<T> work) {
        return work.in(handle.isInTransaction() ? handle : reader);
    }

    /// What was overwritten is zeroed in the file; this drops it from the write-ahead log too.
    public synchronized void forget() {
        withRoom(
                CrashPoint.Commit.STATE,
                () -> handle.createQuery("pragma wal_checkpoint(truncate)").mapToMap().list());
    }

    /// The journal as it was read is not as it was written.
    public static JournalException damaged(String how) {
        return new JournalException(Problem.JOURNAL_DAMAGED, how);
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
