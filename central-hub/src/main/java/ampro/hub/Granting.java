package ampro.hub;

import ampro.hub.custody.Grants;
import ampro.hub.custody.Reminders;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The thread that gives queued jobs to stations, and says again what they have not answered.
final class Granting {
    /// The queue is looked at this often even when nobody woke it: a station may have come back.
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

    private final Grants grants;
    private final Reminders reminders;
    private final Semaphore changed = new Semaphore(1);
    private final Thread thread;
    private volatile boolean open = true;

    /// `fatal` ends the program when the thread fails.
    Granting(Grants grants, Reminders reminders, Thread.UncaughtExceptionHandler fatal) {
        this.grants = grants;
        this.reminders = reminders;
        thread =
                Thread.ofPlatform()
                        .name("grants")
                        .uncaughtExceptionHandler(fatal)
                        .unstarted(this::workWhileOpen);
    }

    void start() {
        thread.start();
    }

    /// Something may be granted.
    void wake() {
        changed.release();
    }

    private void workWhileOpen() {
        while (open) {
            try {
                changed.tryAcquire(AT_LEAST_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                changed.drainPermits();
            } catch (InterruptedException e) {
                return;
            }
            trying("granted", grants::grantAll);
            trying("said again", reminders::sayAgain);
        }
    }

    /// The next round may fare better.
    private static void trying(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            System.getLogger(Granting.class.getName()).log(Level.ERROR, "nothing was " + what, e);
        }
    }

    /// Not by an interrupt, which would close the witness under a line that it writes.
    void close() throws InterruptedException {
        open = false;
        wake();
        thread.join();
    }
}
