package ampro.hub.link;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Envelope;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Topics;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.hub.link.Pipe.Arrived;
import ampro.hub.store.CrashPoint;
import ampro.hub.store.CrashPoint.Commit;
import ampro.hub.store.Database;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jdbi.v3.core.Handle;

/// The hub's conversation with its stations: what arrives is committed and then acknowledged, what
/// is in the outbox is published and then deleted.
public final class Link implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Link.class.getName());

    private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(2);

    /// Applies a station's message within the transaction that records it.
    @FunctionalInterface
    public interface Custodian {
        /// Takes it; true where its sender is owed an acknowledgement.
        boolean take(Handle handle, Message<Up> message);
    }

    /// How far a station's journal is recorded; empty where nothing of it is.
    @FunctionalInterface
    public interface Answer {
        Optional<Down.Ack> acknowledgement(Handle handle, StationId station);
    }

    private final Database database;
    private final InstantSource clock;
    private final URI broker;
    private final Custodian custodian;
    private final Answer answer;
    private final Presence presence;
    private final LongSupplier term;
    private final Supplier<String> messageIds;
    private final Semaphore outboxFilled = new Semaphore(1);

    /// Stations whose events were committed since they last heard so. Kept nowhere: who hears
    /// nothing asks again, and a hub that was started tells everybody.
    private final Set<StationId> unanswered = ConcurrentHashMap.newKeySet();

    private final Pipe pipe;
    private final Thread.UncaughtExceptionHandler fatal;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean open = true;
    private volatile boolean isRefusing;

    /// `password` is the hub's own at its embedded broker, `term` the highest it has seen,
    /// `messageIds` makes unique ids. `fatal` ends the program when one of the threads here fails.
    public Link(
            Database database,
            InstantSource clock,
            URI broker,
            String password,
            Custodian custodian,
            Answer answer,
            Presence presence,
            LongSupplier term,
            Supplier<String> messageIds,
            Thread.UncaughtExceptionHandler fatal) {
        this.database = database;
        this.clock = clock;
        this.broker = broker;
        this.custodian = custodian;
        this.answer = answer;
        this.presence = presence;
        this.term = term;
        this.messageIds = messageIds;
        pipe = new Pipe(broker, password);
        this.fatal = fatal;
    }

    /// These stations hear first how far their journals are recorded.
    public void start(List<StationId> stations) {
        unanswered.addAll(stations);
        Thread.Builder thread = Thread.ofPlatform().uncaughtExceptionHandler(this::failed);
        threads.add(thread.name("link-connect").start(this::stayConnected));
        threads.add(thread.name("link-inbox").start(this::emptyInbox));
        threads.add(thread.name("link-outbox").start(this::emptyOutbox));
    }

    /// What fails because the end has come ends nothing.
    private void failed(Thread thread, Throwable e) {
        if (open) {
            fatal.uncaughtException(thread, e);
        }
    }

    /// Something may be in the outbox.
    public void wake() {
        outboxFilled.release();
    }

    private void stayConnected() {
        while (open) {
            try {
                if (!pipe.isConnected()) {
                    if (isRefusing) {
                        isRefusing = false;
                        pause();
                    }
                    pipe.connect();
                    wake();
                }
                pipe.awaitLoss(RECONNECT_PAUSE);
            } catch (MqttException e) {
                LOG.log(Level.WARNING, "no connection to {0}: {1}", broker, e.getMessage());
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void emptyInbox() {
        List<Arrived> group = new ArrayList<>();
        while (open) {
            try {
                pipe.takeAll(group);
            } catch (InterruptedException e) {
                return;
            }
            List<CompletableFuture<Optional<StationId>>> committed =
                    group.stream().map(this::take).toList();
            for (int i = 0; i < group.size(); i++) {
                acknowledge(group.get(i), committed.get(i));
            }
            group.clear();
            wake();
        }
    }

    private CompletableFuture<Optional<StationId>> take(Arrived arrived) {
        return presence.takes(arrived.topic(), arrived.payload())
                ? CompletableFuture.completedFuture(Optional.empty())
                : database.submit(Commit.INGEST, handle -> take(handle, arrived));
    }

    /// Who is owed an acknowledgement for it.
    private Optional<StationId> take(Handle handle, Arrived arrived) {
        byte[] payload = arrived.payload();
        try {
            Message<Up> message = Incoming.read(arrived.topic(), payload);
            return custodian.take(handle, message)
                    ? Optional.of(message.envelope().station())
                    : Optional.empty();
        } catch (WireException e) {
            DeadLetterStore.put(
                    handle,
                    arrived.topic(),
                    String.valueOf(e.getMessage()),
                    payload,
                    clock.instant());
            return Optional.empty();
        }
    }

    /// Not acknowledged when the commit failed. The broker delivers it again on another connection
    /// only, and what is not acknowledged fills this one's window until nothing comes any more.
    private void acknowledge(Arrived arrived, CompletableFuture<Optional<StationId>> committed) {
        try {
            committed.join().ifPresent(unanswered::add);
            pipe.done(arrived);
        } catch (MqttException e) {
            LOG.log(Level.WARNING, "not acknowledged to the broker: {0}", e.toString());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "not committed, taken again later: {0}", e.toString());
            isRefusing = true;
            pipe.drop();
        }
    }

    private void emptyOutbox() {
        while (open) {
            try {
                outboxFilled.acquire();
                outboxFilled.drainPermits();
                answer();
                while (pipe.isConnected() && publishBatch()) {
                    CrashPoint.pass(CrashPoint.AFTER_PUBLISH);
                }
            } catch (MqttException | RuntimeException e) { // the broker or the database is away
                LOG.log(Level.WARNING, "not published yet: {0}", e.toString());
                pause();
                outboxFilled.release();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void answer() throws MqttException {
        for (StationId station : Set.copyOf(unanswered)) {
            if (!pipe.isConnected()) {
                return;
            }
            unanswered.remove(station); // before the record is read: what comes after adds it again
            try {
                Optional<Down.Ack> ack =
                        database.read(handle -> answer.acknowledgement(handle, station));
                if (ack.isPresent()) {
                    publish(station, Wire.kind(ack.get()), Wire.writeBody(ack.get()));
                }
            } catch (MqttException | RuntimeException e) {
                unanswered.add(station);
                throw e;
            }
        }
    }

    private boolean publishBatch() throws MqttException {
        List<OutboxStore.Row> rows = database.read(OutboxStore::next);
        List<Long> published = new ArrayList<>();
        for (OutboxStore.Row row : rows) {
            publish(new StationId(row.station()), row.kind(), row.body());
            published.add(row.n());
        }
        if (published.isEmpty()) {
            return false;
        }
        database.write(
                Commit.SENT,
                handle -> {
                    OutboxStore.delete(handle, published);
                    return published;
                });
        return true;
    }

    /// The body with a fresh envelope around it.
    private void publish(StationId station, String kind, String body) throws MqttException {
        CrashPoint.pass(CrashPoint.BEFORE_PUBLISH);
        Envelope envelope =
                new Envelope(
                        Envelope.PROTOCOL,
                        messageIds.get(),
                        station,
                        "hub",
                        null,
                        term.getAsLong());
        pipe.publish(Topics.down(station, kind), Wire.wrap(envelope, body));
    }

    private void pause() {
        try {
            pipe.awaitLoss(RECONNECT_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        open = false;
        threads.forEach(Thread::interrupt);
        pipe.close();
    }
}
