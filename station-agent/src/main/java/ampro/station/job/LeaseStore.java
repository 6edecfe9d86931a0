package ampro.station.job;

import ampro.firmware.wire.Counters;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.station.store.CrashPoint.Commit;
import ampro.station.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The journal's leases and what the print machine knows beside them. A step's claims and its state
/// are one commit.
public final class LeaseStore {
    private static final String PROMISE = "promise";
    private static final String PRINTER = "printer";
    private static final String COUNTERS = "counters";
    private static final String GUARD = "guard";

    private final Database database;
    private final EventStore events;
    private final Guard guard;

    public LeaseStore(Database database, EventStore events, Guard guard) {
        this.database = database;
        this.events = events;
        this.guard = guard;
    }

    /// Saves what a step changed, and its claims in their order, in one commit. A promise to a new
    /// term is counted like a claim: a disk that forgets it would take the old term's grants again.
    void commit(PrintState before, PrintState after, List<PrintEffect.Claim> claims) {
        if (claims.isEmpty() && after.isRecordedAs(before)) {
            return;
        }
        boolean countsOn =
                claims.stream().anyMatch(claim -> claim.type().isClaim())
                        || after.promise().term() > before.promise().term();
        Commit about = claims.isEmpty() ? Commit.STATE : Commit.of(claims.getFirst().type());
        long count =
                database.write(
                        about,
                        handle -> {
                            for (Lease lease : after.leases()) {
                                if (!before.lease(lease.token()).equals(Optional.of(lease))) {
                                    save(handle, lease);
                                }
                            }
                            for (PrintEffect.Claim claim : claims) {
                                write(handle, claim);
                            }
                            writeFacts(handle, before, after);
                            return countsOn && guard.isThere() ? countOn(handle) : 0;
                        });
        if (countsOn) {
            guard.step(count);
            events.guarded();
        }
        if (claims.stream()
                .map(PrintEffect.Claim::lease)
                .anyMatch(lease -> lease != null && lease.state().isFinal())) {
            database.forget();
        }
    }

    private static void writeFacts(Handle handle, PrintState before, PrintState after) {
        if (!after.promise().equals(before.promise())) {
            FactStore.set(handle, PROMISE, after.promise().toString());
        }
        if (!Objects.equals(after.serial(), before.serial())) {
            FactStore.put(handle, PRINTER, after.serial());
        }
        if (!Objects.equals(after.counters(), before.counters())) {
            FactStore.put(handle, COUNTERS, text(after.counters()));
        }
    }

    private void write(Handle handle, PrintEffect.Claim claim) {
        Lease lease = claim.lease();
        if (lease != null) {
            save(handle, lease);
        }
        long seq = events.append(handle, claim.type(), lease, claim.facts());
        if (lease != null && claim.type() == EventType.INTENT) {
            intentAt(handle, lease.token(), seq);
        }
    }

    private static long countOn(Handle handle) {
        long count = FactStore.get(handle, GUARD).map(Long::parseLong).orElse(0L) + 1;
        FactStore.set(handle, GUARD, String.valueOf(count));
        return count;
    }

    /// How far the chip must have counted, as far as this journal goes. A journal that has no count
    /// yet begins with the chip's.
    private long guardCount() {
        Optional<String> known = database.read(handle -> FactStore.get(handle, GUARD));
        return known.map(Long::parseLong)
                .orElseGet(() ->
                        database.write(
                                Commit.STATE,
                                handle -> {
                                    long count = guard.baseline();
                                    FactStore.set(handle, GUARD, String.valueOf(count));
                                    return count;
                                }));
    }

    /// The state as it was journalled; nothing is known of the printer yet. The guard counter
    /// catches up first.
    PrintState load() {
        Optional<String> locked = guard.catchUp(guardCount());
        PrintState journalled = journalled();
        return locked.map(journalled::locked).orElse(journalled);
    }

    private PrintState journalled() {
        return database.read(handle ->
                PrintState.started(
                        FactStore.get(handle, PROMISE)
                                .map(LeaseStore::token)
                                .orElse(PrintState.NO_PROMISE),
                        FactStore.get(handle, PRINTER).orElse(null),
                        FactStore.get(handle, COUNTERS).map(LeaseStore::counters).orElse(null),
                        open(handle),
                        settled(handle)));
    }

