package ampro.proof.simulation;

import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Up;
import ampro.hub.custody.ledger.LedgerStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What databases and journals must say when everything has come to rest.
///
/// @param week what came after it was left alone
record AtRest(Site site, Duration week) {

    void check() {
        site.hub()
                .database
                .read(handle -> {
                    everyJobIsDone(handle);
                    completedAreKnown(handle);
                    liveAreOfCompleted(handle);
                    applicationsFollow(handle);
                    auditVerifies(handle);
                    site.boxes().forEach(box -> nothingAcknowledgedIsLost(handle, box));
                    site.boxes().forEach(box -> wholeJournalIsAcknowledged(handle, box));
                    if (!site.wasRestored()) { // a book that was set back is put right by counts
                        site.boxes().forEach(box -> bookIsWhatIsInTheHopper(handle, box));
                    }
                    return 0;
                });
        everySpoiledCardIsReplaced();
        for (SimBox box : site.boxes()) {
            noArtworkOfSettled(box.journal());
            twoPeopleDecided(box.journal());
        }
    }

    /// REST: no job waits for anything after a quiet day on which people did their part.
    private static void everyJobIsDone(Handle handle) {
        List<String> waiting =
                handle.createQuery(
                                """
                                select id || ' ' || status || ' ' || coalesce(station, '-')
                                from print_job
                                where status not in ('completed', 'failed', 'cancelled')
                                """)
                        .mapTo(String.class)
                        .list();
        if (!waiting.isEmpty()) {
            throw new Truth.Violation("REST", "not done: " + waiting);
        }
    }

    /// REST: nobody waits for a card that was spoiled or lost. In a book that was set back an old
    /// card may be where it is not, and people have to look for it.
    private void everySpoiledCardIsReplaced() {
        List<String> waiting = Reprints.waiting(site.hub(), World.at(week).toEpochMilli());
        if (!waiting.isEmpty() && !site.wasRestored()) {
            throw new Truth.Violation("REST", "not printed again: " + waiting);
        }
    }

    /// I8: the hub has every event up to the one that it acknowledges.
    private static void nothingAcknowledgedIsLost(Handle handle, SimBox box) {
        long acked =
                Truth.number(
                        handle,
                        """
                        select coalesce(max(acked_seq), 0) from station
                        where id = '%s' and incarnation = '%s'
                        """
                                .formatted(box.id, box.incarnation()));
        long kept =
                Truth.number(
                        handle,
                        """
                        select count(*) from station_event
                        where station = '%s' and incarnation = '%s' and seq <= %d
                        """
                                .formatted(box.id, box.incarnation(), acked));
        if (kept != acked) {
            throw new Truth.Violation(
                    "I8", "%s: %d are acknowledged, %d are there".formatted(box.id, acked, kept));
        }
    }

    /// I8: what a box in service has journalled the hub has acknowledged, as the very same.
    private static void wholeJournalIsAcknowledged(Handle handle, SimBox box) {
        if (!isInService(handle, box) || box.station().isEmpty()) {
            return;
        }
        String acked =
                handle.createQuery(
                                "select acked_seq || ' ' || coalesce(acked_hash, '') from station"
                                        + " where id = :id")
                        .bind("id", box.id.value())
                        .mapTo(String.class)
                        .one();
        String head =
                Jdbi.create("jdbc:sqlite:" + box.journal())
                        .withHandle(journal ->
                                journal.createQuery(
                                                "select seq || ' ' || hash from event"
                                                        + " order by seq desc limit 1")
                                        .mapTo(String.class)
                                        .findOne()
                                        .orElse("0 "));
        if (!acked.equals(head)) {
            throw new Truth.Violation(
                    "I8", "%s: acknowledged %s, journalled %s".formatted(box.id, acked, head));
        }
    }

    /// I1 as hand-over reads it: a live card is that of its application's completed job, the only
    /// one, and not revoked.
    private void liveAreOfCompleted(Handle handle) {
        List<String> wrong =
                handle.createQuery(
                                """
                                select c.identity from card c join print_job j on j.id = c.job
                                where c.status = 'live' and (j.status <> 'completed'
                                  or j.card <> c.identity or exists (
                                    select 1 from card o join print_job k on k.id = o.job
                                    where k.application = j.application and o.status = 'live'
                                      and o.identity <> c.identity))
                                """)
                        .mapTo(String.class)
                        .list();
        if (!wrong.isEmpty()) {
            throw new Truth.Violation("I1", "live without being the one: " + wrong);
        }
        handle.createQuery("select identity from card where status = 'live'")
                .mapTo(String.class)
                .filter(site.hub().witness.revoked()::contains)
                .findFirst()
                .ifPresent(card -> {
                    throw new Truth.Violation("I1", card + " is live and revoked");
                });
    }

