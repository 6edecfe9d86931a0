package ampro.proof.crash;

import ampro.hub.store.CrashPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// A site with people at work, whose programs are made to die.
final class Ordeal {
    /// For a program that starts, is welcomed and comes as far as its point: a busy machine needs
    /// minutes.
    private static final Duration POINT_WITHIN = Duration.ofMinutes(5);

    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(5);

    /// An acknowledgement may be on its way when the last job is done.
    private static final Duration AGREED_WITHIN = Duration.ofSeconds(30);

    /// Jobs in the air, so that each station has one and a next one.
    private static final int IN_HAND = 3;

    /// A scene in which nobody died for so long is played again.
    private static final Duration PLAYED_WITHIN = Duration.ofSeconds(6);

    final Victim hub;
    private final RealSite site;
    private final Map<String, Victim> stations = new LinkedHashMap<>();
    private final List<Victim> all;
    private final Play play;

    Ordeal(RealSite site) {
        this.site = site;
        hub = new Victim(site, "hub");
        for (String station : RealSite.STATIONS) {
            stations.put(station, new Victim(site, station));
        }
        all = Stream.concat(stations.values().stream(), Stream.of(hub)).toList();
        play = new Play(site, hub, stations);
    }

    Victim station(String id) {
        return Objects.requireNonNull(stations.get(id), id);
    }

    String inWords() throws IOException, InterruptedException {
        return site.clerks().inWords();
    }

    /// How often somebody died at a point.
    int deaths() {
        return all.stream().mapToInt(victim -> victim.passed().size()).sum();
    }

    /// The stations die at every point that has a scene: one alone, the other one together with its
    /// printer. Returns the points that nobody passed.
    List<String> stationsDie(RandomGenerator random) throws IOException, InterruptedException {
        for (String station : RealSite.STATIONS) {
            station(station)
                    .arm(
                            Scene.pointsOf(station),
                            station.equals(RealSite.GUARDED)
                                    ? powerCut(station, random)
                                    : () -> {});
        }
        for (Scene scene : Scene.values()) {
            play(scene);
        }
        List<String> missing = new ArrayList<>();
        stations.forEach((station, victim) -> {
            missing.addAll(Scene.pointsOf(station));
            missing.removeAll(victim.passed());
        });
        return missing;
    }

    /// Until nobody is to die in this scene any more. It is played again when its jobs are done and
    /// somebody is left, each time with more patience.
    private void play(Scene scene) throws IOException, InterruptedException {
        int plays = 0;
        long begun = 0;
        long lastDeath = System.nanoTime();
        List<String> before = List.of();
        for (List<String> dying = dying(scene); !dying.isEmpty(); dying = dying(scene)) {
            long now = System.nanoTime();
            if (!dying.equals(before)) {
                before = dying;
                lastDeath = now;
            } else if (now - lastDeath > POINT_WITHIN.toNanos()) {
                throw new IllegalStateException(
                        "nobody passes %s within %s, in %d plays of %s; %s"
                                .formatted(
                                        dying,
                                        POINT_WITHIN,
                                        plays,
                                        scene,
                                        site.clerks().unfinished()));
            }
            if (scene == Scene.CARD) {
                wishMore();
            } else if (now - Math.max(begun, lastDeath) > PLAYED_WITHIN.toNanos() * plays) {
                play.closeCovers();
                if (isReady()) {
                    plays++;
                    begin(scene);
                    begun = System.nanoTime();
                }
            }
            play.goOn(scene, who(scene));
        }
        play.closeCovers();
    }

