package ampro.proof.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// `prove crash`: the system calls of prints, then a death at every named crash point of stations
/// and hub, then deaths at random; in the end tray, ledger, journal and hub must agree.
public final class CrashProof {
    private static final int KILLS = 100;
    private static final int TRACED_CARDS = 3;

    private static final Duration PAUSE = Duration.ofSeconds(60);

    /// As many as two feeders take, so that nobody loads blanks while a hub dies.
    static final int CARDS_MAX = 180;

    /// A card in about a second: slow enough to die in the middle of a panel.
    static final double SPEED = 200;

    private static final String HELP =
            """
            usage: ./ampro prove crash [--parts trace,stations,hub,kills] [--kills N] [--seed S]
              trace     cards printed under strace: each INTENT is on the disk before its card is fed
              stations  the stations die at every named crash point
              hub       the hub dies at every named crash point; then each stands still for a minute
              kills     N times kill -9 at random, %d if not said
            """
                    .formatted(KILLS);

    private CrashProof() {}

    private record Order(List<String> parts, int kills, long seed) {}

    /// What is done with a real site; returns what does not agree.
    @FunctionalInterface
    interface Deed {
        List<String> at(RealSite site, Path folder) throws Exception;
    }

    public static int prove(List<String> arguments) throws Exception {
        Order order = new Order(List.of("trace", "stations", "hub", "kills"), KILLS, drawn());
        for (int at = 0; at < arguments.size(); at += 2) {
            String value = at + 1 < arguments.size() ? arguments.get(at + 1) : "";
            switch (arguments.get(at)) {
                case "--parts" ->
                        order = new Order(List.of(value.split(",")), order.kills(), order.seed());
                case "--kills" ->
                        order = new Order(order.parts(), Integer.parseInt(value), order.seed());
                case "--seed" ->
                        order = new Order(order.parts(), order.kills(), Long.parseLong(value));
                default -> {
                    System.out.print(HELP);
                    return arguments.get(at).equals("--help") ? 0 : 2;
                }
            }
        }
        return prove(order);
    }

    private static int prove(Order order) throws Exception {
        System.out.println("seed " + order.seed());
        RandomGenerator random = new SplittableRandom(order.seed());
        List<String> differences = new ArrayList<>();
        if (order.parts().contains("trace")) {
            differences.addAll(atSite(CrashProof::trace));
        }
        List<Deed> points = new ArrayList<>();
        if (order.parts().contains("stations")) {
            RandomGenerator cuts = new SplittableRandom(random.nextLong());
            points.add((site, folder) -> stationsDie(new Ordeal(site), cuts));
        }
        if (order.parts().contains("hub")) {
            points.add((site, folder) -> hubDiesAndAllPause(new Ordeal(site)));
        }
        differences.addAll(sideBySide(points));
        if (order.parts().contains("kills")) {
            differences.addAll(kills(order.kills(), random));
        }
        Scene.withoutScene()
                .forEach(point ->
                        System.out.printf("not passed: %s, %s%n", point, Scene.why(point)));
        differences.forEach(System.out::println);
        System.out.println(differences.isEmpty() ? "proven" : "NOT PROVEN");
        return differences.isEmpty() ? 0 : 1;
    }

    static long drawn() {
        return new SecureRandom().nextLong(1_000_000);
    }

    /// At a site of its own.
    static List<String> atSite(Deed deed) throws Exception {
        Path folder = Files.createTempDirectory("ampro-crash");
        List<String> differences;
        try (RealSite site = new RealSite(folder, CARDS_MAX, SPEED)) {
            site.open();
            differences = deed.at(site, folder);
        }
        if (differences.isEmpty()) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } else {
            System.out.println("what does not agree is kept in " + folder);
        }
        return differences;
    }

    /// Each at a site of its own, at the same time: a program that starts waits more than it works.
    private static List<String> sideBySide(List<Deed> deeds) throws Exception {
        List<String> differences = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<List<String>>> all =
                    deeds.stream().map(deed -> threads.submit(() -> atSite(deed))).toList();
            for (Future<List<String>> done : all) {
                differences.addAll(done.get());
            }
        }
        return differences;
    }

    private static List<String> trace(RealSite site, Path folder)
            throws IOException, InterruptedException, SQLException {
        TraceProof.Shown shown = TraceProof.run(site, folder, TRACED_CARDS, TraceProof.ALL);
        System.out.println(shown.inWords());
        return shown.violations();
    }

    /// What a card asks of the disks of station and hub where nothing else is to be done.
    public static List<String> costOfACard() throws Exception {
        List<String> cost = new ArrayList<>();
        atSite((site, folder) -> {
            TraceProof.Shown shown = TraceProof.run(site, folder, TRACED_CARDS, TraceProof.ALL);
            cost.addAll(List.of("station: " + shown.station(), "hub: " + shown.hub()));
            return List.of();
        });
        return cost;
    }

    static List<String> stationsDie(Ordeal ordeal, RandomGenerator random)
            throws IOException, InterruptedException, SQLException {
        long begun = System.nanoTime();
        List<String> missing = ordeal.stationsDie(random);
        return ended("stations' points", begun, missing, ordeal);
    }

    private static List<String> hubDiesAndAllPause(Ordeal ordeal)
            throws IOException, InterruptedException, SQLException {
        List<String> differences = new ArrayList<>(hubDies(ordeal));
        differences.addAll(pauses(ordeal, PAUSE));
        return differences;
    }

    static List<String> hubDies(Ordeal ordeal)
            throws IOException, InterruptedException, SQLException {
        long begun = System.nanoTime();
        List<String> missing = ordeal.hubDies();
        return ended("hub's points", begun, missing, ordeal);
    }

    static List<String> pauses(Ordeal ordeal, Duration pause)
            throws IOException, InterruptedException, SQLException {
        long begun = System.nanoTime();
        ordeal.pauseEach(pause);
        return ended("pauses", begun, List.of(), ordeal);
    }

    /// Half of them at each of two sites.
    static List<String> kills(int kills, RandomGenerator random) throws Exception {
        RandomGenerator one = new SplittableRandom(random.nextLong());
        RandomGenerator other = new SplittableRandom(random.nextLong());
        return sideBySide(
                List.of(
                        (site, folder) -> kills(new Ordeal(site), kills / 2, one),
                        (site, folder) -> kills(new Ordeal(site), kills - kills / 2, other)));
    }

    static List<String> kills(Ordeal ordeal, int kills, RandomGenerator random)
            throws IOException, InterruptedException, SQLException {
        long begun = System.nanoTime();
        ordeal.kill(kills, random);
        return ended(kills + " kills", begun, List.of(), ordeal);
    }

    private static List<String> ended(String what, long begun, List<String> missing, Ordeal ordeal)
            throws IOException, InterruptedException, SQLException {
        List<String> differences = new ArrayList<>(ordeal.differences());
        missing.forEach(point -> differences.add(point + " was not passed"));
        System.out.printf(
                "%s: %d deaths at points so far, %.0f s; %s; %s%n",
                what,
                ordeal.deaths(),
                (System.nanoTime() - begun) / 1e9,
                ordeal.inWords(),
                differences.isEmpty() ? "all records agree" : "DIFFERENCES " + differences);
        return differences;
    }
}
