package ampro.proof.simulation;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.hub.custody.ledger.LedgerStore;
import ampro.hub.link.OutboxStore;
import ampro.station.job.Lease;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Compares what is promised with what physically is. It reads cards, databases and the witness,
/// never what a program believes.
final class Truth {

    /// A promise that was broken: which of I1 to I8, and by what.
    static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1;

        Violation(String invariant, String what) {
            super(invariant + ": " + what);
        }
    }

    private final Map<String, List<Card>> complete = new TreeMap<>();
    private final NavigableSet<Token> tokens = new TreeSet<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final Site site;

    Truth(Site site) {
        this.site = site;
    }

    /// I4: nothing is fed before its INTENT is durable, and counted or acknowledged.
    void feeding(World world, SimStation station, Lease lease) {
        String since =
                """
                select event.seq, event.hash from event, lease
                where lease.state = 'intent' and term = %d and n = %d
                  and event.seq >= lease.intent_seq
                """
                        .formatted(lease.token().term(), lease.token().n());
        boolean isRecorded = false;
        boolean isHeard = station.isGuarded();
        try (Connection journal =
                        DriverManager.getConnection("jdbc:sqlite:" + station.box().journal());
                Statement statement = journal.createStatement();
                ResultSet events = statement.executeQuery(since)) {
            while (events.next()) {
                isRecorded = true;
                isHeard |= acknowledged.contains(events.getLong(1) + " " + events.getString(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the journal cannot be read", e);
        }
        if (!isRecorded || !isHeard) {
            throw new Violation(
                    "I4",
                    "fed for %s, INTENT recorded: %s, known to the hub: %s"
                            .formatted(lease.job(), isRecorded, isHeard));
        }
        world.tell(station.box().id().value(), "feeds for " + lease.job() + " " + lease.token());
    }

    /// I1, when a card becomes one.
    void completed(Card card) {
        List<Card> ofLicence =
                complete.computeIfAbsent(String.valueOf(card.licence), key -> new ArrayList<>());
        ofLicence.add(card);
        check(ofLicence);
    }

    private void check(List<Card> ofLicence) {
        List<Card> existing =
                ofLicence.stream().filter(card -> card.place != Card.Place.GONE).toList();
        if (existing.size() < 2) {
            return;
        }
        Set<String> revoked = site.hub().witness.revoked();
        List<Card> live =
                existing.stream().filter(card -> !revoked.contains(card.identity)).toList();
        if (live.size() > 1) {
            throw new Violation("I1", "two live cards of one licence: " + live);
        }
    }

    /// I2: the ledger's sums, at any time; the supplier's is what was received.
    void ledger() {
        site.hub()
                .database
                .read(handle -> {
                    long booked =
                            number(handle, "select coalesce(sum(blanks), 0) from ledger_balance");
                    if (booked != 0) {
                        throw new Violation("I2", "the accounts sum up to " + booked);
                    }
                    return booked;
                });
    }

    /// I2: what is kept beside the entries is what they say.
    private void book() {
        List<String> differences = site.hub().blanks.audit();
        if (!differences.isEmpty()) {
            throw new Violation("I2", String.join("; ", differences));
        }
    }

    /// I5: a token that was never sent before is higher than all that were, in any life of the hub.
    void sent(OutboxStore.Row message) {
        if (!message.kind().equals("grant")) {
            return;
        }
        Token token = body(Down.Grant.class, message.body()).token();
        if (tokens.add(token) && !tokens.last().equals(token)) {
            throw new Violation("I5", token + " is granted after " + tokens.last());
        }
    }

    /// A hub says that it has a journal up to here; its hash is of no other journal.
    void acknowledged(long seq, String hash) {
        acknowledged.add(seq + " " + hash);
    }

    /// I1 to I8 when everything has come to rest.
    void atRest() {
        complete.values().forEach(this::check);
        ledger();
        book();
        site.hub()
                .database
                .read(handle -> {
                    completedAreKnown(handle);
                    auditVerifies(handle);
                    site.boxes().forEach(box -> nothingAcknowledgedIsLost(handle, box));
                    if (!site.wasRestored()) { // a book that was set back is put right by counts
                        site.boxes().forEach(box -> bookIsWhatIsInTheHopper(handle, box));
                    }
                    return 0;
                });
        for (SimBox box : site.boxes()) {
            noArtworkOfSettled(box.journal());
            twoPeopleDecided(box.journal());
        }
    }

    /// I8: the hub has every event up to the one that it acknowledges.
    private static void nothingAcknowledgedIsLost(Handle handle, SimBox box) {
        long acked =
                number(
                        handle,
                        """
                        select coalesce(max(acked_seq), 0) from station
                        where id = '%s' and incarnation = '%s'
                        """
                                .formatted(box.id, box.incarnation()));
        long kept =
                number(
                        handle,
                        """
                        select count(*) from station_event
                        where station = '%s' and incarnation = '%s' and seq <= %d
                        """
                                .formatted(box.id, box.incarnation(), acked));
        if (kept != acked) {
            throw new Violation(
                    "I8", "%s: %d are acknowledged, %d are there".formatted(box.id, acked, kept));
        }
    }

    /// I2, physically: of a box in service with nothing in doubt the hopper has what the book says.
    private static void bookIsWhatIsInTheHopper(Handle handle, SimBox box) {
        boolean isInService =
                number(
                                handle,
                                """
                                select count(*) from station where id = '%s' and state = 'open'
                                  and incarnation = '%s'
                                """
                                        .formatted(box.id, box.incarnation()))
                        > 0;
        long booked = LedgerStore.loadedAt(handle, box.id.value());
        if (isInService && booked != box.printer.hopper.size()) {
            throw new Violation(
                    "I2",
                    "%s: the book has %d blanks in the hopper, there are %d"
                            .formatted(box.id, booked, box.printer.hopper.size()));
        }
    }

    /// No question was ever settled by one person.
    private static void twoPeopleDecided(Path journal) {
        Jdbi.create("jdbc:sqlite:" + journal)
                .useHandle(handle ->
                        handle.createQuery("select body from event")
                                .mapTo(String.class)
                                .map(text -> body(Up.Event.class, text))
                                .filter(event -> event.type() == EventType.ADJUDICATED)
                                .forEach(event -> {
                                    if (Objects.equals(
                                            event.facts().actor(), event.facts().second())) {
                                        throw new Violation("HUMAN", "decided by one: " + event);
                                    }
                                }));
    }

    private static <T> T body(Class<T> type, String text) {
        try {
            return Wire.readBody(type, text);
        } catch (WireException e) {
            throw new IllegalStateException("the product wrote what it cannot read", e);
        }
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
                        throw new Violation("I3", job + " is completed, its card is " + card);
                    }
                });
    }

    /// I6
    private static void noArtworkOfSettled(Path journal) {
        long kept =
                Jdbi.create("jdbc:sqlite:" + journal)
                        .withHandle(handle ->
                                number(
                                        handle,
                                        """
                                        select count(*) from lease where artwork is not null
                                          and state in ('good', 'spoiled', 'released', 'fenced')
                                        """));
        if (kept > 0) {
            throw new Violation("I6", kept + " settled leases keep their artwork");
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
                throw new Violation("I7", "audit row " + line.n() + " does not follow");
            }
            head = line.hash();
        }
    }

    static long number(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Long.class).one();
    }
}
