package ampro.proof.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// `./ampro prove simulation`: runs seeds, each a week of one site.
public final class SimulationProof {
    private static final long SEEDS = 10;

    private SimulationProof() {}

    /// `--seeds N [--first-seed S] [--trace]`; 0 where no promise was broken.
    public static int prove(List<String> arguments) throws IOException {
        long first = number(arguments, "--first-seed", 1);
        long seeds = number(arguments, "--seeds", SEEDS);
        Consumer<String> told = arguments.contains("--trace") ? System.out::println : line -> {};
        long begun = System.nanoTime();
        int violations = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            try {
                System.out.println(one(seed, told));
            } catch (Truth.Violation e) {
                System.out.println("seed " + seed + ": " + e.getMessage());
                violations++;
            }
        }
        System.out.printf(
                "%d seeds, %d violations, %.2f seeds/s%n",
                seeds, violations, seeds / ((System.nanoTime() - begun) / 1e9));
        return violations == 0 ? 0 : 1;
    }

    private static long number(List<String> arguments, String name, long otherwise) {
        int at = arguments.indexOf(name);
        return at < 0 ? otherwise : Long.parseLong(arguments.get(at + 1));
    }

    /// One run in a folder of its own; `told` gets every line of its trace.
    ///
    /// @throws Truth.Violation where a promise was broken
    static Run.Outcome one(long seed, Consumer<String> told) throws IOException {
        Path folder = Files.createTempDirectory(memory(), "ampro-sim");
        try (Run run = new Run(seed, folder, told)) {
            return run.run();
        } finally {
            delete(folder);
        }
    }

    /// Disks of a simulated week are of memory where there is such a disk.
    private static Path memory() {
        Path shared = Path.of("/dev/shm");
        return Files.isWritable(shared) ? shared : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
