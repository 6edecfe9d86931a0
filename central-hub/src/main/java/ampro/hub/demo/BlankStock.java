package ampro.hub.demo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// The blanks that lie beside one station: hands load the feeder when it gets empty, the book says
/// so.
final class BlankStock {
    /// What fits into a feeder of this class of printers.
    private static final int FEEDER_MAX = 100;

    /// Early enough that the printer never waits.
    private static final int REFILL_BELOW = 20;

    private final String station;
    private final Box box;
    private final Api manager;
    private final Deque<String> serials;

    BlankStock(String station, Box box, Api manager, List<String> serials) {
        this.station = station;
        this.box = box;
        this.manager = manager;
        this.serials = new ArrayDeque<>(serials);
    }

    void refill() throws IOException, InterruptedException {
        if (serials.isEmpty()) {
            return;
        }
        int loaded = box.hopper();
        if (loaded >= REFILL_BELOW) {
            return;
        }
        List<String> batch = new ArrayList<>();
        while (loaded + batch.size() < FEEDER_MAX && !serials.isEmpty()) {
            batch.add(serials.remove());
        }
        box.load(batch);
        manager.post("/api/v1/ledger/load", Map.of("place", station, "serials", batch)).orThrow();
    }
}
