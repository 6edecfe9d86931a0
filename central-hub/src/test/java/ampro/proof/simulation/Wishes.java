package ampro.proof.simulation;

import ampro.hub.custody.Job;
import ampro.hub.custody.JobStatus;
import ampro.hub.store.Numbers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// The office that wants cards, sometimes not any more, and enters again what was forgotten.
final class Wishes {
    private static final Duration THINK = Duration.ofMinutes(30);

    private final Site site;
    private final World world;
    private final NavigableSet<Integer> wishes = new TreeSet<>();

    /// Jobs that are withdrawn when their card is begun: the hub may not know that yet.
    private final Set<String> unwanted = new HashSet<>();

    Wishes(Site site) {
        this.site = site;
        world = site.world;
    }

    /// Somebody sees that the card of this job is begun.
    void begun(String job) {
        if (unwanted.remove(job)) {
            cancel(job);
        }
    }

    /// One more card is wanted: its application is ready for printing.
    void wish(int number) {
        if (!site.hub().isAlive()) {
            world.after(THINK, () -> wish(number));
            return;
        }
        String licence = licence(number);
        String application =
                site.hub()
                        .database
                        .write(handle -> {
                            String id = "A-%06d".formatted(Numbers.next(handle, "application"));
                            handle.execute(
                                    """
                                    insert into application (id, status, version, type, site, holder,
                                      categories, entered_by, licence, created_at, changed_at)
                                    values (?, 'license_generated', 1, 'new', ?, '{}', 'B', 'haja',
                                      ?, ?, ?)
                                    """,
                                    id,
                                    SimHub.SITE,
                                    licence,
                                    world.instant().toEpochMilli(),
                                    world.instant().toEpochMilli());
                            handle.execute(
                                    """
                                    insert into licence (number, application, status, issued_on,
                                      expires_on)
                                    values (?, ?, 'pending_collection', '2026-11-22', '2031-11-21')
                                    """,
                                    licence,
                                    id);
                            return id;
                        });
        Job job =
                site.hub()
                        .jobs
                        .queue(application, 1 + world.random.nextInt(3), SimHub.MANAGER)
                        .orThrow();
        site.hub().changed();
        wishes.add(number);
        if (world.chance(0.05)) {
            world.after(
                    world.between(Duration.ZERO, THINK.multipliedBy(4)), () -> cancel(job.id()));
        } else if (world.chance(0.05)) {
            unwanted.add(job.id());
        }
    }

    private static String licence(int number) {
        return "T%010d".formatted(number);
    }

    int count() {
        return wishes.size();
    }

    /// What a restored hub has forgotten is entered again, once every station has reported.
    void enterAgain() {
        world.after(
                THINK,
                () -> {
                    if (!site.hub().isAlive() || !site.hub().recovery.standing().whole()) {
                        enterAgain();
                        return;
                    }
                    Set<String> known =
                            site.hub()
                                    .database
                                    .read(handle ->
                                            handle.createQuery("select number from licence")
                                                    .mapTo(String.class)
                                                    .set());
                    List.copyOf(wishes).stream()
                            .filter(number -> !known.contains(licence(number)))
                            .forEach(this::wish);
                });
    }

    /// While nobody knows what was printed, some of it is not wanted any more.
    void withdrawSome() {
        world.after(
                THINK,
                () -> {
                    if (!site.hub().isAlive()) {
                        withdrawSome();
                        return;
                    }
                    site.hub().jobsThatAre(JobStatus.RECOVERY).stream()
                            .filter(job -> world.chance(0.2))
                            .forEach(this::cancel);
                });
    }

    private void cancel(String job) {
        if (site.hub().isAlive()) {
            site.hub().jobs.cancel(job, "withdrawn", SimHub.MANAGER);
            site.hub().changed();
        }
    }
}
