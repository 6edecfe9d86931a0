package ampro.proof.simulation;

import ampro.hub.custody.Job;
import ampro.hub.custody.JobStatus;
import ampro.hub.custody.JobStore;
import ampro.hub.custody.acts.Act;
import ampro.hub.staff.Role;
import ampro.hub.staff.second.Asking;
import ampro.hub.station.StationStore;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Two people of the central office. A box that is not believed any more, or that is gone, goes out
/// of service: by the long way, in which every card is looked for, or as lost. A new one takes its
/// place.
final class Office {
    private static final Duration LOOK = Duration.ofHours(1);
    private static final Duration LOOK_AT_QUEUE = Duration.ofHours(6);
    private static final int REFILL = 60;
    private static final Set<Card.Place> FOUND =
            EnumSet.of(Card.Place.INSIDE, Card.Place.TRAY, Card.Place.REJECT_BOX);
    static final Actor NORO =
            new Actor("noro", "noro", Role.MANAGER.code(), Role.MANAGER.permissions(), null, null);

    private final Site site;
    private final World world;

    Office(Site site) {
        this.site = site;
        world = site.world;
    }

    void watch(SimBox box) {
        world.after(
                LOOK,
                () -> {
                    look(box);
                    watch(box);
                });
    }

    /// What is held has been mended by now, or nobody wants it any more.
    void watchQueue() {
        world.after(
                world.between(LOOK, LOOK_AT_QUEUE),
                () -> {
                    if (site.hub().isAlive()) {
                        site.hub().jobsThatAre(JobStatus.HELD).forEach(this::goOn);
                    }
                    watchQueue();
                });
    }

    private void goOn(String job) {
        if (world.chance(0.8)) {
            site.hub().jobs.resume(job, SimHub.MANAGER).orThrow();
        } else {
            site.hub().jobs.cancel(job, "withdrawn", SimHub.MANAGER).orThrow();
        }
        site.hub().changed();
    }

    private void look(SimBox box) {
        if (!site.hub().isAlive()) {
            return;
        }
        Optional<StationStore.Row> row =
                site.hub().stations.all().stream()
                        .filter(station -> station.id().equals(box.id.value()))
                        .findFirst();
        if (row.isEmpty() || row.get().state().equals("retired")) {
            renew(box);
        } else if (!box.isInService() || !row.get().incarnation().equals(box.incarnation())) {
            lose(box);
        } else if (row.get().state().equals("quarantined") && world.chance(0.5)) {
            if (world.chance(0.5)) {
                lose(box);
            } else {
                retire(box);
            }
        }
    }

    /// It burns with what is in it; people learn of it when they look.
    void destroyed(SimBox box) {
        box.scrap();
        box.printer.destroy();
    }

    /// It is said to be lost while it still prints; an hour later somebody finds it.
    void lostInError(SimBox box) {
        if (site.hub().isAlive() && both(Act.BOX_LOST, box.id.value(), Map.of())) {
            world.after(LOOK, box::scrap);
        }
    }

    private void lose(SimBox box) {
        if (!site.hub().recovery.standing().whole()) {
            world.count("FM-48");
        }
        box.scrap();
        if (both(Act.BOX_LOST, box.id.value(), Map.of())) {
            renew(box);
        }
    }

    /// Every card of its open jobs is found and destroyed, or nothing was fed; the rest is counted.
    private void retire(SimBox box) {
        box.scrap();
        String id = box.id.value();
        both(Act.TAKE_IN, id, Map.of("place", "cabinet 3"));
        for (Job job : site.hub().database.read(handle -> JobStore.openAt(handle, id))) {
            String identity = Objects.requireNonNull(job.lease()).card();
            List<Card> cards =
                    box.printer.cards.stream()
                            .filter(card -> identity.equals(card.identity))
                            .toList();
            if (cards.stream().anyMatch(card -> !FOUND.contains(card.place))) {
                lose(box); // it was handed out: nobody can destroy it, so it is revoked
                return;
            }
            Optional<Card> card = cards.stream().findFirst();
            both(
                    Act.SETTLE,
                    job.id(),
                    card.map(c -> Map.of("found", "card_found", "blank", c.blank))
                            .orElse(Map.of("found", "not_fed")));
        }
        long rejects = box.printer.takeOutEverything();
        boolean retired =
                both(
                        Act.RETIRE,
                        id,
                        Map.of(
                                "counted_blanks", Integer.toString(box.printer.hopper.size()),
                                "counted_rejects", Long.toString(rejects)));
        if (retired) {
            world.count("retired");
            renew(box);
        }
    }

    private void renew(SimBox box) {
        box.printer.hopper.clear();
        box.renew(
                site.hub().stations.enrol(box.id, SimHub.SITE, Actor.HUB).orThrow().incarnation());
        site.load(box, REFILL);
        site.hub().changed();
        world.tell(box.id.value(), "is a new box");
    }

    /// Asked by one, allowed by the other; one alone is refused.
    boolean both(Act act, String id, Map<String, String> said) {
        if (!(site.hub().acts.ask(act, id, said, "as found", SimHub.MANAGER)
                instanceof Outcome.Done<Asking>(Asking asked))) {
            return false;
        }
        if (!(site.hub().acts.approve(asked.id(), SimHub.MANAGER) instanceof Outcome.Refused)) {
            throw new Truth.Violation("HUMAN", act + " of " + id + " by one person");
        }
        boolean done = site.hub().acts.approve(asked.id(), NORO) instanceof Outcome.Done;
        site.hub().changed();
        return done;
    }
}
