package ampro.hub.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Commands in the order in which they came, taken in groups that share one commit. What no person
/// waits for waits a little for others; with what a person waits for the group is whole.
final class CommandQueue {
    /// Bounds what a power cut can make callers repeat.
    static final int GROUP_MAX = 100;

    /// More means the disk is gone, and callers should hear that.
    private static final int WAITING_MAX = 10_000;

    private final BlockingQueue<Command<?>> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
    private final Duration patience;

    CommandQueue(Duration patience) {
        this.patience = patience;
    }

    /// False where too many wait already.
    boolean offer(Command<?> command) {
        return waiting.offer(command);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Waits for a command and returns it with those that share its commit.
    ///
    /// @throws InterruptedException while there is none
    List<Command<?>> take() throws InterruptedException {
        List<Command<?>> group = new ArrayList<>();
        group.add(waiting.take());
        long end = System.nanoTime() + patience.toNanos();
        waiting.drainTo(group, GROUP_MAX - 1);
        while (group.size() < GROUP_MAX && group.stream().allMatch(CommandQueue::hasTime)) {
            Command<?> next = nextUntil(end);
            if (next == null) {
                break;
            }
            group.add(next);
            waiting.drainTo(group, GROUP_MAX - group.size());
        }
        return group;
    }

    private static boolean hasTime(Command<?> command) {
        return command.about().isPatient();
    }

    /// None either where the writer is told to close: the group that it has is written first.
    private @Nullable Command<?> nextUntil(long end) {
        try {
            return waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return null;
        }
    }
}
