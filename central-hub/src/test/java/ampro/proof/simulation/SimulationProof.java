package ampro.proof.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// `./ampro prove simulation --seeds N [--first-seed S]`.
public final class SimulationProof {
    private SimulationProof() {}

    public static void main(String[] arguments) throws IOException {
        long first = Long.parseLong(arguments[0]);
        int seeds = Integer.parseInt(arguments[1]);
        boolean talk = arguments.length > 2;
        long begun = System.nanoTime();
        int violations = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            violations += one(seed, talk, System.out) ? 0 : 1;
        }
        System.out.printf(
                "%d seeds, %d violations, %.2f seeds/s%n",
                seeds, violations, seeds / ((System.nanoTime() - begun) / 1e9));
    }

    static boolean one(long seed, boolean talk, PrintStream out) throws IOException {
        Path folder = Files.createTempDirectory(memory(), "ampro-sim");
        try (Run run = new Run(seed, folder, talk ? out::println : line -> {})) {
            long begun = System.nanoTime();
            Run.Outcome outcome = run.run();
            out.printf("%s %.1f s%n", outcome, (System.nanoTime() - begun) / 1e9);
            return true;
        } catch (RuntimeException e) {
            out.println("seed " + seed + ": " + e);
            if (talk) {
                e.printStackTrace(out);
            }
            return false;
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
