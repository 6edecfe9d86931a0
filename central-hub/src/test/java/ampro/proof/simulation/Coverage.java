package ampro.proof.simulation;

import ampro.hub.custody.JobTransitions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What was seen in many runs: rows of the fault matrix that struck, transitions of leases and
/// jobs. A promise that nothing has tried to break is not proven.
final class Coverage {
    /// How often each must be seen in a full proof.
    static final long LEAST = 100;

    /// A proof is full from here on.
    static final long FULL_SEEDS = 10_000;

    /// Rows of the simulation's layer that no run shows: what does, or what lacks.
    static final Map<String, String> ELSEWHERE =
            Map.ofEntries(
                    Map.entry("FM-33", "a printer that says done twice: the machine's table"),
                    Map.entry("FM-49", "two hubs on one database: tests of the custodian's seat"),
                    Map.entry("FM-60", "a label without its card: not built yet"),
                    Map.entry("FM-61", "the carrier's messages: not built yet"),
                    Map.entry("FM-62", "a card lost on its way: tests of the acts"));

    private static final String TAKEN_IN =
            "two people say of a card that it was never fed: the table of losses";

    /// A row that comes about when people act.
    private static final String ROW_OF_PEOPLE = "FM-48";

    /// Transitions of the job's machine that no run shows.
    private static final Map<String, String> JOBS_ELSEWHERE =
            Map.of(
                    "printing>queued", TAKEN_IN,
                    "printing>cancelled", TAKEN_IN,
                    "quality_check>queued", TAKEN_IN,
                    "quality_check>cancelled", TAKEN_IN,
                    "recovery>assigned", "a fence ends what is only held: the table of reports",
                    "recovery>held", "as above, and none is refused before its report");

    private static final List<String> LEASES =
            List.of(
                    "lease held>intent",
                    "lease intent>made",
                    "lease made>ejected",
                    "lease ejected>good",
                    "lease ejected>spoiled",
                    "lease intent>held",
                    "lease intent>ejected",
                    "lease intent>unknown",
                    "lease made>unknown",
                    "lease ejected>unknown",
                    "lease held>released",
                    "lease held>fenced",
                    "lease held>unknown",
                    "lease held>locked",
                    "lease intent>released",
                    "lease unknown>good",
                    "lease unknown>spoiled",
                    "lease unknown>released",
                    "lease intent>locked",
                    "lease made>locked",
                    "lease ejected>locked",
                    "lease unknown>locked",
                    "lease locked>unknown");

    private final Map<String, Long> seen = new TreeMap<>();

    void add(Run.Outcome outcome) {
        outcome.seen().forEach((what, times) -> seen.merge(what, times, Long::sum));
    }

    /// What was seen too seldom for a full proof.
    List<String> seldom() {
        return Stream.of(
                        LEASES.stream(),
                        JobTransitions.all().stream()
                                .filter(each -> !JOBS_ELSEWHERE.containsKey(each))
                                .map(each -> "job " + each),
                        Stream.of("reprinted", ROW_OF_PEOPLE),
                        Arrays.stream(Fault.values())
                                .flatMap(fault -> fault.rows().stream())
                                .distinct())
                .flatMap(what -> what)
                .filter(what -> seen.getOrDefault(what, 0L) < LEAST)
                .map(what -> what + " " + seen.getOrDefault(what, 0L))
                .toList();
    }

    void print() {
        System.out.println("seen:");
        seen.forEach((what, times) -> System.out.printf("  %,9d %s%n", times, what));
        System.out.println("rows of this layer that are shown elsewhere or not built yet:");
        new TreeMap<>(ELSEWHERE).forEach((row, why) -> System.out.println("  " + row + " " + why));
        System.out.println("transitions of jobs that are shown elsewhere:");
        new TreeMap<>(JOBS_ELSEWHERE)
                .forEach((job, why) -> System.out.println("  " + job + " " + why));
    }
}
