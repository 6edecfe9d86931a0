package ampro.proof.crash;

import ampro.station.store.CrashPoint;
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
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// `prove crash [--kills N] [--seed S]`: the system calls of prints, then a death at every named
/// crash point of hub and station, then deaths at random; in the end tray, ledger, journal and hub
/// must agree.
public final class CrashProof {
    private static final int KILLS = 10;
    private static final int TRACED_CARDS = 3;

    /// The cards of one site suffice for these.
    static final int KILLS_A_SITE = 50;

    private static final Duration PAUSE = Duration.ofSeconds(60);

    /// As many as two feeders take, so that nobody loads blanks while a hub dies.
    static final int CARDS_MAX = 180;

    /// A card in about a second: slow enough to die in the middle of a panel.
    static final double SPEED = 200;

    private CrashProof() {}

    public static int prove(List<String> arguments) throws Exception {
        int kills = KILLS;
        long seed = new SecureRandom().nextLong(1_000_000);
        for (int at = 0; at + 1 < arguments.size(); at += 2) {
            switch (arguments.get(at)) {
                case "--kills" -> kills = Integer.parseInt(arguments.get(at + 1));
                case "--seed" -> seed = Long.parseLong(arguments.get(at + 1));
                default -> {
                    System.err.println("prove crash: only --kills N and --seed S are known");
                    return 2;
                }
            }
        }
        List<String> differences = new ArrayList<>();
        differences.addAll(inFolder(CrashProof::trace));
        differences.addAll(inFolder(CrashProof::points));
        RandomGenerator random = new SplittableRandom(seed);
        System.out.println("kills, seed " + seed);
        for (int left = kills; left > 0; left -= KILLS_A_SITE) {
            int these = Math.min(left, KILLS_A_SITE);
            differences.addAll(inFolder(folder -> kills(folder, these, random)));
        }
        differences.forEach(System.out::println);
        return differences.isEmpty() ? 0 : 1;
    }

    /// What is done with real programs in a folder; returns what does not agree.
    @FunctionalInterface
    private interface Deed {
        List<String> in(Path folder) throws Exception;
    }

    private static List<String> inFolder(Deed deed) throws Exception {
        Path folder = Files.createTempDirectory("ampro-crash");
        try {
            return deed.in(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static List<String> trace(Path folder)
            throws IOException, InterruptedException, SQLException {
        TraceProof.Shown shown = traced(folder);
        System.out.println(shown.inWords());
        return shown.violations();
    }

    /// What a card asks of the disks of station and hub where nothing else is to be done.
    public static List<String> costOfACard() throws Exception {
        return inFolder(folder -> {
            TraceProof.Shown shown = traced(folder);
            return List.of("station: " + shown.station(), "hub: " + shown.hub());
        });
    }

    private static TraceProof.Shown traced(Path folder)
            throws IOException, InterruptedException, SQLException {
        try (RealSite site = new RealSite(folder, TRACED_CARDS + 1, SPEED)) {
            site.open();
            return TraceProof.run(site, folder, TRACED_CARDS, TraceProof.ALL);
        }
    }

    static List<String> points(Path folder) throws Exception {
        long begun = System.nanoTime();
        try (RealSite site = new RealSite(folder, CARDS_MAX, SPEED)) {
            site.open();
            Ordeal ordeal = new Ordeal(site);
            List<String> names = CrashPoint.names();
            List<String> ofCards =
                    names.stream().filter(p -> Scene.ofStation(p) == Scene.CARD).toList();
            List<String> ofScenes =
                    names.stream()
                            .filter(p -> !ofCards.contains(p) && Scene.ofStation(p) != Scene.NONE)
                            .toList();
            List<String> ofHub = ampro.hub.store.CrashPoint.names();
            ordeal.station(RealSite.LONE).arm(ofCards, () -> {});
            ordeal.printUntilDoomIsOver();
            ordeal.haltHub(ofHub.stream().filter(p -> !Scene.isSetBack(p)).toList(), () -> {});
            ordeal.haltHub(ofHub.stream().filter(Scene::isSetBack).toList(), ordeal.setBack());
            ordeal.play(ofScenes);
            ordeal.pause(ordeal.station(RealSite.LONE), PAUSE);
            ordeal.pause(ordeal.hub, PAUSE);
            List<String> differences = ordeal.differences();
            System.out.printf(
                    "points: %d of the station, %d of the hub passed in %.0f s; %s; %s%n",
                    ordeal.station(RealSite.LONE).passed().size(),
                    ordeal.hub.passed().size(),
                    (System.nanoTime() - begun) / 1e9,
                    site.inWords(),
                    differences.isEmpty() ? "all records agree" : "DIFFERENCES " + differences);
            names.stream()
                    .filter(p -> Scene.ofStation(p) == Scene.NONE)
                    .forEach(p -> System.out.printf("not passed: %s, %s%n", p, Scene.why(p)));
            return differences;
        }
    }

    static List<String> kills(Path folder, int kills, RandomGenerator random) throws Exception {
        long begun = System.nanoTime();
        try (RealSite site = new RealSite(folder, CARDS_MAX, SPEED)) {
            site.open();
            Ordeal ordeal = new Ordeal(site);
            ordeal.kill(kills, random);
            List<String> differences = ordeal.differences();
            System.out.printf(
                    "kills: %d in %.0f s; %s; %s%n",
                    kills,
                    (System.nanoTime() - begun) / 1e9,
                    site.inWords(),
                    differences.isEmpty() ? "all records agree" : "DIFFERENCES " + differences);
            return differences;
        }
    }
}