    private static List<Lease> open(Handle handle) {
        return handle.createQuery(
                        """
                        select * from lease where state not in
                          ('good', 'spoiled', 'released', 'fenced')
                        """)
                .map((row, context) -> lease(row))
                .list();
    }

    private static Set<Token> settled(Handle handle) {
        return new HashSet<>(
                handle.createQuery(
                                """
                                select term, n from lease where state in
                                  ('good', 'spoiled', 'released', 'fenced')
                                """)
                        .map((row, context) -> new Token(row.getLong(1), row.getLong(2)))
                        .list());
    }

    /// Whether a card may be begun: there is room for its outcome, whatever fills the disk.
    boolean hasRoom() {
        return database.hasRoom();
    }

    /// Keeps a held lease's artwork until it is settled.
    public void keepArtwork(Token token, String artwork) {
        database.write(
                Commit.ARTWORK,
                handle ->
                        handle.execute(
                                "update lease set artwork = ? where term = ? and n = ? and state = 'held'",
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

    /// Whether a card that was settled here is made of this blank.
    public boolean isUsed(String blank) {
        return database.read(handle ->
                handle.createQuery("select count(*) from lease where blank = :blank")
                                .bind("blank", blank)
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }

    private static void intentAt(Handle handle, Token token, long seq) {
        handle.execute(
                "update lease set intent_seq = ? where term = ? and n = ?",
                seq,
                token.term(),
                token.n());
    }

    /// A settled lease keeps no artwork: with it goes all personal data this station had.
    private static void save(Handle handle, Lease lease) {
        Counters before = lease.before();
        handle.createUpdate(
                        """
                        insert into lease (term, n, job, card, state, address, sha256, code, cards,
                          panels, printer, blank, reason, answer)
                        values (:term, :n, :job, :card, :state, :address, :sha256, :code, :cards,
                          :panels, :printer, :blank, :reason, :answer)
                        on conflict (term, n) do update set state = :state, code = :code,
                          cards = :cards, panels = :panels, printer = :printer, blank = :blank,
                          reason = :reason, answer = :answer, artwork = case when :settled then null else artwork end
                        """)
                .bind("term", lease.token().term())
                .bind("n", lease.token().n())
                .bind("job", lease.job())
                .bind("card", lease.card())
                .bind("state", lease.state().word())
                .bind("address", lease.address())
                .bind("sha256", lease.sha256())
                .bind("code", lease.code())
                .bind("cards", before == null ? null : before.cards())
                .bind("panels", before == null ? null : before.panels())
                .bind("printer", lease.printer())
                .bind("blank", lease.blank())
                .bind("reason", lease.reason())
                .bind("answer", lease.answer() == null ? null : Wire.writeBody(lease.answer()))
                .bind("settled", lease.state().isFinal() ? 1 : 0)
                .execute();
    }

    private static Lease lease(ResultSet row) throws SQLException {
        long cards = row.getLong("cards");
        boolean counted = !row.wasNull();
        return new Lease(
                row.getString("job"),
                new Token(row.getLong("term"), row.getLong("n")),
                row.getString("card"),
                LeaseState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("address"),
                row.getString("sha256"),
                row.getString("code"),
                counted ? new Counters(cards, row.getLong("panels")) : null,
                row.getString("printer"),
                row.getString("blank"),
                row.getString("reason"),
                facts(row.getString("answer")));
    }

    private static @Nullable Facts facts(@Nullable String json) {
        try {
            return json == null ? null : Wire.readBody(Facts.class, json);
        } catch (WireException e) {
            throw new IllegalStateException("the journal cannot be read", e);
        }
    }

    private static Token token(String text) {
        String[] part = text.split("\\.", 2);
        return new Token(Long.parseLong(part[0]), Long.parseLong(part[1]));
    }

    private static @Nullable String text(@Nullable Counters counters) {
        return counters == null ? null : counters.cards() + "." + counters.panels();
    }

    private static Counters counters(String text) {
        String[] part = text.split("\\.", 2);
        return new Counters(Long.parseLong(part[0]), Long.parseLong(part[1]));
    }
}
