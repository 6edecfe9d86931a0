package ampro.proof.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// `./ampro prove simulation`: many seeds, each a week of one site in one thread.
public final class SimulationProof {
    private static final String HELP =
            """
            usage: ./ampro prove simulation [--seeds N] [--first-seed S] [--threads T] [--trace]
                   ./ampro prove simulation --planted all|NAME [--seeds N] [--first-seed S]
              --seeds       how many (10; 1000 at most for a planted mistake)
              --first-seed  the first of them (1)
              --threads     runs at once (one a processor)
              --trace       every line of every run; use it with one seed
              --planted     puts a mistake into the program, and succeeds when it is found
            A run of 10,000 seeds also fails where something was seen less than 100 times.
            """;

    private static final long SEEDS = 10;
    private static final long SEEDS_FOR_PLANTED = 1_000;

    /// What simulated programs log, the trace says too: 1,600 lines a seed, and half of its time.
    private static final Logger LOGS = Logger.getLogger("ampro");

    private SimulationProof() {}

    /// Whether simulated programs log.
    static void logs(boolean on) {
        LOGS.setLevel(on ? null : Level.OFF);
    }

    /// 0 where no promise was broken, or where every planted mistake was found.
    public static int prove(List<String> arguments) throws Exception {
        if (arguments.contains("--help")) {
            System.out.print(HELP);
            return 0;
        }
        logs(false);
        long first = number(arguments, "--first-seed", 1);
        int at = arguments.indexOf("--planted");
        if (at >= 0) {
            String name = arguments.get(at + 1);
            List<Planted> mistakes =
                    name.equals("all") ? List.of(Planted.values()) : List.of(Planted.valueOf(name));
            return planted(mistakes, first, number(arguments, "--seeds", SEEDS_FOR_PLANTED));
        }
        long seeds = number(arguments, "--seeds", SEEDS);
        int processors = Runtime.getRuntime().availableProcessors();
        int threads = Math.toIntExact(number(arguments, "--threads", processors));
        return seeds(first, seeds, threads, arguments.contains("--trace"));
    }

    /// The faults that are this row of the matrix.
    public static List<String> faults(String row) {
        return Stream.of(Fault.values())
                .filter(fault -> fault.rows().contains(row))
                .map(Fault::name)
                .toList();
    }

    private static int seeds(long first, long seeds, int threads, boolean trace) throws Exception {
        Consumer<String> told = trace ? System.out::println : line -> {};
        Coverage coverage = new Coverage();
        long begun = System.nanoTime();
        int violations = 0;
        try (ExecutorService runs = Executors.newFixedThreadPool(threads)) {
            List<Future<Run.Outcome>> all =
                    LongStream.range(first, first + seeds)
                            .mapToObj(seed -> runs.submit(() -> one(seed, told)))
                            .toList();
            for (int i = 0; i < all.size(); i++) {
                try {
                    Run.Outcome outcome = all.get(i).get();
                    System.out.println(outcome.inWords());
                    coverage.add(outcome);
                } catch (ExecutionException e) {
                    System.out.println("VIOLATION seed " + (first + i) + ": " + e.getCause());
                    violations++;
                }
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        coverage.print();
        System.out.printf(
                "seeds %d to %d: %d violations, %.2f seeds/s on %d threads%n",
                first, first + seeds - 1, violations, seeds / seconds, threads);
        List<String> seldom = coverage.seldom();
        seldom.forEach(what -> System.out.println("seen less than 100 times: " + what));
        boolean covers = seeds < Coverage.FULL_SEEDS || seldom.isEmpty();
        return violations == 0 && covers ? 0 : 1;
    }

    private static int planted(List<Planted> mistakes, long first, long most) throws IOException {
        int missed = 0;
        for (Planted mistake : mistakes) {
            String found = find(mistake, first, most).orElse(null);
            System.out.printf(
                    "%-34s %s%n",
                    mistake, found == null ? "NOT FOUND in " + most + " seeds" : found);
            missed += found == null ? 1 : 0;
        }
        System.out.printf("%d of %d found%n", mistakes.size() - missed, mistakes.size());
        return missed == 0 ? 0 : 1;
    }

    /// The first seed of these that finds it, and what it breaks.
    static Optional<String> find(Planted mistake, long first, long most) throws IOException {
        Path folder = Files.createTempDirectory("ampro-planted");
        try (PlantedCode code = new PlantedCode(mistake, root(), folder)) {
            return LongStream.range(first, first + most)
                    .mapToObj(seed -> code.broken(seed).map(what -> "seed " + seed + ": " + what))
                    .flatMap(Optional::stream)
                    .findFirst();
        } finally {
            delete(folder);
        }
    }

    /// The promise that this seed breaks, if any. Whatever else it ends with was noticed too.
    public static Optional<String> broken(long seed) {
        try {
            one(seed, line -> {});
            return Optional.empty();
        } catch (Truth.Violation e) {
            return Optional.ofNullable(e.getMessage());
        } catch (IOException | RuntimeException e) {
            return Optional.of("the run ends: " + e);
        }
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

    private static long number(List<String> arguments, String name, long otherwise) {
        int at = arguments.indexOf(name);
        return at < 0 ? otherwise : Long.parseLong(arguments.get(at + 1));
    }

    /// The project's folder: as the launcher says, or up from where Maven runs the tests.
    private static Path root() {
        String said = System.getProperty("ampro.root");
        Path here = Path.of("").toAbsolutePath();
        return said != null
                ? Path.of(said)
                : Files.exists(here.resolve("ampro")) ? here : here.resolve("..").normalize();
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