    private List<String> who(Scene scene) {
        return stations.entrySet().stream()
                .filter(entry -> isIn(scene, entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<String> dying(Scene scene) {
        return stations.values().stream()
                .filter(victim -> isIn(scene, victim))
                .map(victim -> String.valueOf(victim.doom()))
                .toList();
    }

    private static boolean isIn(Scene scene, Victim victim) {
        String doom = victim.doom();
        return doom != null && Scene.of(doom) == scene;
    }

    private boolean isReady() {
        return all.stream().allMatch(Victim::isAlive) && site.clerks().isAllDone();
    }

    private void begin(Scene scene) throws InterruptedException {
        try {
            play.begin(scene, who(scene));
        } catch (IOException | IllegalStateException e) {
            System.out.printf("%s broke off: %s%n", scene, e.getMessage());
        }
    }

    private void wishMore() throws IOException, InterruptedException {
        if (site.clerks().unfinished().size() < IN_HAND && site.clerks().isMoreWanted()) {
            site.clerks().wish();
        }
    }

    /// The hub dies at every point, at first while cards are printed, then before the stations have
    /// found it again: they wait longer each time. The last one it passes when it was set back.
    /// Returns the points that it did not pass.
    List<String> hubDies() throws IOException, InterruptedException {
        Predicate<String> inRecovery = CrashPoint.WITHIN_RECOVERY::equals;
        List<String> points =
                CrashPoint.names().stream()
                        .filter(inRecovery.negate())
                        .sorted(Comparator.comparing(point -> !point.endsWith("ingest")))
                        .toList();
        hub.arm(points, () -> {});
        untilTheHubHasDied();
        for (Victim station : stations.values()) {
            station.kill(); // who is started anew looks for the hub at once
        }
        hub.arm(List.of(CrashPoint.WITHIN_RECOVERY), play::forgetTerm);
        untilTheHubHasDied();
        return CrashPoint.names().stream().filter(point -> !hub.passed().contains(point)).toList();
    }

    private void untilTheHubHasDied() throws IOException, InterruptedException {
        int before = -1;
        long end = 0;
        while (hub.doom() != null) {
            if (hub.passed().size() > before) {
                before = hub.passed().size();
                end = System.nanoTime() + POINT_WITHIN.toNanos();
            } else if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the hub does not pass %s; %s"
                                .formatted(hub.doom(), site.clerks().unfinished()));
            }
            boolean allGranted =
                    site.clerks().unfinished().stream().noneMatch(job -> job.contains("queued"));
            if (allGranted && site.clerks().isMoreWanted()) {
                site.clerks().wish();
            }
            site.work();
        }
    }

    /// What happens to a station's printer when both lose their power.
    private Runnable powerCut(String station, RandomGenerator random) {
        return () -> {
            try {
                site.hand(
                        station,
                        "/power-cycle",
                        Map.of("device", "card", "ejects", random.nextBoolean()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /// `kill -9` of whoever the lot falls on, while cards are printed: mostly at a random moment
    /// when all are up, sometimes in the middle of a start.
    void kill(int kills, RandomGenerator random) throws IOException, InterruptedException {
        Killer killer = new Killer(all, kills, random);
        Thread thread = Thread.ofPlatform().name("killer").start(killer);
        try {
            while (thread.isAlive()) {
                wishMore();
                site.work();
                if (all.stream().allMatch(Victim::isAlive)) {
                    killer.allAreUp();
                }
            }
        } finally {
            thread.interrupt();
            thread.join();
        }
    }

    /// Each program stands still while others go on, and then goes on as if nothing had been.
    void pauseEach(Duration time) throws IOException, InterruptedException {
        for (Victim victim : List.of(station(RealSite.PLAIN), hub)) {
            site.clerks().wish();
            site.clerks().wish();
            long end = System.nanoTime() + time.toNanos();
            victim.pause(() -> {
                while (System.nanoTime() < end) {
                    site.pause();
                }
            });
        }
    }

    /// People work until nothing is open but what waits for a named person; then all records are
    /// compared.
    List<String> differences() throws IOException, SQLException {
        site.rest(SETTLED_WITHIN, "the end");
        List<String> differences = Agreement.differences(site);
        long end = System.nanoTime() + AGREED_WITHIN.toNanos();
        while (!differences.isEmpty() && System.nanoTime() < end) {
            site.work();
            differences = Agreement.differences(site);
        }
        return differences;
    }
}
