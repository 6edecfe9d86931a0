package ampro.proof.simulation;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/// Carries everything out at once, on the thread that asks: what happens in a run is one line of
/// steps.
final class OneThread extends AbstractExecutorService {
    private boolean ended;

    @Override
    public void execute(Runnable task) {
        if (!ended) {
            task.run();
        }
    }

    @Override
    public void shutdown() {
        ended = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        ended = true;
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return ended;
    }

    @Override
    public boolean isTerminated() {
        return ended;
    }

    @Override
    public boolean awaitTermination(long most, TimeUnit unit) {
        return ended;
    }
}
