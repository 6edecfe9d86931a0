package ampro.proof.model;

import ampro.proof.model.Bound.Fleet;
import ampro.proof.model.PanReport.Outcome;
import ampro.proof.model.Words.Bug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// `./ampro prove model [--full] [--planted all|NAME]`: every state of the custody protocol within
/// a bound. The reduced bound takes seconds and far less than a gigabyte. `--full` visits every
/// state at two faults with two tokens a term, and at three with one; what no memory could hold
/// exactly is searched hash-compact. `--planted` puts one mistake into the model and must find it.
public final class ModelProof {
    private static final int REDUCED_MB = 1_000;
    private static final int FULL_MB = 8_000;

    private static final String LINE = "%-34s %6s %6s  %-7s %12s %6s %8s %7s  %s%n";

    /// One search of the table; `memory` is how it remembers states.
    private record Plan(Bound bound, Pan.Memory memory) {}

    private ModelProof() {}

    public static int prove(List<String> arguments) throws IOException, InterruptedException {
        boolean full = arguments.contains("--full");
        int planted = arguments.indexOf("--planted");
        Path folder = Files.createTempDirectory("ampro-model");
        try {
            boolean proven =
                    planted < 0
                            ? clean(folder, full)
                            : found(folder, arguments.subList(planted + 1, arguments.size()));
            System.out.println(proven ? "proven" : "NOT PROVEN");
            return proven ? 0 : 1;
        } finally {
            delete(folder);
        }
    }

    /// One fault with two tokens a term, two with one.
    static List<Bound> reduced(List<Fleet> fleets) {
        return fleets.stream()
                .flatMap(fleet -> Stream.of(new Bound(2, 1, fleet), new Bound(1, 2, fleet)))
                .toList();
    }

    /// Two faults with two tokens a term, three with one.
    static List<Bound> exhaustive() {
        return List.of(new Bound(2, 2, Fleet.MIXED), new Bound(1, 3, Fleet.MIXED));
    }

    private static List<Plan> plans(boolean full) {
        List<Plan> plans = new ArrayList<>();
        reduced(Fleet.ALL).forEach(bound -> plans.add(new Plan(bound, Pan.Memory.EXACT)));
        if (full) {
            exhaustive().forEach(bound -> plans.add(new Plan(bound, Pan.Memory.EXACT)));
            for (Fleet fleet : Fleet.ALL.subList(1, Fleet.ALL.size())) {
                plans.add(new Plan(new Bound(2, 2, fleet), Pan.Memory.HASH_COMPACT));
                plans.add(new Plan(new Bound(1, 3, fleet), Pan.Memory.HASH_COMPACT));
            }
        }
        return plans;
    }

    private static boolean clean(Path folder, boolean full)
            throws IOException, InterruptedException {
        Pan exact =
                Pan.build(
                        folder.resolve("exact"),
                        Pan.Memory.EXACT,
                        full ? "-O2" : "-O1",
                        full ? FULL_MB : REDUCED_MB);
        Pan compact =
                full
                        ? Pan.build(
                                folder.resolve("compact"), Pan.Memory.HASH_COMPACT, "-O2", FULL_MB)
                        : exact;
        head();
        boolean proven = true;
        for (Plan plan : plans(full)) {
            Pan pan = plan.memory() == Pan.Memory.EXACT ? exact : compact;
            PanReport report = pan.search(plan.bound(), 0);
            print(plan.memory().name().toLowerCase(Locale.ROOT), plan.bound(), report);
            if (report.outcome() == Outcome.VIOLATED) {
                pan.trail(plan.bound(), 0).forEach(line -> System.out.println("    " + line));
            }
            proven &= report.outcome() == Outcome.CLEAN;
        }
        return proven;
    }

    /// `all`, or the name of one, whose way to the violation is told too.
    private static boolean found(Path folder, List<String> names)
            throws IOException, InterruptedException {
        List<Bug> bugs =
                Words.bugs().stream()
                        .filter(bug -> names.contains("all") || names.contains(bug.name()))
                        .toList();
        if (bugs.isEmpty()) {
            System.out.println("--planted takes \"all\" or one of:");
            Words.bugs().forEach(bug -> System.out.println("    " + bug.name()));
            return false;
        }
        Pan pan = Pan.build(folder.resolve("exact"), Pan.Memory.EXACT, "-O1", FULL_MB);
        head();
        boolean proven = true;
        for (Bug bug : bugs) {
            PanReport report = pan.search(bug.smallest(), bug.number());
            print(bug.name(), bug.smallest(), report);
            if (bugs.size() == 1 && report.outcome() == Outcome.VIOLATED) {
                pan.trail(bug.smallest(), bug.number())
                        .forEach(line -> System.out.println("    " + line));
            }
            proven &= report.outcome() == Outcome.VIOLATED;
        }
        return proven;
    }

    private static void head() {
        System.out.println("fleet: c guard chip, p proven counter, b reads the blank inside");
        System.out.printf(
                LINE, "search", "tokens", "faults", "fleet", "states", "depth", "seconds", "MB",
                "outcome");
    }

    private static void print(String what, Bound bound, PanReport report) {
        System.out.printf(
                LINE,
                what,
                bound.tokens(),
                bound.faults(),
                bound.fleet(),
                "%,d".formatted(report.states()),
                report.depth(),
                "%.1f".formatted(report.seconds()),
                "%.0f".formatted(report.mb()),
                (report.outcome().name().toLowerCase(Locale.ROOT) + " " + report.told()).strip());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
