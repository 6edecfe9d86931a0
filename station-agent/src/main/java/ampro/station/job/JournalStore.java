package ampro.station.job;

import ampro.firmware.wire.Counters;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.station.store.CrashPoint;
import ampro.station.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The station's journal: leases, the chain of events that is also the outbox, labels, and single
/// facts. A step's claims and its leases are one commit.
public final class JournalStore {
    /// Events sent in one go.
    private static final int BATCH = 100;

    private final Database database;
    private final InstantSource clock;
    private final DoubleSupplier secondsSinceBoot;

    public JournalStore(Database database, InstantSource clock, DoubleSupplier secondsSinceBoot) {
        this.database = database;
        this.clock = clock;
        this.secondsSinceBoot = secondsSinceBoot;
    }

    /// A claim about a lease, or about a label where `lease` is absent.
    public record Claim(@Nullable Lease lease, EventType type, Facts facts) {}

    /// Where the journal ends, and where the hub has acknowledged it.
    public record Head(
            long seq, @Nullable String hash, long ackedSeq, @Nullable String ackedHash) {}

    /// Saves what a step changed, and its claims, in one commit.
    public void commit(PrintState before, PrintState after, List<Claim> claims) {
        claims.forEach(claim -> CrashPoint.pass(CrashPoint.before(claim.type())));
        database.write(handle -> {
            for (Lease lease : after.leases()) {
                if (!before.lease(lease.token()).equals(Optional.of(lease))) {
                    save(handle, lease);
                }
            }
            for (Claim claim : claims) {
                append(handle, claim);
            }
            set(handle, "promise", after.promise().term() + "." + after.promise().n());
            if (after.serial() != null && after.counters() != null) {
                set(handle, "printer", after.serial());
                set(handle, "counters", counters(after.counters()));
            }
            return claims.size();
        });
        claims.forEach(claim -> CrashPoint.pass(CrashPoint.after(claim.type())));
    }

    /// The state as it was journalled; nothing is known of the printer yet.
    public PrintState load() {
        return database.read(handle ->
                PrintState.started(
                        fact(handle, "promise")
                                .map(JournalStore::token)
                                .orElse(PrintState.NO_PROMISE),
                        fact(handle, "printer").orElse(null),
                        fact(handle, "counters").map(JournalStore::counters).orElse(null),
                        handle.createQuery(
                                        """
                                        select * from lease where state not in
                                          ('good', 'spoiled', 'released', 'fenced')
                                        """)
                                .map((row, context) -> lease(row))
                                .list()));
    }

    /// Keeps the artwork until its lease is settled.
    public void keepArtwork(Token token, String artwork) {
        database.write(handle ->
                handle.execute(
                        "update lease set artwork = ? where term = ? and n = ?",
                        artwork,
                        token.term(),
                        token.n()));
    }

    public Optional<String> artwork(Token token) {
        return database.read(handle ->
                handle.createQuery("select artwork from lease where term = :term and n = :n")
                        .bind("term", token.term())
                        .bind("n", token.n())
                        .mapTo(String.class)
                        .findOne());
    }

    public Head head() {
        return database.read(handle -> {
            long seq = lastSeq(handle);
            return new Head(
                    seq,
                    seq == 0 ? null : hashOf(handle, seq),
                    fact(handle, "acked").map(Long::parseLong).orElse(0L),
                    fact(handle, "acked-hash").orElse(null));
        });
    }

    /// Events after this number, the oldest first.
    public List<Up.Event> eventsAfter(long seq) {
        return database.read(handle -> {
            List<Up.Event> events = new ArrayList<>();
            for (String body :
                    handle.createQuery(
                                    """
                                    select body from event where seq > :seq
                                    order by seq limit :most
                                    """)
                            .bind("seq", seq)
                            .bind("most", BATCH)
                            .mapTo(String.class)
                            .list()) {
                events.add(read(body));
            }
            return events;
        });
    }

    /// The hub has everything up to this event; returns the leases whose INTENT that covers.
    public List<Token> acked(long seq, String hash) {
        return database.write(handle -> {
            if (seq > fact(handle, "acked").map(Long::parseLong).orElse(0L)) {
                set(handle, "acked", String.valueOf(seq));
                set(handle, "acked-hash", hash);
            }
            return handle.createQuery(
                            """
                            select term, n from lease
                            where state = 'intent' and intent_seq <= :seq
                            """)
                    .bind("seq", seq)
                    .map((row, context) -> new Token(row.getLong(1), row.getLong(2)))
                    .list();
        });
    }

    /// A label that was asked for and not yet begun; the same token twice is one label.
    public boolean addLabel(String token, String label, String address, String sha256) {
        return database.write(handle ->
                handle.execute(
                        """
                        insert into label (token, label, address, sha256, state)
                        values (?, ?, ?, ?, 'asked') on conflict do nothing
                        """,
                        token,
                        label,
                        address,
                        sha256))
                == 1;
    }

    public void labelBegun(String token) {
        CrashPoint.pass(CrashPoint.BEFORE_LABEL);
        database.write(handle ->
                handle.execute("update label set state = 'begun' where token = ?", token));
    }

    /// Nothing of it was sent: it waits again.
    public void labelNotBegun(String token) {
        database.write(handle ->
                handle.execute("update label set state = 'asked' where token = ?", token));
    }

