package ampro.hub.link;

import ampro.firmware.wire.Envelope;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Topics;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.hub.store.CrashPoint;
import ampro.hub.store.CrashPoint.Commit;
import ampro.hub.store.Database;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jdbi.v3.core.Handle;

/// The hub's one MQTT client.
public final class Link implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Link.class.getName());

    /// Messages in hand; when it is full the broker keeps the rest (receive maximum).
    private static final int INBOX_MAX = 500;

    private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(2);
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final long PUBLISH_MILLIS_MAX = 10_000;

    /// Applies a station's message within the transaction that records it.
    @FunctionalInterface
    public interface Custodian {
        void take(Handle handle, Message<Up> message);
    }

    private record Arrived(String topic, MqttMessage message) {}

    private final Database database;
    private final InstantSource clock;
    private final URI broker;
    private final String password;
    private final Custodian custodian;
    private final Presence presence;
    private final LongSupplier term;
    private final Supplier<String> messageIds;
    private final BlockingQueue<Arrived> inbox = new ArrayBlockingQueue<>(INBOX_MAX);
    private final Semaphore outboxFilled = new Semaphore(1);
    private final Semaphore connectionLost = new Semaphore(0);
    private final MqttClient client;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean open = true;

    /// `password` is the hub's own at its embedded broker, `term` the highest it has seen,
    /// `messageIds` makes unique ids.
    public Link(
            Database database,
            InstantSource clock,
            URI broker,
            String password,
            Custodian custodian,
            Presence presence,
            LongSupplier term,
            Supplier<String> messageIds) {
        this.database = database;
        this.clock = clock;
        this.broker = broker;
        this.password = password;
        this.custodian = custodian;
        this.presence = presence;
        this.term = term;
        this.messageIds = messageIds;
        try {
            client = new MqttClient(broker.toString(), "hub", new MemoryPersistence());
            client.setManualAcks(true);
            client.setTimeToWait(PUBLISH_MILLIS_MAX);
            client.setCallback(new Callback());
        } catch (MqttException e) {
            throw new IllegalStateException("the broker's address is " + broker, e);
        }
    }

    public void start() {
        threads.add(Thread.ofPlatform().name("link-connect").start(this::stayConnected));
        threads.add(Thread.ofPlatform().name("link-inbox").start(this::emptyInbox));
        threads.add(Thread.ofPlatform().name("link-outbox").start(this::emptyOutbox));
    }

    /// Something may be in the outbox.
    public void wake() {
        outboxFilled.release();
    }

    private void stayConnected() {
        while (open) {
            try {
                if (!client.isConnected()) {
                    connect();
                }
                connectionLost.tryAcquire(RECONNECT_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (MqttException e) {
                LOG.log(Level.WARNING, "no connection to {0}: {1}", broker, e.getMessage());
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void connect() throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("hub");
        options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        options.setCleanStart(false);
        options.setSessionExpiryInterval(0xFFFFFFFFL);
        options.setReceiveMaximum(INBOX_MAX);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setAutomaticReconnect(false);
        MqttMessage lost = new MqttMessage("{\"state\":\"lost\"}".getBytes(StandardCharsets.UTF_8));
        lost.setQos(1);
        lost.setRetained(true);
        options.setWill(Topics.hubState(), lost);
        client.connect(options);
        client.subscribe(new String[] {Topics.ALL_UP, Topics.ALL_STATES}, new int[] {1, 1});
        client.publish(
                Topics.hubState(),
                "{\"state\":\"ready\"}".getBytes(StandardCharsets.UTF_8),
                1,
                true);
        wake();
    }

    private void emptyInbox() {
        List<Arrived> group = new ArrayList<>();
        while (open) {
            try {
                group.add(inbox.take());
            } catch (InterruptedException e) {
                return;
            }
            inbox.drainTo(group);
            List<CompletableFuture<Boolean>> committed = group.stream().map(this::take).toList();
            for (int i = 0; i < group.size(); i++) {
                acknowledge(group.get(i), committed.get(i));
            }
            group.clear();
        }
    }

    private CompletableFuture<Boolean> take(Arrived arrived) {
        return presence.takes(arrived.topic(), arrived.message().getPayload())
                ? CompletableFuture.completedFuture(true)
                : database.submit(Commit.INGEST, handle -> take(handle, arrived));
    }

    private boolean take(Handle handle, Arrived arrived) {
        byte[] payload = arrived.message().getPayload();
        try {
            custodian.take(handle, Incoming.read(arrived.topic(), payload));
        } catch (WireException e) {
            DeadLetterStore.put(
                    handle,
                    arrived.topic(),
                    String.valueOf(e.getMessage()),
                    payload,
                    clock.instant());
        }
        return true;
    }

    /// Not acknowledged when the commit failed: the broker delivers it again.
    private void acknowledge(Arrived arrived, CompletableFuture<Boolean> committed) {
        try {
            committed.join();
            client.messageArrivedComplete(arrived.message().getId(), arrived.message().getQos());
        } catch (MqttException | RuntimeException e) {
            LOG.log(Level.WARNING, "not acknowledged to the broker: {0}", e.toString());
        }
    }

    private void emptyOutbox() {
        while (open) {
            try {
                outboxFilled.acquire();
                outboxFilled.drainPermits();
                while (client.isConnected() && publishBatch()) {
                    CrashPoint.pass(CrashPoint.AFTER_PUBLISH);
                }
            } catch (MqttException e) {
                LOG.log(Level.WARNING, "not published yet: {0}", e.getMessage());
                pause();
                outboxFilled.release();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean publishBatch() throws MqttException {
        List<OutboxStore.Row> rows = database.read(OutboxStore::next);
        List<Long> published = new ArrayList<>();
        for (OutboxStore.Row row : rows) {
            CrashPoint.pass(CrashPoint.BEFORE_PUBLISH);
            StationId station = new StationId(row.station());
            client.publish(Topics.down(station, row.kind()), payload(station, row), 1, false);
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

    /// The stored body with a fresh envelope around it.
    private byte[] payload(StationId station, OutboxStore.Row row) {
        Envelope envelope =
                new Envelope(
                        Envelope.PROTOCOL,
                        messageIds.get(),
                        station,
                        "hub",
                        null,
                        term.getAsLong());
        return Wire.wrap(envelope, row.body());
    }

    private void pause() {
        try {
            connectionLost.tryAcquire(RECONNECT_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        open = false;
        threads.forEach(Thread::interrupt);
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(0, 1_000);
            }
            client.close(true);
        } catch (MqttException e) {
            LOG.log(Level.DEBUG, "while closing: {0}", e.getMessage());
        }
    }

    private final class Callback implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) throws Exception {
            inbox.put(new Arrived(topic, message));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            connectionLost.release();
        }

        @Override
        public void mqttErrorOccurred(MqttException e) {
            LOG.log(Level.WARNING, "MQTT: {0}", e.getMessage());
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String address) {}

        @Override
        public void authPacketArrived(int reason, MqttProperties properties) {}
    }
}
