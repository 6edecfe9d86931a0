package ampro.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DatabaseTest {
    private final FreshDatabase fresh;
    private final Database database;

    DatabaseTest(Dialect dialect, @TempDir Path folder) {
        fresh = FreshDatabase.of(dialect, folder);
        database = fresh.open();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /// A refusal, as a command answers it.
    private record Answer(boolean isRefused) implements Refusable {}

    @Test
    void commandsThatWaitTogetherShareACommit() {
        AtomicInteger commits = new AtomicInteger();
        database.afterCommit(commits::incrementAndGet);
        Runnable go = busyWriter();
        List<CompletableFuture<Long>> waiting =
                IntStream.range(0, 50)
                        .mapToObj(i ->
                                database.submit(
                                        CrashPoint.Commit.DESK,
                                        handle -> Numbers.next(handle, "x")))
                        .toList();
        go.run();
        assertThat(waiting.stream().map(CompletableFuture::join))
                .as("in the order in which they came")
                .isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
        await("a commit for the first and one for the fifty").untilAtomic(commits, equalTo(2));
    }

    @Test
    void aFailingCommandTakesNobodyWithIt() {
        List<CompletableFuture<Long>> commands =
                together(
                        handle -> Numbers.next(handle, "x"),
                        handle -> {
                            Numbers.next(handle, "x");
                            throw new IllegalArgumentException("no");
                        },
                        handle -> {
                            Numbers.next(handle, "x");
                            handle.execute("insert into nowhere values (1)");
                            return 0L;
                        },
                        handle -> {
                            Numbers.next(handle, "x");
                            throw new AssertionError("a programmer's error");
                        },
                        handle -> Numbers.next(handle, "x"));
        assertThat(commands.get(0)).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(1L);
        assertThat(commands.get(1))
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IllegalArgumentException.class);
        assertThat(commands.get(2)).failsWithin(10, TimeUnit.SECONDS);
        assertThat(commands.get(3)).failsWithin(10, TimeUnit.SECONDS);
        assertThat(commands.get(4))
                .as("numbers of those who failed are given again")
                .succeedsWithin(10, TimeUnit.SECONDS)
                .isEqualTo(2L);
        assertThat(next()).as("the writer goes on").isEqualTo(3);
    }

    @Test
    void aRefusalIsAnsweredAndRolledBack() {
        Answer refused =
                database.write(handle -> {
                    Numbers.next(handle, "x");
                    return new Answer(true);
                });
        assertThat(refused.isRefused()).isTrue();
        assertThat(next()).isEqualTo(1);
        database.write(handle -> {
            Numbers.next(handle, "x");
            return new Answer(false);
        });
        assertThat(next()).isEqualTo(3);
    }

    @Test
    void theCallerMeetsWhatTheWorkThrew() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        database.write(handle -> {
                            throw new IllegalArgumentException("no");
                        }))
                .withMessage("no");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        database.read(handle -> {
                            throw new IllegalArgumentException("no");
                        }));
    }

    @Test
    void whatIsWrittenIsReadByOthersAndAfterReopening() {
        assertThat(next()).isEqualTo(1);
        assertThat(database.read(DatabaseTest::value)).isEqualTo(1);
        assertThat(fresh.beside().withHandle(DatabaseTest::value)).isEqualTo(1);
        database.close();
        try (Database again = fresh.open()) {
            assertThat(again.read(DatabaseTest::value)).isEqualTo(1);
        }
    }

    @Test
    void aReaderSeesNoHalfCommand() throws Exception {
        next();
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Long> writing =
                database.submit(
                        CrashPoint.Commit.DESK,
                        handle -> {
                            long n = Numbers.next(handle, "x");
                            half.countDown();
                            go.await();
                            return n;
                        });
        half.await();
        assertThat(database.read(DatabaseTest::value)).isEqualTo(1);
        go.countDown();
        writing.join();
        assertThat(database.read(DatabaseTest::value)).isEqualTo(2);
    }

    @Test
    void whatWaitsIsWrittenBeforeClosingAndNothingIsTakenAfterwards() {
        List<CompletableFuture<Long>> commands =
                IntStream.range(0, 200)
                        .mapToObj(i ->
                                database.submit(
                                        CrashPoint.Commit.DESK,
                                        handle -> Numbers.next(handle, "x")))
                        .toList();
        database.close();
        assertThat(commands).allSatisfy(command -> assertThat(command).isCompleted());
        assertThat(fresh.beside().withHandle(DatabaseTest::value)).isEqualTo(200);
        assertThatIllegalStateException()
                .isThrownBy(() -> database.write(handle -> 1))
                .withMessageContaining("no more commands");
    }

    @Test
    void anUnendingLineOfReadsIsRefused() {
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> readers = new ArrayList<>();
        List<Throwable> refused = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            readers.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    database.read(handle -> {
                                        go.await();
                                        return 1;
                                    });
                                } catch (RuntimeException e) {
                                    refused.add(e);
                                }
                            }));
        }
        await("reads beyond four at work and a thousand waiting")
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> refused.size() == 96);
        go.countDown();
        assertThat(refused)
                .allSatisfy(e -> assertThat(e).isInstanceOf(RejectedExecutionException.class));
        readers.forEach(DatabaseTest::join);
    }

    @Test
    void foreignKeysAreEnforced() {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() ->
                        database.write(handle ->
                                handle.execute(
                                        "insert into session values ('k', 'nobody', 'c', 1, 1)")));
    }

    private long next() {
        return database.write(handle -> Numbers.next(handle, "x"));
    }

    /// Commands that wait while another is at work, so that they share one commit.
    @SafeVarargs
    private List<CompletableFuture<Long>> together(Database.Work<Long>... works) {
        Runnable go = busyWriter();
        List<CompletableFuture<Long>> commands = new ArrayList<>();
        for (Database.Work<Long> work : works) {
            commands.add(database.submit(CrashPoint.Commit.DESK, work));
        }
        go.run();
        return commands;
    }

    /// The writer is at work until what is returned is run.
    private Runnable busyWriter() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Integer> _ =
                database.submit(
                        CrashPoint.Commit.DESK,
                        handle -> {
                            begun.countDown();
                            go.await();
                            return 0;
                        });
        try {
            begun.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return go::countDown;
    }

    private static long value(Handle handle) {
        return handle.createQuery("select value from counter where name = 'x'")
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
