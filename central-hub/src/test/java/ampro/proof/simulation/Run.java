package ampro.proof.simulation;

import ampro.firmware.wire.LeaseState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// One seed: some boxes, some hundred cards, a week in which much goes wrong, and then a quiet day
/// in which everything must come to rest.
final class Run implements AutoCloseable {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration QUIET = Duration.ofDays(1);

    /// What is spoiled later is not printed again within the quiet day.
    private static final Duration LAST_REPRINT = WEEK.plusHours(14);

    private static final int CARDS_LEAST = 200;
    private static final int FAULTS_LEAST = 50;
    private static final int KINDS_LEAST = 12;
    private static final int HEAP = 40;

    private static final Duration LOOK = Duration.ofSeconds(1);

    /// Two hours of looking for a card that a fault can strike.
    private static final int LOOKS_FOR_A_CARD = 7_200;

    /// About half a day of looking whether a printer works.
    private static final int LOOKS_MAX = 3_000;

    /// About as long as the boxes work at one heap: a backup then has jobs in every status.
    private static final Duration HEAP_WORK = Duration.ofMinutes(25);

    /// What came of a run; `seen` counts rows of the fault matrix and transitions.
    record Outcome(
            long seed,
            String trace,
            int cards,
            int faults,
            Map<String, Long> statuses,
            Map<String, Long> seen) {

        String inWords() {
            return "seed %d trace %s: %d cards %s, %d faults"
                    .formatted(seed, trace, cards, statuses, faults);
        }
    }

    final World world;
    final Site site;
    final Office office;
    final Wishes wishes;
    final People people;
    final List<Path> backups = new ArrayList<>();
    private final long seed;
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);

    Run(long seed, Path folder, Consumer<String> told) throws IOException {
        this.seed = seed;
        world = new World(seed, told);
        site = new Site(world, folder);
        office = new Office(site);
        wishes = new Wishes(site);
        people = new People(site, wishes);
    }

    /// Mostly one whose printer works: that is when it matters.
    SimBox anyBox() {
        List<SimBox> working = site.boxes().stream().filter(box -> box.printer.isBusy()).toList();
        List<SimBox> from = working.isEmpty() || world.chance(0.3) ? site.boxes() : working;
        return from.get(world.random.nextInt(from.size()));
    }

    /// Whether what takes days ends within this week.
    boolean isEarly() {
        return world.now() < WEEK.dividedBy(2).toMillis();
    }

    /// Strikes the first box whose card is there, if there is one soon.
    void whenACardIs(LeaseState there, Consumer<SimBox> then) {
        whenACardIs(there, LOOKS_FOR_A_CARD, then);
    }

    private void whenACardIs(LeaseState there, int looks, Consumer<SimBox> then) {
        Optional<SimBox> found =
                site.boxes().stream().filter(box -> hasACard(box, there)).findFirst();
        if (found.isPresent()) {
            then.accept(found.get());
        } else if (looks > 0 && world.now() < WEEK.toMillis()) {
            world.after(LOOK, () -> whenACardIs(there, looks - 1, then));
        }
    }

    private static boolean hasACard(SimBox box, LeaseState there) {
        return box.station()
                .flatMap(station -> station.state().atPrinter())
                .filter(lease -> lease.state() == there)
                .isPresent();
    }

    Outcome run() throws IOException {
        int boxes = 3 + world.random.nextInt(6);
        for (int i = 1; i <= boxes; i++) {
            SimBox box =
                    site.addBox("tnr-%02d".formatted(i), world.chance(0.4), world.chance(0.4), 60);
            people.workAt(box);
            office.watch(box);
        }
        office.watchQueue();
        new Reprints(site, office).orderUntil(LAST_REPRINT);
        int cards = CARDS_LEAST + world.random.nextInt(20);
        wish(cards);
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
        site.truth.atRest(WEEK);
        return outcome(wishes.count());
    }

    /// Half of them one by one, half in the heaps that an office hands in at once, so that queues
    /// are long at times.
    private void wish(int cards) {
        Duration heap = Duration.ZERO;
        for (int i = 1; i <= cards; i++) {
            int number = i;
            if (i % HEAP == 1) {
                heap = world.between(Duration.ofMinutes(1), WEEK.minusDays(1));
                Duration copied = heap.plus(world.between(Duration.ZERO, HEAP_WORK));
                world.after(copied, () -> Fault.HUB_BACKED_UP.strike(this));
            }
            Duration at =
                    i <= cards / 2 ? heap : world.between(Duration.ofMinutes(1), WEEK.minusDays(1));
            world.after(at, () -> wishes.wish(number));
        }
    }

    private void plan() {
        List<Fault> kinds = new ArrayList<>(List.of(Fault.values()));
        Collections.shuffle(kinds, world.random);
        int drawn = KINDS_LEAST + world.random.nextInt(kinds.size() - KINDS_LEAST + 1);
        List<Fault> chosen = kinds.subList(0, drawn);
        int faults = FAULTS_LEAST + world.random.nextInt(20);
        for (int i = 0; i < faults; i++) {
            Fault fault = chosen.get(i < drawn ? i : world.random.nextInt(drawn));
            int looks = world.chance(0.5) ? LOOKS_MAX : 0;
            world.after(world.between(Duration.ofHours(1), WEEK), () -> strike(fault, looks));
        }
    }

    /// Half of the faults wait for a printer to work, but none of them for the quiet day.
    private void strike(Fault fault, int looks) {
        boolean mayWait = looks > 0 && world.now() < WEEK.toMillis();
        if (mayWait && site.boxes().stream().noneMatch(box -> box.printer.isBusy())) {
            world.after(
                    world.between(Duration.ofSeconds(1), Duration.ofSeconds(30)),
                    () -> strike(fault, looks - 1));
            return;
        }
        world.tell("fault", fault.name());
        struck.merge(fault, 1, Integer::sum);
        fault.strike(this);
    }

    private Outcome outcome(int cards) {
        Map<String, Long> statuses =
                counted("select status, count(*) from print_job group by status");
        Map<String, Long> seen = new TreeMap<>(world.counts());
        counted(
                        """
                        select 'job ' || from_status || '>' || to_status, count(*)
                        from print_job_history where from_status is not null group by 1
                        """)
                .forEach(seen::put);
        struck.forEach((fault, times) ->
                fault.rows().forEach(row -> seen.merge(row, times.longValue(), Long::sum)));
        return new Outcome(
                seed,
                world.traceHash(),
                cards,
                struck.values().stream().mapToInt(i -> i).sum(),
                statuses,
                seen);
    }

    private Map<String, Long> counted(String sql) {
        return site.hub()
                .database
                .read(handle ->
                        handle.createQuery(sql)
                                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void close() throws IOException {
        site.close();
    }
}
