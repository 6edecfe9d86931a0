package ampro.station.job;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.Token;
import ampro.station.store.NoRoomException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The shell around the print machine: takes an event, steps, commits, then acts. One platform
/// thread, one bounded inbox; a full inbox holds back whoever brings the event. After its end,
/// events are dropped: what they tell is asked again after the next start.
public final class Runner implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Runner.class.getName());

    /// Events in hand: grants, acknowledgements and answers of one printer are few.
    private static final int INBOX_MAX = 1_000;

    /// How often somebody who is held back looks whether the runner has ended.
    private static final Duration HELD_BACK_LOOK = Duration.ofMillis(100);

    /// For the commit in hand; a disk that needs longer is left to the next start.
    private static final Duration END_MAX = Duration.ofSeconds(2);

    private final PrintMachine machine;
    private final LeaseStore leases;
    private final EventStore events;
    private final Runnable fatal;
    private final ExecutorService thread;
    private final List<Runnable> watchers = new ArrayList<>();
    private Consumer<PrintEffect> printer = effect -> {};
    private Runnable toFetch = () -> {};
    private Runnable claimed = () -> {};
    private Supplier<Optional<Problem>> limit = Optional::empty;
    private volatile PrintState state;
    private volatile @Nullable Problem problem;

    /// `fatal` ends the program at once.
    public Runner(PrintMachine machine, LeaseStore leases, EventStore events, Runnable fatal) {
        this(machine, leases, events, fatal, INBOX_MAX);
    }

    Runner(
            PrintMachine machine,
            LeaseStore leases,
            EventStore events,
            Runnable fatal,
            int inboxMax) {
        this(machine, leases, events, fatal, ownThread(inboxMax));
    }

    /// As above, on this thread instead of one of its own.
    public Runner(
            PrintMachine machine,
            LeaseStore leases,
            EventStore events,
            Runnable fatal,
            ExecutorService thread) {
        this.machine = machine;
        this.leases = leases;
        this.events = events;
        this.fatal = fatal;
        this.thread = thread;
        state = leases.load();
    }

    private static ExecutorService ownThread(int inboxMax) {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(inboxMax),
                Thread.ofPlatform().name("runner").factory(),
                Runner::holdBack);
    }

    /// Connects what effects go to, before anything is posted. Each is told on the runner's thread
    /// and must only wake somebody.
    public void connect(Consumer<PrintEffect> toPrinter, Runnable artworkWaits, Runnable onClaim) {
        printer = toPrinter;
        toFetch = artworkWaits;
        claimed = onClaim;
    }

    /// Looks at the printer and fetches what the last life did not.
    public void start() {
        printer.accept(new PrintEffect.Observe());
        toFetch.run();
    }

    /// As it is after the last event.
    public PrintState state() {
        return state;
    }

    /// What stands in the way of the next card, if anything.
    public Optional<Problem> problem() {
        return stop().or(() -> Optional.ofNullable(problem));
    }

    /// Why no card may be begun, whatever the printer says.
    Optional<Problem> stop() {
        return leases.hasRoom() ? limit.get() : Optional.of(Problem.DISK_FULL);
    }

    /// Bounds what is done while the hub is away.
    public void limit(OfflineQuota quota) {
        watch(() -> quota.follow(state));
        limit = quota::spent;
    }

    void report(@Nullable Problem now) {
        problem = now;
        watchers.forEach(Runnable::run);
    }

    /// Calls back after every change: it must only wake somebody.
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /// Takes the event in its turn.
    public void post(PrintEvent event) {
        try {
            thread.execute(() -> guarded(() -> take(event)));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "dropped at the end: {0}", event.getClass().getSimpleName());
        }
    }

    /// Takes the event and returns when what follows from it is committed.
    public PrintState tell(PrintEvent event) {
        return ended(() -> take(event));
    }

    /// The hub has answered our hello: it has our events up to `seq` and means no token below
    /// `promise`; of our INTENTs it means that of `mayFeed`. False where its record of our journal
    /// is another one: then nothing is printed.
    public boolean welcomed(long seq, String hash, Token promise, @Nullable Token mayFeed) {
        return ended(() -> {
            boolean agreed = agreed(seq, hash);
            if (agreed) {
                take(new PrintEvent.Welcomed(promise));
                takeAcknowledgedIntents(seq, mayFeed);
            }
            return agreed;
        });
    }

    /// The hub has committed our events up to `seq`; false as for [#welcomed].
    public boolean acknowledged(long seq, String hash, @Nullable Token mayFeed) {
        return ended(() -> {
            boolean agreed = agreed(seq, hash);
            if (agreed) {
                takeAcknowledgedIntents(seq, mayFeed);
            }
            return agreed;
        });
    }

    /// A hub that has another journal of ours is as good as none.
    private boolean agreed(long seq, String hash) {
        boolean agreed = events.acknowledged(seq, hash);
        if (!agreed) {
            LOG.log(Level.ERROR, "the hub has another event {0} than this journal", seq);
            take(new PrintEvent.ConnectionLost());
        }
        return agreed;
    }

    private void takeAcknowledgedIntents(long seq, @Nullable Token mayFeed) {
        for (Token token : events.intentsUpTo(seq)) {
            take(
                    token.equals(mayFeed)
                            ? new PrintEvent.IntentAcked(token)
                            : new PrintEvent.IntentRefused(token));
        }
    }

    private <T> T ended(Supplier<T> work) {
        try {
            return thread.submit(() -> guarded(work)).get();
        } catch (ExecutionException | RejectedExecutionException | CancellationException e) {
            throw new IllegalStateException("the runner has ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// A journal that cannot be written, or a step that throws, leaves a state that nobody knows:
    /// the program ends and the next start reads the journal.
    private <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (!thread.isShutdown()) {
                LOG.log(Level.ERROR, "the runner stops", e);
                thread.shutdownNow();
                fatal.run();
            }
            throw e;
        }
    }

    private PrintState take(PrintEvent event) {
        PrintState before = state;
        PrintStep step = machine.step(before, event);
        List<PrintEffect.Claim> claims =
                step.effects().stream()
                        .filter(PrintEffect.Claim.class::isInstance)
                        .map(PrintEffect.Claim.class::cast)
                        .toList();
        if (step.state().equals(before) && step.effects().isEmpty()) {
            return before;
        }
        try {
            leases.commit(before, step.state(), claims);
        } catch (NoRoomException e) {
            events.guarded(); // what was not written is not counted either
            return take(notBegun(claims));
        }
        state = step.state();
        for (PrintEffect.Claim claim : claims) {
            LOG.log(Level.INFO, claim.words());
        }
        step.effects().forEach(this::act);
        if (!claims.isEmpty()) {
            claimed.run();
        }
        watchers.forEach(Runnable::run);
        return state;
    }

    /// Only an INTENT is refused for want of room: its card stays staged and is tried again.
    private static PrintEvent notBegun(List<PrintEffect.Claim> claims) {
        Lease lease = Objects.requireNonNull(claims.getFirst().lease(), "an INTENT is of one");
        return new PrintEvent.NotStaged(lease.token(), Problem.DISK_FULL);
    }

    private void act(PrintEffect effect) {
        switch (effect) {
            case PrintEffect.Claim claim -> {}
            case PrintEffect.FetchArtwork fetch -> toFetch.run();
            case PrintEffect.Observe order -> printer.accept(order);
            case PrintEffect.Stage order -> printer.accept(order);
            case PrintEffect.Print order -> printer.accept(order);
            case PrintEffect.Eject order -> printer.accept(order);
            case PrintEffect.Reject order -> printer.accept(order);
            case PrintEffect.TryLater order -> printer.accept(order);
        }
    }

    private static void holdBack(Runnable task, ThreadPoolExecutor runner) {
        try {
            while (!runner.isShutdown()) {
                if (runner.getQueue()
                        .offer(task, HELD_BACK_LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RejectedExecutionException("the runner has ended");
    }

    /// Finishes the commit in hand and drops the rest.
    @Override
    public void close() {
        for (Runnable dropped : thread.shutdownNow()) {
            if (dropped instanceof Future<?> waiting) {
                waiting.cancel(false); // somebody waits for it
            }
        }
        try {
            thread.awaitTermination(END_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
