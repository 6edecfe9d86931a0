package ampro.proof.simulation;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.hub.link.OutboxStore;
import ampro.station.job.Lease;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

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

    /// I1 to I8, and REST, when everything that happened in this week has had its time.
    void atRest(Duration week) {
        complete.values().forEach(this::check);
        ledger();
        book();
        new AtRest(site, week).check();
    }

    static <T> T body(Class<T> type, String text) {
        try {
            return Wire.readBody(type, text);
        } catch (WireException e) {
            throw new IllegalStateException("the product wrote what it cannot read", e);
        }
    }

    static long number(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Long.class).one();
    }
}
