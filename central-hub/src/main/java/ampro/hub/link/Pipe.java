package ampro.hub.link;

import ampro.firmware.wire.Topics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/// The hub's end of MQTT 5: a persistent session and one bounded inbox. A message belongs to the
/// connection on which it came: after another connect the broker delivers it again. Each connection
/// has a client of its own: Paho would say again what the last one left unanswered, with an alias
/// for its topic that only the last one knew, and a broker refuses that at every attempt (MQTT 5.0,
/// 3.3.2.3.4). What is to be said again is in the outbox.
final class Pipe implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Pipe.class.getName());

    /// Messages in hand; when it is full the broker keeps the rest (receive maximum).
    private static final int INBOX_MAX = 500;

    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final long PUBLISH_MILLIS_MAX = 10_000;
    private static final long FAREWELL_MILLIS_MAX = 1_000;

    record Arrived(MqttClient on, String topic, MqttMessage message) {
        byte[] payload() {
            return message.getPayload();
        }
    }

    private final URI broker;
    private final String password;
    private final BlockingQueue<Arrived> inbox = new ArrayBlockingQueue<>(INBOX_MAX);
    private final Semaphore lost = new Semaphore(0);
    private volatile MqttClient client;
    private boolean open = true;

    Pipe(URI broker, String password) {
        this.broker = broker;
        this.password = password;
        client = fresh();
    }

    private MqttClient fresh() {
        try {
            MqttClient fresh = new MqttClient(broker.toString(), "hub", new MemoryPersistence());
            fresh.setManualAcks(true);
            fresh.setTimeToWait(PUBLISH_MILLIS_MAX);
            fresh.setCallback(new Callback(fresh));
            return fresh;
        } catch (MqttException e) {
            throw new IllegalStateException("the broker's address is " + broker, e);
        }
    }

    /// After the end it stays the closed one, which refuses to connect.
    private synchronized MqttClient renewed() {
        if (open) {
            client = fresh();
        }
        return client;
    }

    boolean isConnected() {
        return client.isConnected();
    }

    /// Connects and subscribes, or is not connected. The last client has ended: its connection was
    /// lost, or it was dropped.
    void connect() throws MqttException {
        MqttClient next = renewed();
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName("hub");
        options.setPassword(password.getBytes(StandardCharsets.UTF_8));
        options.setCleanStart(false);
        options.setSessionExpiryInterval(0xFFFFFFFFL);
        options.setReceiveMaximum(INBOX_MAX);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setAutomaticReconnect(false);
        options.setWill(Topics.hubState(), state("lost"));
        try {
            next.connect(options);
            next.subscribe(new String[] {Topics.ALL_UP, Topics.ALL_STATES}, new int[] {1, 1});
            next.publish(Topics.hubState(), state("ready"));
        } catch (MqttException e) {
            drop(); // without its subscriptions it would look well and hear nothing
            throw e;
        }
    }

    private static MqttMessage state(String word) {
        MqttMessage message =
                new MqttMessage(
                        "{\"state\":\"%s\"}".formatted(word).getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        message.setRetained(true);
        return message;
    }

    void publish(String topic, byte[] payload) throws MqttException {
        client.publish(topic, payload, 1, false);
    }

    /// Adds everything that has arrived, at least one message.
    void takeAll(List<Arrived> group) throws InterruptedException {
        group.add(inbox.take());
        inbox.drainTo(group);
    }

    /// What the message caused is committed.
    void done(Arrived arrived) throws MqttException {
        if (arrived.on().isConnected()) {
            arrived.on()
                    .messageArrivedComplete(arrived.message().getId(), arrived.message().getQos());
        }
    }

    /// Ends the connection, so that what was not acknowledged comes again on the next one.
    void drop() {
        try {
            client.disconnectForcibly(0, FAREWELL_MILLIS_MAX, false);
        } catch (MqttException e) {
            LOG.log(Level.DEBUG, "while dropping: {0}", e.getMessage());
        }
    }

    /// Returns after this time, or when a connection was lost.
    void awaitLoss(Duration most) throws InterruptedException {
        lost.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        synchronized (this) {
            open = false;
        }
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(0, FAREWELL_MILLIS_MAX);
            }
            client.close(true);
        } catch (MqttException e) {
            LOG.log(Level.DEBUG, "while closing: {0}", e.getMessage());
        }
    }

    private final class Callback implements MqttCallback {
        private final MqttClient on;

        Callback(MqttClient on) {
            this.on = on;
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) throws Exception {
            inbox.put(new Arrived(on, topic, message));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            if (on.equals(client)) {
                lost.release();
            }
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
