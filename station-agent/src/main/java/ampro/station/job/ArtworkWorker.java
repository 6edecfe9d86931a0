package ampro.station.job;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.EventChain;
import ampro.station.link.Fetcher;
import ampro.station.link.Fetcher.Fetched;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Fetches the artwork of every held lease that has none yet, one after the other, round and round
/// until the hub has answered for each. Which ones those are is in the state alone. Runs on a
/// platform thread of its own, because it waits for the hub.
public final class ArtworkWorker implements AutoCloseable {
    /// Before the hub is asked again for what it could not give.
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private final Runner runner;
    private final LeaseStore leases;
    private final Fetcher fetcher;
    private final Semaphore asked = new Semaphore(0);
    private final WorkerThread thread;

    public ArtworkWorker(Runner runner, LeaseStore leases, Fetcher fetcher, Runnable fatal) {
        this.runner = runner;
        this.leases = leases;
        this.fetcher = fetcher;
        thread = new WorkerThread("artwork", this::work, fatal);
    }

    public void start() {
        thread.start();
    }

    /// A lease may wait for its artwork.
    public void wake() {
        asked.release();
    }

    private void work() throws InterruptedException {
        asked.acquire();
        while (!missing().isEmpty()) {
            asked.drainPermits();
            boolean all = true;
            for (Lease lease : missing()) {
                all &= hasAnswer(lease);
            }
            if (!all) {
                asked.tryAcquire(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /// A locked box takes no answer: it asks nothing.
    private List<Lease> missing() {
        PrintState state = runner.state();
        return state.locked() == null
                ? state.waiting().stream().filter(lease -> !lease.isReady()).toList()
                : List.of();
    }

    private boolean hasAnswer(Lease lease) {
        switch (fetcher.fetch(lease.address(), lease.sha256())) {
            case Fetched.Taken(String text) -> take(lease, text);
            case Fetched.Refused(String why) -> refuse(lease);
            case Fetched.Later(String why) -> {
                return false;
            }
        }
        return true;
    }

    private void take(Lease lease, String text) {
        Optional<Artwork> artwork = CardFaces.read(text);
        if (artwork.isEmpty()) {
            refuse(lease);
            return;
        }
        leases.keepArtwork(lease.token(), text);
        runner.tell(
                new PrintEvent.ArtworkReady(
                        lease.token(), EventChain.sha256(artwork.get().code().text())));
    }

    private void refuse(Lease lease) {
        runner.tell(new PrintEvent.ArtworkRefused(lease.token(), Problem.ARTWORK_REFUSED.code()));
    }

    @Override
    public void close() {
        thread.close();
    }
}
