package ampro.proof.storage;

import ampro.proof.network.FullHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// `prove storage [--full] [--seed N]`: every scenario of a failing disk, with its counts.
public final class StorageProof {
    private static final long SEED = 1;
    static final int PLACES = 20;
    static final int PLACES_FULL = 200;

    private StorageProof() {}

    /// `rows` of the fault matrix, in a folder of its own; what it found, in a line.
    private record Scenario(String rows, String name, Act act) {}

    @FunctionalInterface
    private interface Act {
        String in(Path folder) throws Exception;
    }

    public static int prove(List<String> arguments) throws IOException {
        int places = arguments.contains("--full") ? PLACES_FULL : PLACES;
        int at = arguments.indexOf("--seed") + 1;
        long seed = at == 0 ? SEED : Long.parseLong(arguments.get(at));
        System.out.println("storage, seed " + seed);
        int failed = 0;
        for (Scenario scenario : scenarios(places, seed)) {
            Path folder = Files.createTempDirectory("ampro-storage");
            try {
                tell(scenario, scenario.act().in(folder));
            } catch (TestAbortedException e) {
                tell(scenario, String.valueOf(e.getMessage()));
            } catch (Exception | AssertionError e) {
                tell(scenario, "FAILED: " + e.getMessage());
                failed++;
            } finally {
                delete(folder);
            }
        }
        return failed == 0 ? 0 : 1;
    }

    private static void tell(Scenario scenario, String what) {
        System.out.printf("%-8s %-40s %s%n", scenario.rows(), scenario.name(), what);
    }

    private static List<Scenario> scenarios(int places, long seed) {
        return List.of(
                new Scenario("18 24 25", "journal, no chip", at -> damage(at, false, places, seed)),
                new Scenario("18 24 25", "journal and chip", at -> damage(at, true, places, seed)),
                new Scenario("24", "the program on a damaged journal", FailingDisk::damaged),
                new Scenario("26", "disk full during INTENT", FullDisk::duringIntent),
                new Scenario("27", "disk full during the outcome", FullDisk::duringTheOutcome),
                new Scenario("28", "a sync fails", FailingDisk::syncFails),
                new Scenario("29", "the disk turns read-only", FailingDisk::turnsReadOnly),
                new Scenario(
                        "25 50",
                        "the hub's log",
                        at -> HubDisk.cut(at, places, new SplittableRandom(seed))),
                new Scenario("51", "the hub's database has no room", HubDisk::full),
                new Scenario("51", "the hub's disk is full", FullHub::happen));
    }

    static String damage(Path folder, boolean chip, int places, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        DamagedJournal journal = new DamagedJournal(folder, chip);
        return "log cut at %s; bits flipped at %s"
                .formatted(journal.cut(random, places), journal.flip(random, places));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
