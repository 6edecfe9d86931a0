package ampro.proof.simulation;

import ampro.hub.custody.Job;
import ampro.hub.custody.JobStore;
import ampro.hub.custody.Lease;
import ampro.hub.custody.acts.Act;
import ampro.hub.custody.ledger.Destruction;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The central office destroys what was spoiled and orders a new card: each by two people, who have
/// the old card in front of them.
final class Reprints {
    private static final Duration ROUND = Duration.ofHours(2);
    private static final Set<Card.Place> IN_REACH =
            EnumSet.of(Card.Place.SPOILED_BAG, Card.Place.CENTRAL);

    private final Site site;
    private final Office office;

    Reprints(Site site, Office office) {
        this.site = site;
        this.office = office;
    }

    /// From now on, until this time.
    void orderUntil(Duration end) {
        site.world.after(
                ROUND,
                () -> {
                    if (site.hub().isAlive()) {
                        waiting(site.hub(), Long.MAX_VALUE).forEach(this::replace);
                    }
                    if (site.world.now() < end.toMillis()) {
                        orderUntil(end);
                    }
                });
    }

    /// Failed jobs that were settled before this moment, and whose card somebody still wants.
    static List<String> waiting(SimHub hub, long before) {
        return hub.database.read(handle ->
                handle.createQuery(
                                """
                                select id from print_job
                                where status = 'failed' and withdrawn = 0
                                  and finished_at < :before
                                  and not exists
                                    (select 1 from print_job o where o.replaces = print_job.id)
                                order by term, n
                                """)
                        .bind("before", before)
                        .mapTo(String.class)
                        .list());
    }

    private void replace(String id) {
        Job job = job(id);
        Optional<Card> card = inReach(job);
        if (card.isPresent() && job.isSpoiledUnread()) {
            office.both(Act.NAME_BLANK, id, Map.of("blank", card.get().blank));
        }
        card.filter(old -> old.blank.equals(job(id).blank()))
                .filter(this::isDestroyed)
                .ifPresent(old -> old.place = Card.Place.GONE);
        if (office.both(Act.REPRINT, id, Map.of())) {
            site.world.count("reprinted");
        }
    }

    private Job job(String id) {
        return site.hub().database.read(handle -> JobStore.find(handle, id).orElseThrow());
    }

    private Optional<Card> inReach(Job job) {
        Lease lease = Objects.requireNonNull(job.lease(), "it failed under one");
        return site.cards()
                .filter(card -> lease.card().equals(card.identity))
                .filter(card -> IN_REACH.contains(card.place))
                .filter(card -> job.blank() == null || job.blank().equals(card.blank))
                .findFirst();
    }

    private boolean isDestroyed(Card card) {
        return Destruction.byTwo(
                site.hub().database, site.world::instant, card.blank, SimHub.MANAGER, Office.NORO);
    }
}
