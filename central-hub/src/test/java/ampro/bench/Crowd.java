package ampro.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Many who work at the same time, each on a thread of its own.
final class Crowd {
    /// Many times what the longest of them takes.
    static final long WITHIN_SECONDS = 300;

    private Crowd() {}

    /// All of it; how many seconds it took.
    static double seconds(List<Callable<Void>> works) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begun = System.nanoTime();
            for (Future<Void> work : threads.invokeAll(works, WITHIN_SECONDS, TimeUnit.SECONDS)) {
                work.get();
            }
            return (System.nanoTime() - begun) / 1e9;
        }
    }
}
