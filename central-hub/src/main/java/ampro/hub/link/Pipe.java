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
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/// The hub's MQTT 5 client with a persistent session and one bounded inbox. A message belongs to
/// the connection on which it came: after another connect the broker delivers it again.
final class Pipe implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Pipe.class.getName());

    /// Messages in hand; when it is full the broker keeps the rest (receive maximum).
    private static final int INBOX_MAX = 500;

    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final long PUBLISH_MILLIS_MAX = 10_000;
    private static final long FAREWELL_MILLIS_MAX = 1_000;

    record Arrived(long connection, String topic, MqttMessage message) {
        byte[] payload() {
            return message.getPayload();
        }
    }

    private final String password;
    private final BlockingQueue<Arrived> inbox = new ArrayBlockingQueue<>(INBOX_MAX);
    private final AtomicLong connection = new AtomicLong();
    private final Semaphore lost = new Semaphore(0);
    private final MqttClient client;

    Pipe(URI broker, String password) {
        this.password = password;
        try {
            client = new MqttClient(broker.toString(), "hub", new MemoryPersistence());
            client.setManualAcks(true);
            client.setTimeToWait(PUBLISH_MILLIS_MAX);
            client.setCallback(new Callback());
        } catch (MqttException e) {
            throw new IllegalStateException("the broker's address is " + broker, e);
        }
    }

    boolean isConnected() {
        return client.isConnected();
    }

    /// Connects and subscribes, or is not connected.
    void connect() throws MqttException {
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
            client.connect(options);
            client.subscribe(new String[] {Topics.ALL_UP, Topics.ALL_STATES}, new int[] {1, 1});
            client.publish(Topics.hubState(), state("ready"));
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
        if (arrived.connection() == connection.get()) {
            client.messageArrivedComplete(arrived.message().getId(), arrived.message().getQos());
        }
    }

    /// Ends the connection, so that what was not acknowledged comes again on the next one.
    void drop() {
        connection.incrementAndGet();
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
        @Override
        public void messageArrived(String topic, MqttMessage message) throws Exception {
            inbox.put(new Arrived(connection.get(), topic, message));
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            connection.incrementAndGet();
            lost.release();
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
