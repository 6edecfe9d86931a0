package ampro.station.job;

import ampro.firmware.problem.Problem;
import ampro.station.job.JournalStore.Claim;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The shell around the print machine: takes an event, steps, commits, then acts. One platform
/// thread, one bounded inbox; a full inbox pushes back on whoever brings the event.
public final class Runner implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Runner.class.getName());

    /// Events in hand: grants, acknowledgements and answers of one printer are few.
    private static final int INBOX_MAX = 1_000;

    private final PrintMachine machine;
    private final JournalStore journal;
    private final Runnable fatal;
    private final ThreadPoolExecutor thread;
    private final List<Runnable> watchers = new ArrayList<>();
    private Consumer<Lease> fetch = lease -> {};
    private Consumer<PrintEffect> printer = effect -> {};
    private Runnable claimed = () -> {};
    private volatile PrintState state;
    private volatile @Nullable Problem problem;

    /// `fatal` ends the program at once.
    public Runner(PrintMachine machine, JournalStore journal, Runnable fatal) {
        this.fatal = fatal;
        this.machine = machine;
        this.journal = journal;
        state = journal.load();
        thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(INBOX_MAX),
                        Thread.ofPlatform().name("runner").factory());
    }

    /// Connects what effects go to; before anything is posted.
    public void connect(
            Consumer<Lease> fetchArtwork, Consumer<PrintEffect> toPrinter, Runnable onClaim) {
        fetch = fetchArtwork;
        printer = toPrinter;
        claimed = onClaim;
    }

    /// Looks at the printer and fetches what the last life did not.
    public void start() {
        printer.accept(new PrintEffect.Observe());
        for (Lease lease : state.waiting()) {
            if (!lease.isReady()) {
                fetch.accept(lease);
            }
        }
    }

    /// As it is after the last event.
    public PrintState state() {
        return state;
    }

    /// What stands in the way of the next card, if anything.
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    public void report(@Nullable Problem now) {
        problem = now;
        watchers.forEach(Runnable::run);
    }

    /// Calls back after every change, on the runner's thread: it must only wake somebody.
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /// Takes the event in its turn.
    public void post(PrintEvent event) {
        thread.execute(() -> guarded(() -> take(event)));
    }

    /// Takes the event and returns when what follows from it is committed.
    public PrintState tell(PrintEvent event) {
        return CompletableFuture.supplyAsync(() -> guarded(() -> take(event)), thread).join();
    }

    /// The hub has committed this station's events up to `seq`.
    public void acked(long seq, String hash) {
        CompletableFuture.runAsync(
                        () ->
                                guarded(() -> {
                                    journal.acked(seq, hash)
                                            .forEach(token ->
                                                    take(new PrintEvent.IntentAcked(token)));
                                    return state;
                                }),
                        thread)
                .join();
    }

    /// A journal that cannot be written, or a step that throws, leaves a state that nobody knows:
    /// the program ends and the next start reads the journal.
    private <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the runner stops", e);
            fatal.run();
            throw e;
        }
    }

    private PrintState take(PrintEvent event) {
        PrintMachine.Step step = machine.step(state, event);
        List<Claim> claims = new ArrayList<>();
        for (PrintEffect effect : step.effects()) {
            if (effect instanceof PrintEffect.Claim(Lease lease, var type, var facts)) {
                claims.add(new Claim(lease, type, facts));
                LOG.log(Level.INFO, "{0} {1}", lease.job(), type.word());
            }
        }
        if (!step.state().equals(state)) {
            journal.commit(state, step.state(), claims);
        }
        state = step.state();
        step.effects().forEach(this::act);
        if (!claims.isEmpty()) {
            claimed.run();
        }
        watchers.forEach(Runnable::run);
        return state;
    }

    private void act(PrintEffect effect) {
        switch (effect) {
            case PrintEffect.Claim claim -> {}
            case PrintEffect.FetchArtwork(Lease lease) -> fetch.accept(lease);
            case PrintEffect.TryLater(Problem why) -> {
                report(why);
                printer.accept(effect);
            }
            case PrintEffect.Observe order -> printer.accept(order);
            case PrintEffect.Stage order -> printer.accept(order);
            case PrintEffect.Print order -> {
                report(null);
                printer.accept(order);
            }
            case PrintEffect.Eject order -> printer.accept(order);
            case PrintEffect.Reject order -> printer.accept(order);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
