package ampro.hub.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.commons.dbcp2.BasicDataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/// One writer, a few readers. A write is one command: all of it is durable when [#write] returns,
/// or none of it happened. Commands that wait at the same moment share one commit; each is in a
/// savepoint of its own, so that a failing one takes nobody with it.
public final class Database implements AutoCloseable {
    /// Readers beside the writer; two cores are rarely busy with more.
    private static final int READERS = 4;

    /// How long what nobody waits for gives others to share its commit: custody.md, section 8.
    private static final Duration PATIENCE = Duration.ofMillis(20);

    /// The program has about 200 different statements, pages with filters included.
    private static final int STATEMENTS_KEPT = 300;

    /// Reads that may wait: every page and message waits for its own, so more of them than requests
    /// a small hub serves at once means that reading hangs.
    private static final int READS_WAITING_MAX = 1_000;

    /// Remembers every statement, whichever connection it was for.
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    /// Work inside a transaction.
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        T in(Handle handle) throws Exception;
    }

    private record Fence(Predicate<Handle> isOurs, Runnable lost) {}

    private final Dialect dialect;
    private final BasicDataSource writing;
    private final BasicDataSource reading;
    private final Jdbi writes;
    private final Jdbi reads;
    private final CommandQueue waiting = new CommandQueue(PATIENCE);
    private final List<Runnable> afterCommit = new CopyOnWriteArrayList<>();
    private final Executor readers;
    private final @Nullable ThreadPoolExecutor readingThreads;

    /// None where every command is carried out by the thread that gives it.
    private final @Nullable Thread writer;

    private volatile Fence fence = new Fence(handle -> true, () -> {});
    private volatile boolean open = true;

    private Database(Dialect dialect, String url, boolean onCallersThread) {
        this.dialect = dialect;
        writing = connections(dialect, dialect.writerUrl(url), 1);
        reading = onCallersThread ? writing : connections(dialect, url, READERS);
        writes = jdbi(writing);
        reads = onCallersThread ? writes : jdbi(reading);
        dialect.verify(writes);
        new Migrations(dialect, Migrations.ofThisProgram()).run(writes);
        if (onCallersThread) {
            readingThreads = null;
            readers = Runnable::run;
            writer = null;
        } else {
            readingThreads = readingThreads();
            readers = readingThreads;
            writer = Thread.ofPlatform().name("db-writer").start(this::writeUntilClosed);
        }
    }

    private static ThreadPoolExecutor readingThreads() {
        return new ThreadPoolExecutor(
                READERS,
                READERS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(READS_WAITING_MAX),
                Thread.ofPlatform().name("db-reader-", 0).daemon().factory());
    }

    private static BasicDataSource connections(Dialect dialect, String url, int most) {
        BasicDataSource connections = new BasicDataSource();
        connections.setUrl(url);
        connections.setMaxTotal(most);
        connections.setPoolPreparedStatements(true);
        connections.setMaxOpenPreparedStatements(STATEMENTS_KEPT);
        connections.setTestOnBorrow(dialect.isRemote());
        return connections;
    }

    /// A failing statement is told without its values: they may be personal data. Statements are
    /// written out in full, except where one says so itself: nothing is looked for to fill in.
    private static Jdbi jdbi(BasicDataSource connections) {
        return Jdbi.create(connections)
                .configure(
                        StatementExceptions.class,
                        told -> told.setMessageRendering(StatementExceptions.MessageRendering.NONE))
                .configure(
                        SqlStatements.class,
                        parsed ->
                                parsed.setSqlParser(PARSER).setTemplateEngine(TemplateEngine.NOP));
    }

    /// Opens, creates or upgrades the SQLite database in this file.
    public static Database sqlite(Path file) {
        return new Database(Dialect.SQLITE, Dialect.sqliteUrl(file), false);
    }

    /// As [#sqlite], without threads: for one who must know the order of all that happens.
    public static Database sqliteOnCallersThread(Path file) {
        return new Database(Dialect.SQLITE, Dialect.sqliteUrl(file), true);
    }

    /// Opens or upgrades a PostgreSQL database, `jdbc:postgresql://…`.
    public static Database postgresql(String url) {
        return new Database(Dialect.POSTGRESQL, url, false);
    }

    public Dialect dialect() {
        return dialect;
    }

    /// Runs after every commit on the writer's thread: it must only wake somebody.
    public void afterCommit(Runnable wake) {
        afterCommit.add(wake);
    }

    /// From now on no commit is made unless this database is still ours, which each transaction
    /// asks first; `lost` is told once it is not.
    public void fence(Predicate<Handle> isOurs, Runnable lost) {
        fence = new Fence(isOurs, lost);
    }

    /// Runs one command and returns when it is durable. One that answers a refusal is rolled back.
    ///
    /// @throws RuntimeException what the work threw; then nothing of it happened
    public <T extends @Nullable Object> T write(Work<T> work) {
        return write(CrashPoint.Commit.DESK, work);
    }

    /// As [#write], for what custody writes.
    public <T extends @Nullable Object> T write(CrashPoint.Commit about, Work<T> work) {
        return await(submit(about, work));
    }

    /// As [#write], without waiting.
    public <T extends @Nullable Object> CompletableFuture<T> submit(
            CrashPoint.Commit about, Work<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Command<T> command = new Command<>(about, work, done);
        if (open && writer == null) {
            commit(List.of(command));
        } else if (!open || !waiting.offer(command)) {
            done.completeExceptionally(
                    new IllegalStateException("the database takes no more commands"));
        }
        return done;
    }

    /// Reads the last committed state.
    ///
    /// @throws java.util.concurrent.RejectedExecutionException when too many reads wait already
    public <T extends @Nullable Object> T read(Work<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        readers.execute(() -> {
            try {
                done.complete(
                        reads.inTransaction(dialect.readIsolation(), handle -> work.in(handle)));
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return await(done);
    }

    private void writeUntilClosed() {
        while (open || !waiting.isEmpty()) {
            try {
                commit(waiting.take());
            } catch (InterruptedException e) {
                // closing: what still waits is written first
            }
        }
    }

    private void commit(List<Command<?>> group) {
        List<Runnable> answers = new ArrayList<>();
        try {
            writes.useTransaction(handle -> {
                if (!fence.isOurs().test(handle)) {
                    fence.lost().run();
                    throw new IllegalStateException("another hub works on this database");
                }
                for (Command<?> command : group) {
                    answers.add(command.runIn(handle));
                }
                group.forEach(command -> CrashPoint.pass(command.about().before));
            });
            group.forEach(command -> CrashPoint.pass(command.about().after));
        } catch (RuntimeException e) {
            group.forEach(command -> command.done().completeExceptionally(e));
            return;
        }
        answers.forEach(Runnable::run);
        afterCommit.forEach(Runnable::run);
    }

    private static <T extends @Nullable Object> T await(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        open = false;
        if (writer != null) {
            writer.interrupt();
            try {
                writer.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (readingThreads != null) {
            readingThreads.shutdown();
        }
        try {
            reading.close();
            writing.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be closed", e);
        }
    }
}
