package ampro.proof.mutation;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `./ampro prove mutation`: how many small changes of each part's rules a fast test notices, and
/// those that none does.
public final class MutationProof {
    /// Percent of the changes of each part.
    private static final int AIM = 85;

    /// It takes about six on two cores.
    private static final int MINUTES_MAX = 30;

    private static final List<String> MODULES =
            List.of("firmware-config", "station-agent", "central-hub");

    private MutationProof() {}

    /// 0 where every part reaches the aim.
    public static int prove(List<String> arguments) throws IOException, InterruptedException {
        if (!arguments.isEmpty()) {
            System.out.println("prove mutation: takes no arguments and some six minutes");
            return 2;
        }
        Path root = Path.of(System.getProperty("ampro.root", "."));
        for (String module : MODULES) {
            Files.deleteIfExists(report(root, module));
        }
        File log = root.resolve("target/mutation.log").toFile();
        System.out.printf("PIT changes one line after the other; its words go to %s%n", log);
        if (!run(root, log)) {
            System.out.println("PIT did not come to an end");
            return 2;
        }
        List<Mutant> mutants = new ArrayList<>();
        for (String module : MODULES) {
            mutants.addAll(Mutant.read(report(root, module)));
        }
        return tell(mutants) ? 0 : 1;
    }

    private static Path report(Path root, String module) {
        return root.resolve(module).resolve("target/pit-reports/mutations.xml");
    }

    private static boolean run(Path root, File log) throws IOException, InterruptedException {
        Files.createDirectories(log.toPath().getParent());
        Process pit =
                new ProcessBuilder(
                                "nice",
                                root.resolve("mvnw").toString(),
                                "-B",
                                "-ntp",
                                "-Pmutation",
                                "-Dspotless.check.skip=true",
                                "test-compile",
                                "org.pitest:pitest-maven:mutationCoverage",
                                "-DtargetClasses=" + Part.classes(),
                                "-DtargetTests=" + Part.tests())
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        try {
            return pit.waitFor(MINUTES_MAX, TimeUnit.MINUTES) && pit.exitValue() == 0;
        } finally {
            pit.descendants().forEach(ProcessHandle::destroy);
            pit.destroy();
        }
    }

    private static boolean tell(List<Mutant> mutants) {
        boolean isReached = true;
        for (Part part : Part.values()) {
            List<Mutant> mine = part.of(mutants);
            System.out.printf("%n%s%n", part.word());
            mine.stream()
                    .filter(mutant -> !mutant.noticed())
                    .forEach(mutant -> System.out.printf("  survives: %s%n", mutant));
            part.missing(mine).forEach(type -> System.out.printf("  not changed: %s%n", type));
            isReached &= score(mine) >= AIM && part.missing(mine).isEmpty();
        }
        System.out.printf("%n%-10s %8s %8s %6s%n", "part", "changes", "noticed", "score");
        for (Part part : Part.values()) {
            List<Mutant> mine = part.of(mutants);
            System.out.printf(
                    "%-10s %8d %8d %4.1f %%%n",
                    part.word(), mine.size(), noticed(mine), score(mine));
        }
        System.out.printf("the aim is %d %% of each%n", AIM);
        return isReached;
    }

    private static double score(List<Mutant> mutants) {
        return 100.0 * noticed(mutants) / Math.max(1, mutants.size());
    }

    private static long noticed(List<Mutant> mutants) {
        return mutants.stream().filter(Mutant::noticed).count();
    }
}
