package ampro.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/// Peers that take turns, so that what else the machine does strikes them all; the first round only
/// warms up.
final class Rounds {
    static final int COUNTED = 3;

    /// Something that is measured: how many seconds it took.
    record Peer(String name, Callable<Double> run) {}

    /// Of one peer, in things a second.
    record Rate(double lowest, double median, double highest) {
        static Rate of(int things, List<Double> seconds) {
            List<Double> sorted = seconds.stream().sorted().toList();
            return new Rate(
                    things / sorted.getLast(),
                    things / sorted.get(sorted.size() / 2),
                    things / sorted.getFirst());
        }
    }

    private Rounds() {}

    static Map<String, Rate> run(int things, List<Peer> peers) throws Exception {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round <= COUNTED; round++) {
            for (Peer peer : peers) {
                double taken = peer.run().call();
                List<Double> all = seconds.computeIfAbsent(peer.name(), name -> new ArrayList<>());
                if (round > 0) {
                    all.add(taken);
                }
            }
        }
        Map<String, Rate> rates = new LinkedHashMap<>();
        seconds.forEach(
                (name, all) -> rates.put(name, Rate.of(things, Objects.requireNonNull(all))));
        return rates;
    }
}
