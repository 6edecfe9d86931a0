package ampro.proof.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// A site with people at work, whose programs are made to die.
final class Ordeal {
    private static final Duration POINT_WITHIN = Duration.ofMinutes(5);
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(5);

    /// An acknowledgement may be on its way when the last job is done.
    private static final Duration AGREED_WITHIN = Duration.ofSeconds(15);

    /// Jobs in the air, so that each station has one and a next one.
    private static final int IN_HAND = 3;

    /// A scene that somebody died in before it could be played is played again.
    private static final int PLAYS_MAX = 5;

    final RealSite site;
    final Victim hub;
    private final Map<String, Victim> stations = new TreeMap<>();
    private final List<Victim> all;
    private final Play play;

    Ordeal(RealSite site) {
        this.site = site;
        hub = new Victim(site.program("hub"));
        for (String station : RealSite.STATIONS) {
            stations.put(station, new Victim(site.program(station)));
        }
        all = Stream.concat(stations.values().stream(), Stream.of(hub)).toList();
        play = new Play(site, RealSite.LONE, hub, station(RealSite.LONE));
    }

    Victim station(String id) {
        return Objects.requireNonNull(stations.get(id), id);
    }

    /// Cards are printed until everybody has died wherever he was armed to die.
    void printUntilDoomIsOver() throws IOException, InterruptedException {
        for (Victim victim : all) {
            if (victim.isDoomed()) {
                victim.kill();
            }
        }
        int before = -1;
        long end = 0;
        while (all.stream().anyMatch(Victim::isDoomed)) {
            int passed = all.stream().mapToInt(victim -> victim.passed().size()).sum();
            if (passed > before) {
                before = passed;
                end = System.nanoTime() + POINT_WITHIN.toNanos();
            } else if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "nobody passes %s; %s"
                                .formatted(
                                        all.stream().map(Victim::armed).toList(),
                                        site.unfinished()));
            }
            keepBusy();
        }
    }

    /// The hub dies at one point after the other. Between two deaths all comes to rest, because a
    /// station that has found no hub a few times waits long before it looks again.
    void haltHub(List<String> points, Runnable whileDead) throws IOException, InterruptedException {
        for (String point : points) {
            hub.arm(List.of(point), whileDead);
            printUntilDoomIsOver();
            site.workUntil(
                    SETTLED_WITHIN, () -> point + ": rest, " + site.unfinished(), this::isAtRest);
        }
    }

    private void keepBusy() throws IOException, InterruptedException {
        if (site.unfinished().size() < IN_HAND && site.isMoreWanted()) {
            site.wish();
        }
        site.work();
    }

    /// One point after the other of the lone station, each in its scene.
    void play(List<String> points) throws IOException, InterruptedException, SQLException {
        Victim victim = station(RealSite.LONE);
        for (String point : points) {
            Scene scene = Scene.ofStation(point);
            site.workUntil(
                    SETTLED_WITHIN, () -> point + ": rest, " + site.unfinished(), this::isAtRest);
            victim.arm(List.of(point), () -> {});
            victim.kill();
            int plays = 0;
            long end = System.nanoTime() + POINT_WITHIN.toNanos();
            while (!victim.passed().contains(point)) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "%s was not passed in %d plays of %s; %s"
                                    .formatted(point, plays, scene, site.unfinished()));
                }
                if (plays < PLAYS_MAX && point.equals(victim.armed()) && isAtRest()) {
                    plays++;
                    begin(scene);
                }
                play.goOn(scene);
            }
            play.end(scene);
        }
    }

    private void begin(Scene scene) throws InterruptedException, SQLException {
        try {
            play.begin(scene);
        } catch (IOException | IllegalStateException e) {
            System.out.println("the scene broke off: " + e.getMessage());
        }
    }

    private boolean isAtRest() {
        return site.unfinished().isEmpty();
    }

    /// What happens to a station's printer when both lose their power.
    Runnable powerCut(String station, RandomGenerator random) {
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

    /// What makes the hub find that its database was set back.
    Runnable setBack() {
        return play::forgetTerm;
    }

    /// `kill -9` of whoever the lot falls on, while cards are printed: mostly at a random moment
    /// when all are up, sometimes in the middle of a start.
    void kill(int kills, RandomGenerator random) throws IOException, InterruptedException {
        Killer killer = new Killer(all, kills, random);
        Thread thread = Thread.ofPlatform().name("killer").start(killer);
        try {
            while (thread.isAlive()) {
                keepBusy();
                if (all.stream().allMatch(Victim::isAlive)) {
                    killer.allAreUp();
                }
            }
        } finally {
            thread.interrupt();
            thread.join();
        }
    }

    /// A program stands still while others go on, and then goes on as if nothing had been.
    void pause(Victim victim, Duration time) throws IOException, InterruptedException {
        site.wish();
        site.wish();
        long end = System.nanoTime() + time.toNanos();
        victim.pause(() -> {
            while (System.nanoTime() < end) {
                site.pause();
            }
        });
    }

    /// People work until nothing is open but what waits for a named person; then all records are
    /// compared.
    List<String> differences() throws IOException, SQLException {
        site.workUntil(SETTLED_WITHIN, () -> "settled, " + site.unfinished(), this::isAtRest);
        List<String> differences = Agreement.differences(site);
        long end = System.nanoTime() + AGREED_WITHIN.toNanos();
        while (!differences.isEmpty() && System.nanoTime() < end) {
            site.work();
            differences = Agreement.differences(site);
        }
        return differences;
    }
}
