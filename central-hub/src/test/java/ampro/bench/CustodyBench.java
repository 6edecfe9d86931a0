package ampro.bench;

import ampro.proof.crash.CrashProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// `bench custody [--jobs N]`: commits and fsyncs of a card as counts, and what the hub takes from
/// stations in a second beside SQLite and Mosquitto. `N` jobs for each of fifty stations.
final class CustodyBench {
    private static final int JOBS_EACH = 20;

    /// Between two events of a station: none, and what thins out the groups that share a commit.
    private static final List<Duration> PAUSES =
            List.of(Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(200));

    private static final String HUB = "hub: custody, committed";

    private static final String SAVING = "autosave_on_changes true\nautosave_interval 1\n";

    private CustodyBench() {}

    static int measure(List<String> arguments) throws Exception {
        int jobsEach = JOBS_EACH;
        if (arguments.size() == 2 && arguments.getFirst().equals("--jobs")) {
            jobsEach = Integer.parseInt(arguments.get(1));
        } else if (!arguments.isEmpty()) {
            System.err.println("bench custody: only --jobs N is known");
            return 2;
        }
        Path folder = Files.createTempDirectory("ampro-bench");
        try {
            measure(folder, jobsEach);
        } finally {
            delete(folder);
        }
        return 0;
    }

    private static void measure(Path folder, int jobsEach) throws Exception {
        System.out.printf(
                "on %d cores, Java %s, %s; load %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                Files.getFileStore(folder).type(),
                load());
        idle();
        PreparedHub prepared = new PreparedHub(folder.resolve("hub"), jobsEach);
        underLoad(prepared);
        ingest(new Ingest(prepared.granted(), folder));
        System.out.println("load at the end " + load());
    }

    private static void idle() throws Exception {
        System.out.printf(
                "%n1. One idle job: a real hub and real stations, every system call traced; the"
                        + " hub's figure begins with the application%n");
        CrashProof.costOfACard().forEach(System.out::println);
    }

    private static void underLoad(PreparedHub prepared) throws Exception {
        System.out.printf(
                "%n2. %d stations under load: the hub's commits from grant to completed, outbox"
                        + " included; SQLite, FULL%n",
                PreparedHub.STATIONS);
        System.out.printf(
                "%10s %8s %9s %9s %13s   at most %.0f%n",
                "pause ms", "jobs", "jobs/s", "commits", "commits/job", Load.COMMITS_MAX);
        for (Duration pause : PAUSES) {
            System.out.println(Load.run(prepared, pause).inWords());
        }
        System.out.println("(pause: mean time of one station between two of a card's five events)");
    }

    private static void ingest(Ingest ingest) throws Exception {
        Map<String, Rounds.Rate> rates =
                Rounds.run(
                        ingest.count(),
                        List.of(
                                new Rounds.Peer(HUB, ingest::hub),
                                new Rounds.Peer(
                                        "SQLite: the event rows, 100 a commit",
                                        ingest::plainSqlite),
                                new Rounds.Peer(
                                        "Mosquitto QoS 1, its default saving",
                                        () -> ingest.mosquitto("")),
                                new Rounds.Peer(
                                        "Mosquitto QoS 1, autosave on changes",
                                        () -> ingest.mosquitto(SAVING))));
        System.out.printf(
                "%n3. Ingest: %d events of %d stations, the same payloads for all; median of %d"
                        + " rounds in turn after one to warm up%n",
                ingest.count(), PreparedHub.STATIONS, Rounds.COUNTED);
        System.out.printf(
                "%-38s %10s %21s %12s%n", "", "events/s", "lowest to highest", "hub / this");
        double hub = Objects.requireNonNull(rates.get(HUB)).median();
        rates.forEach((name, rate) ->
                System.out.printf(
                        "%-38s %10.0f %10.0f %10.0f %12.3f%n",
                        name, rate.median(), rate.lowest(), rate.highest(), hub / rate.median()));
        System.out.printf(
                "of the hub's last round: %d commits, %.1f events a commit, %.1f rows written an"
                        + " event (SQLite beside it: 1)%n",
                ingest.commits,
                (double) ingest.count() / ingest.commits,
                (double) ingest.rows / ingest.count());
    }

    /// What the machine had to do in the last minute, by its kernel.
    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.isReadable(file) ? Files.readString(file).split(" ", 2)[0] : "unknown";
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
