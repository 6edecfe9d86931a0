package ampro.station.job;

import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.station.store.Database;
import ampro.station.store.JournalException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/// The chain of this station's claims, which is also its outbox, and how far the hub has it.
public final class EventStore {
    /// Events sent in one go.
    private static final int BATCH = 100;

    private static final String ACKED = "acked";
    private static final String ACKED_HASH = "acked-hash";

    private final Database database;
    private final InstantSource clock;
    private final DoubleSupplier secondsSinceBoot;

    /// The first claim that the guard counter has not counted yet; nothing from it on is shown.
    private volatile long unguarded = Long.MAX_VALUE;

    /// What the hub last acknowledged. It is written with the next claim: one that a power cut
    /// takes is as one that the network lost, and the hub says it again.
    private volatile Acked acked;

    public EventStore(Database database, InstantSource clock, DoubleSupplier secondsSinceBoot) {
        this.database = database;
        this.clock = clock;
        this.secondsSinceBoot = secondsSinceBoot;
        acked = database.read(EventStore::written);
    }

    /// Reads the whole chain once: a line that was changed, dropped or swapped shows.
    ///
    /// @throws JournalException where it is not as it was written
    public void verify() throws JournalException {
        long whole = database.read(EventStore::wholeUntil);
        Head head = head();
        if (whole < Math.max(head.seq(), head.ackedSeq())) {
            throw Database.damaged("the journal's event %d is damaged".formatted(whole + 1));
        }
    }

    /// The last event before the first that does not follow its predecessor.
    private static long wholeUntil(Handle handle) {
        Line last = new Line(0, EventChain.START, "");
        try (ResultIterator<Line> lines =
                handle.createQuery("select seq, hash, body from event order by seq")
                        .map((row, context) ->
                                new Line(row.getLong(1), row.getString(2), row.getString(3)))
                        .iterator()) {
            while (lines.hasNext()) {
                Line next = lines.next();
                if (!next.follows(last)) {
                    break;
                }
                last = next;
            }
        }
        return last.seq();
    }

    /// The body is the canonical text that was hashed.
    private record Line(long seq, String hash, String body) {
        boolean follows(Line before) {
            return seq == before.seq + 1
                    && EventChain.sha256(body).equals(hash)
                    && body.contains("\"prev\":\"%s\"".formatted(before.hash))
                    && body.contains("\"seq\":%d,".formatted(seq));
        }
    }

    private record Acked(long seq, @Nullable String hash) {}

    private static Acked written(Handle handle) {
        return new Acked(
                FactStore.get(handle, ACKED).map(Long::parseLong).orElse(0L),
                FactStore.get(handle, ACKED_HASH).orElse(null));
    }

    /// Where the journal ends, and where the hub has acknowledged it.
    public record Head(
            long seq, @Nullable String hash, long ackedSeq, @Nullable String ackedHash) {}

    /// Writes a claim's line within the transaction of what it claims; returns its number.
    long append(Handle handle, EventType type, @Nullable Lease lease, Facts facts) {
        long seq = lastSeq(handle) + 1;
        if (type.isClaim()) {
            unguarded = Math.min(unguarded, seq);
        }
        Up.Event event =
                new Up.Event(
                        seq,
                        hashOf(handle, seq - 1),
                        clock.instant().toString(),
                        secondsSinceBoot.getAsDouble(),
                        type,
                        lease == null ? null : lease.job(),
                        lease == null ? null : lease.token(),
                        facts);
        handle.execute(
                "insert into event (seq, hash, body) values (?, ?, ?)",
                seq,
                EventChain.hash(event),
                Wire.writeBody(event));
        Acked heard = acked;
        if (heard.hash() != null && heard.seq() > written(handle).seq()) {
            FactStore.set(handle, ACKED, String.valueOf(heard.seq()));
            FactStore.set(handle, ACKED_HASH, heard.hash());
        }
        return seq;
    }

    /// Every claim so far is counted: it may be published.
    void guarded() {
        unguarded = Long.MAX_VALUE;
    }

    public Head head() {
        return database.read(handle -> {
            long seq = Math.min(lastSeq(handle), unguarded - 1);
            Acked heard = acked;
            return new Head(seq, seq == 0 ? null : hashOf(handle, seq), heard.seq(), heard.hash());
        });
    }

    /// Events after this number, the oldest first, no more than one batch.
    public List<Up.Event> after(long seq) {
        return database.read(handle ->
                handle
                        .createQuery(
                                """
                                select body from event where seq > :seq and seq < :unguarded
                                order by seq limit :most
                                """)
                        .bind("seq", seq)
                        .bind("unguarded", unguarded)
                        .bind("most", BATCH)
                        .mapTo(String.class)
                        .list()
                        .stream()
                        .map(EventStore::read)
                        .toList());
    }

    /// Takes the hub's word that it has everything up to this event. False, and nothing is taken,
    /// where event `seq` of this journal is another one or none: then one of the two was rolled
    /// back.
    boolean acknowledged(long seq, String hash) {
        boolean isOwn =
                database.read(handle -> seq <= lastSeq(handle) && hashOf(handle, seq).equals(hash));
        if (isOwn && seq > acked.seq()) {
            acked = new Acked(seq, hash);
        }
        return isOwn;
    }

    /// The leases in INTENT whose claim is one of these events.
    List<Token> intentsUpTo(long seq) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                select term, n from lease
                                where state = 'intent' and intent_seq <= :seq
                                """)
                        .bind("seq", seq)
                        .map((row, context) -> new Token(row.getLong(1), row.getLong(2)))
                        .list());
    }

    private static long lastSeq(Handle handle) {
        return handle.createQuery("select coalesce(max(seq), 0) from event")
                .mapTo(Long.class)
                .one();
    }

    private static String hashOf(Handle handle, long seq) {
        return seq == 0
                ? EventChain.START
                : handle.createQuery("select hash from event where seq = :seq")
                        .bind("seq", seq)
                        .mapTo(String.class)
                        .one();
    }

    private static Up.Event read(String body) {
        try {
            return Wire.readBody(Up.Event.class, body);
        } catch (WireException e) {
            throw new IllegalStateException("the journal cannot be read", e);
        }
    }
}
