package ampro.proof.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Runs seeds one after the other: `FIRST-SEED SEEDS`, and `trace` to see every line of them.
public final class SimulationProof {
    private SimulationProof() {}

    public static void main(String[] arguments) throws IOException {
        long first = Long.parseLong(arguments[0]);
        int seeds = Integer.parseInt(arguments[1]);
        boolean trace = arguments.length > 2 && arguments[2].equals("trace");
        long begun = System.nanoTime();
        int violations = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            try {
                System.out.println(one(seed, trace ? System.out::println : line -> {}));
            } catch (Truth.Violation e) {
                System.out.println("seed " + seed + ": " + e.getMessage());
                violations++;
            }
        }
        System.out.printf(
                "%d seeds, %d violations, %.2f seeds/s%n",
                seeds, violations, seeds / ((System.nanoTime() - begun) / 1e9));
        System.exit(violations == 0 ? 0 : 1);
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