    /// What became of a label, and its event, in one commit.
    public void labelEnded(String token, String label, String outcome, @Nullable String why) {
        Facts facts = new Facts(null, null, null, null, why, outcome, null, null, token);
        Claim claim = new Claim(null, EventType.LABEL, facts);
        CrashPoint.pass(CrashPoint.before(EventType.LABEL));
        database.write(handle -> {
            handle.execute("update label set state = ? where token = ?", outcome, token);
            append(handle, claim);
            return label;
        });
        CrashPoint.pass(CrashPoint.after(EventType.LABEL));
    }

    /// A label of the journal.
    public record LabelRow(
            String token, String label, String address, String sha256, String state) {}

    public List<LabelRow> openLabels() {
        return database.read(handle ->
                handle.createQuery("select * from label where state in ('asked', 'begun')")
                        .map((row, context) ->
                                new LabelRow(
                                        row.getString("token"),
                                        row.getString("label"),
                                        row.getString("address"),
                                        row.getString("sha256"),
                                        row.getString("state")))
                        .list());
    }

    private void append(Handle handle, Claim claim) {
        long seq = lastSeq(handle) + 1;
        String prev = seq == 1 ? EventChain.START : hashOf(handle, seq - 1);
        Lease lease = claim.lease();
        Up.Event event =
                new Up.Event(
                        seq,
                        prev,
                        clock.instant().toString(),
                        secondsSinceBoot.getAsDouble(),
                        claim.type(),
                        lease == null ? null : lease.job(),
                        lease == null ? null : lease.token(),
                        claim.facts());
        handle.execute(
                "insert into event (seq, hash, body) values (?, ?, ?)",
                seq,
                EventChain.hash(event),
                Wire.writeBody(event));
        if (lease != null) {
            save(handle, lease);
        }
        if (lease != null && claim.type() == EventType.INTENT) {
            handle.execute(
                    "update lease set intent_seq = ? where term = ? and n = ?",
                    seq,
                    lease.token().term(),
                    lease.token().n());
        }
    }

    /// A settled lease keeps no artwork: with it goes all personal data this station had.
    private static void save(Handle handle, Lease lease) {
        Counters before = lease.before();
        handle.createUpdate(
                        """
                        insert into lease (term, n, job, state, address, sha256, code, cards,
                          panels, printer, blank, reason)
                        values (:term, :n, :job, :state, :address, :sha256, :code, :cards,
                          :panels, :printer, :blank, :reason)
                        on conflict (term, n) do update set state = :state, code = :code,
                          cards = :cards, panels = :panels, printer = :printer, blank = :blank,
                          reason = :reason, artwork = case when :settled then null else artwork end
                        """)
                .bind("term", lease.token().term())
                .bind("n", lease.token().n())
                .bind("job", lease.job())
                .bind("state", lease.state().word())
                .bind("address", lease.address())
                .bind("sha256", lease.sha256())
                .bind("code", lease.code())
                .bind("cards", before == null ? null : before.cards())
                .bind("panels", before == null ? null : before.panels())
                .bind("printer", lease.printer())
                .bind("blank", lease.blank())
                .bind("reason", lease.reason())
                .bind("settled", lease.state().isFinal() ? 1 : 0)
                .execute();
    }

    private static Lease lease(ResultSet row) throws SQLException {
        long cards = row.getLong("cards");
        boolean counted = !row.wasNull();
        return new Lease(
                row.getString("job"),
                new Token(row.getLong("term"), row.getLong("n")),
                LeaseState.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                row.getString("address"),
                row.getString("sha256"),
                row.getString("code"),
                counted ? new Counters(cards, row.getLong("panels")) : null,
                row.getString("printer"),
                row.getString("blank"),
                row.getString("reason"));
    }

    private static long lastSeq(Handle handle) {
        return handle.createQuery("select coalesce(max(seq), 0) from event")
                .mapTo(Long.class)
                .one();
    }

    private static String hashOf(Handle handle, long seq) {
        return handle.createQuery("select hash from event where seq = :seq")
                .bind("seq", seq)
                .mapTo(String.class)
                .one();
    }

    private static Optional<String> fact(Handle handle, String key) {
        return handle.createQuery("select value from fact where key = :key")
                .bind("key", key)
                .mapTo(String.class)
                .findOne();
    }

    private static void set(Handle handle, String key, String value) {
        handle.execute(
                "insert into fact (key, value) values (?, ?)"
                        + " on conflict (key) do update set value = excluded.value",
                key,
                value);
    }

    private static Token token(String text) {
        String[] part = text.split("\\.", 2);
        return new Token(Long.parseLong(part[0]), Long.parseLong(part[1]));
    }

    private static String counters(Counters counters) {
        return counters.cards() + "." + counters.panels();
    }

    private static Counters counters(String text) {
        String[] part = text.split("\\.", 2);
        return new Counters(Long.parseLong(part[0]), Long.parseLong(part[1]));
    }

    private static Up.Event read(String body) {
        try {
            return Wire.readBody(Up.Event.class, body);
        } catch (WireException e) {
            throw new IllegalStateException("the journal cannot be read", e);
        }
    }
}
