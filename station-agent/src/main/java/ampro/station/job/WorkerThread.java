package ampro.station.job;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// A platform thread that does the same work again and again until it is closed. Work that throws
/// leaves a device that nobody drives: the program ends and is started again.
final class WorkerThread implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WorkerThread.class.getName());

    /// A worker that waits ends at once; one that a device holds is left behind.
    private static final Duration END_MAX = Duration.ofSeconds(1);

    /// One round of work; ends when interrupted.
    @FunctionalInterface
    interface Work {
        void once() throws InterruptedException;
    }

    private final Thread thread;
    private volatile boolean open = true;

    WorkerThread(String name, Work work, Runnable fatal) {
        thread = Thread.ofPlatform().name(name).unstarted(() -> work(work, fatal));
    }

    void start() {
        thread.start();
    }

    boolean isOpen() {
        return open;
    }

    private void work(Work work, Runnable fatal) {
        try {
            while (open) {
                work.once();
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "{0} ends", thread.getName());
        } catch (RuntimeException | Error e) {
            if (open) {
                LOG.log(Level.ERROR, thread.getName() + " stops", e);
                fatal.run();
            }
        }
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
        try {
            thread.join(END_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