    /// An application stands where its newest job says.
    private static void applicationsFollow(Handle handle) {
        List<String> wrong =
                handle.createQuery(
                                """
                                select a.id || ' ' || a.status || ', its job ' || j.id || ' '
                                  || j.status
                                from application a join print_job j on j.application = a.id
                                where not exists
                                    (select 1 from print_job o where o.replaces = j.id)
                                  and a.status <> case
                                    when j.status = 'completed' then 'printed'
                                    when j.status = 'cancelled' or j.withdrawn = 1 then 'cancelled'
                                    else 'printing' end
                                """)
                        .mapTo(String.class)
                        .list();
        if (!wrong.isEmpty()) {
            throw new Truth.Violation("REST", "not where its job is: " + wrong);
        }
    }

    /// I2, physically: of a box in service with nothing in doubt the hopper has what the book says.
    private static void bookIsWhatIsInTheHopper(Handle handle, SimBox box) {
        long booked = LedgerStore.loadedAt(handle, box.id.value());
        if (isInService(handle, box) && booked != box.printer.hopper.size()) {
            throw new Truth.Violation(
                    "I2",
                    "%s: the book has %d blanks in the hopper, there are %d"
                            .formatted(box.id, booked, box.printer.hopper.size()));
        }
    }

    private static boolean isInService(Handle handle, SimBox box) {
        return Truth.number(
                        handle,
                        """
                        select count(*) from station where id = '%s' and state = 'open'
                          and incarnation = '%s'
                        """
                                .formatted(box.id, box.incarnation()))
                > 0;
    }

    /// No question was ever settled by one person.
    private static void twoPeopleDecided(Path journal) {
        Jdbi.create("jdbc:sqlite:" + journal)
                .useHandle(handle ->
                        handle.createQuery("select body from event")
                                .mapTo(String.class)
                                .map(text -> Truth.body(Up.Event.class, text))
                                .filter(event -> event.type() == EventType.ADJUDICATED)
                                .forEach(event -> {
                                    if (Objects.equals(
                                            event.facts().actor(), event.facts().second())) {
                                        throw new Truth.Violation(
                                                "HUMAN", "decided by one: " + event);
                                    }
                                }));
    }

    /// I3: a completed job's card is complete, made of its blank, and in its holder's hands.
    private void completedAreKnown(Handle handle) {
        Map<String, Card> byIdentity = new HashMap<>();
        site.cards()
                .forEach(card -> {
                    if (card.complete) {
                        byIdentity.put(card.identity, card);
                    }
                });
        handle.createQuery("select id, card, blank from print_job where status = 'completed'")
                .map((row, context) ->
                        List.of(row.getString(1), row.getString(2), row.getString(3)))
                .forEach(job -> {
                    Optional<Card> card = Optional.ofNullable(byIdentity.get(job.get(1)));
                    boolean known =
                            card.filter(c ->
                                            c.place == Card.Place.ISSUED
                                                    && c.blank.equals(job.get(2)))
                                    .isPresent();
                    if (!known) {
                        throw new Truth.Violation("I3", job + " is completed, its card is " + card);
                    }
                });
    }

    /// I6
    private static void noArtworkOfSettled(Path journal) {
        long kept =
                Jdbi.create("jdbc:sqlite:" + journal)
                        .withHandle(handle ->
                                Truth.number(
                                        handle,
                                        """
                                        select count(*) from lease where artwork is not null
                                          and state in ('good', 'spoiled', 'released', 'fenced')
                                        """));
        if (kept > 0) {
            throw new Truth.Violation("I6", kept + " settled leases keep their artwork");
        }
    }

    /// I7
    private static void auditVerifies(Handle handle) {
        record Line(long n, String prev, String hash) {}
        List<Line> lines =
                handle.createQuery("select n, prev, hash from audit order by n")
                        .map((row, context) ->
                                new Line(row.getLong(1), row.getString(2), row.getString(3)))
                        .list();
        String head = EventChain.START;
        for (Line line : lines.stream().sorted(Comparator.comparingLong(Line::n)).toList()) {
            if (!line.prev().equals(head)) {
                throw new Truth.Violation("I7", "audit row " + line.n() + " does not follow");
            }
            head = line.hash();
        }
    }
}
