package ampro.hub.store;

import static ampro.hub.store.CrashPoint.Commit.DESK;
import static ampro.hub.store.CrashPoint.Commit.INGEST;
import static ampro.hub.store.CrashPoint.Commit.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ampro.hub.store.CrashPoint.Commit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which commands share a commit. A queue with a patience of hours tells whether it waits.
@Tag("unit")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CommandQueueTest {
    private final CommandQueue queue = new CommandQueue(Duration.ofHours(1));
    private final CompletableFuture<List<Command<?>>> taken = new CompletableFuture<>();

    @Test
    void whatNobodyWaitsForSharesItsCommit() throws Exception {
        Thread.ofVirtual().start(this::take);
        for (Commit patient : List.of(INGEST, SENT, INGEST)) {
            queue.offer(command(patient));
            await("it to be taken").until(queue::isEmpty);
            assertThat(taken).as("a group with %s", patient).isNotDone();
        }
        queue.offer(command(DESK));
        assertThat(taken.get())
                .extracting(Command::about)
                .containsExactly(INGEST, SENT, INGEST, DESK);
    }

    @Test
    void whatSomebodyWaitsForTakesAlongWhatIsThere() throws Exception {
        for (Commit about : List.of(DESK, INGEST, INGEST)) {
            queue.offer(command(about));
        }
        assertThat(queue.take()).hasSize(3);
    }

    @Test
    void aFullGroupIsCommitted() throws Exception {
        for (int i = 0; i < CommandQueue.GROUP_MAX + 1; i++) {
            queue.offer(command(INGEST));
        }
        assertThat(queue.take()).hasSize(CommandQueue.GROUP_MAX);
        assertThat(queue.isEmpty()).isFalse();
    }

    @Test
    void whoIsToldToCloseWritesWhatItHas() throws Exception {
        Thread writer = Thread.ofVirtual().start(this::take);
        queue.offer(command(INGEST));
        await("it to be taken").until(queue::isEmpty);
        writer.interrupt();
        assertThat(taken.get()).hasSize(1);
    }

    private void take() {
        try {
            taken.complete(queue.take());
        } catch (InterruptedException e) {
            taken.completeExceptionally(e);
        }
    }

    private static Command<?> command(Commit about) {
        return new Command<>(about, handle -> "done", new CompletableFuture<>());
    }
}
