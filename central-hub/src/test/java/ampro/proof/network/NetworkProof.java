package ampro.proof.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/// `prove network [--full] [--mosquitto] [SCENARIO …]`: every scenario one after the other on one
/// station, at the hub's own broker and, with `--full`, at a real Mosquitto.
public final class NetworkProof {
    private static final int FLAPS = 5;
    static final int FLAPS_FULL = 60;

    /// In `--full` each scenario comes so many times, each time on what the others left.
    private static final int ROUNDS_FULL = 2;

    private NetworkProof() {}

    public static int prove(List<String> arguments) throws IOException, InterruptedException {
        boolean full = arguments.contains("--full");
        List<String> chosen = arguments.stream().filter(word -> !word.startsWith("--")).toList();
        Path folder = Files.createTempDirectory("ampro-network");
        System.out.println("network, in " + folder);
        int failed;
        try (Wire wire = new Wire(folder.resolve("embedded"), null, full ? FLAPS_FULL : FLAPS)) {
            failed = run("embedded", wire, chosen, full ? ROUNDS_FULL : 1);
        }
        if (full || arguments.contains("--mosquitto")) {
            try (Mosquitto outside = new Mosquitto(folder.resolve("mosquitto"));
                    Wire wire = new Wire(folder.resolve("outside"), outside, FLAPS_FULL)) {
                failed += run("mosquitto", wire, chosen, ROUNDS_FULL);
            } catch (TestAbortedException e) {
                System.out.println(e.getMessage());
            }
        }
        return failed == 0 ? 0 : 1;
    }

    private static int run(String broker, Wire wire, List<String> chosen, int rounds) {
        int done = 0;
        int failed = 0;
        for (int round = 0; round < rounds; round++) {
            for (NetworkScenario scenario : NetworkScenario.values()) {
                if (chosen.isEmpty() || chosen.contains(scenario.name())) {
                    failed += isWhole(wire, scenario) ? 0 : 1;
                    done++;
                }
            }
        }
        System.out.printf("%s: %d scenarios, %d failed%n", broker, done, failed);
        return failed;
    }

    private static boolean isWhole(Wire wire, NetworkScenario scenario) {
        long begun = System.nanoTime();
        String outcome;
        boolean whole = false;
        try {
            outcome = scenario.happen(wire);
            wire.site().assertWhole();
            whole = true;
        } catch (Exception | AssertionError e) {
            outcome = "FAILED: " + e.getMessage();
            wire.proxy().heal();
        }
        System.out.printf(
                "%-4s %-60s %s, %.1f s%n",
                scenario.row, scenario.words, outcome, (System.nanoTime() - begun) / 1e9);
        return whole;
    }
}
