package ampro.proof.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// One seed: some boxes, some hundred cards, a week in which much goes wrong, and then a quiet day
/// in which everything must come to rest.
final class Run implements AutoCloseable {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration QUIET = Duration.ofDays(1);
    private static final int CARDS_LEAST = 200;
    private static final int FAULTS_LEAST = 50;
    private static final int KINDS_LEAST = 12;

    /// What came of a run.
    record Outcome(long seed, String trace, int cards, int faults, Map<String, Long> statuses) {}

    final World world;
    final Site site;
    final List<Path> backups = new ArrayList<>();
    private final long seed;
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);

    Run(long seed, Path folder, Consumer<String> told) throws IOException {
        this.seed = seed;
        world = new World(seed, told);
        site = new Site(world, folder);
    }

    SimBox anyBox() {
        return site.boxes().get(world.random.nextInt(site.boxes().size()));
    }

    Outcome run() throws IOException {
        People people = new People(site);
        int boxes = 3 + world.random.nextInt(6);
        for (int i = 1; i <= boxes; i++) {
            SimBox box =
                    site.addBox("tnr-%02d".formatted(i), world.chance(0.4), world.chance(0.4), 60);
            people.workAt(box);
        }
        int cards = CARDS_LEAST + world.random.nextInt(50);
        for (int i = 1; i <= cards; i++) {
            int number = i;
            world.after(
                    world.between(Duration.ofMinutes(1), WEEK.minusDays(1)),
                    () -> people.wish(number));
        }
        plan();
        for (int hour = 0; hour < WEEK.toHours(); hour++) {
            world.runUntil(Duration.ofHours(hour));
            if (hour % 24 == 0) {
                world.tell("day", hour / 24 + " " + world.counts());
            }
            if (site.hub().isAlive()) {
                site.truth.ledger();
            }
        }
        world.runUntil(WEEK.plus(QUIET));
        site.truth.atRest();
        return outcome(people.wishes);
    }

    private void plan() {
        List<Fault> kinds = new ArrayList<>(List.of(Fault.values()));
        Collections.shuffle(kinds, world.random);
        int drawn = KINDS_LEAST + world.random.nextInt(kinds.size() - KINDS_LEAST + 1);
        List<Fault> chosen = kinds.subList(0, drawn);
        int faults = FAULTS_LEAST + world.random.nextInt(40);
        for (int i = 0; i < faults; i++) {
            Fault fault = chosen.get(i < drawn ? i : world.random.nextInt(drawn));
            world.after(
                    world.between(Duration.ofHours(1), WEEK),
                    () -> {
                        world.tell("fault", fault.name());
                        struck.merge(fault, 1, Integer::sum);
                        fault.strike(this);
                    });
        }
    }

    Map<Fault, Integer> struck() {
        return struck;
    }

    private Outcome outcome(int cards) {
        Map<String, Long> statuses = new java.util.TreeMap<>();
        site.hub()
                .database
                .read(handle ->
                        handle.createQuery("select status, count(*) from print_job group by status")
                                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                                .list())
                .forEach(each -> statuses.put(each.getKey(), each.getValue()));
        return new Outcome(
                seed,
                world.traceHash(),
                cards,
                struck.values().stream().mapToInt(i -> i).sum(),
                statuses);
    }

    @Override
    public void close() throws IOException {
        site.close();
    }
}
