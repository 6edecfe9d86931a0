package ampro.station.link;

import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Topics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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

/// One MQTT 5 client with a persistent session, its retained state and one bounded inbox. A message
/// belongs to the connection on which it came: after another connect the broker delivers it again.
final class Pipe implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Pipe.class.getName());

    /// Messages in hand; the broker keeps the rest (receive maximum).
    private static final int INBOX_MAX = 100;

    private static final int CONNECT_SECONDS_MAX = 10;
    private static final long PUBLISH_MILLIS_MAX = 10_000;

    /// A broker that does not answer does not hold up the station's end.
    private static final long FAREWELL_MILLIS_MAX = 1_000;

    record Arrived(long connection, String topic, MqttMessage message) {}

    private final StationId station;
    private final String session;
    private final Duration keepAlive;
    private final Runnable lost;
    private final BlockingQueue<Arrived> inbox = new ArrayBlockingQueue<>(INBOX_MAX);
    private final AtomicLong connection = new AtomicLong();
    private final MqttClient client;

    /// `session` names this life of the program in its state; a broker that says nothing for
    /// `keepAlive` is asked, and given up if it does not answer; `lost` is told of every end of a
    /// connection.
    Pipe(URI broker, StationId station, String session, Duration keepAlive, Runnable lost) {
        this.station = station;
        this.session = session;
        this.keepAlive = keepAlive;
        this.lost = lost;
        try {
            client = new MqttClient(broker.toString(), station.value(), new MemoryPersistence());
            client.setManualAcks(true);
            client.setTimeToWait(PUBLISH_MILLIS_MAX);
            client.setCallback(new Callback());
        } catch (MqttException e) {
            throw new IllegalStateException("the broker's address is " + broker, e);
        }
    }

    void connect(String secret) throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(station.value());
        options.setPassword(secret.getBytes(StandardCharsets.UTF_8));
        options.setCleanStart(false);
        options.setSessionExpiryInterval(0xFFFFFFFFL);
        options.setReceiveMaximum(INBOX_MAX);
        options.setKeepAliveInterval(Math.toIntExact(keepAlive.toSeconds()));
        options.setConnectionTimeout(CONNECT_SECONDS_MAX);
        options.setAutomaticReconnect(false);
        options.setWill(Topics.state(station), state("lost"));
        client.connect(options);
        client.subscribe(Topics.down(station, "#"), 1);
        client.subscribe(Topics.request(station, "+"), 1);
        client.publish(Topics.state(station), state("ready"));
    }

    boolean isConnected() {
        return client.isConnected();
    }

    void publish(String kind, byte[] payload) throws MqttException {
        client.publish(Topics.up(station, kind), payload, 1, false);
    }

    /// The operation that a technician asks for, if that is what arrived. A retained request is
    /// none: it would be obeyed at every start.
    Optional<String> operation(Arrived arrived) {
        String requests = Topics.request(station, "");
        return arrived.topic().startsWith(requests) && !arrived.message().isRetained()
                ? Optional.of(arrived.topic().substring(requests.length()))
                : Optional.empty();
    }

    void respond(String operation, String json) throws MqttException {
        client.publish(
                Topics.response(station, operation),
                json.getBytes(StandardCharsets.UTF_8),
                1,
                false);
    }

    Arrived take() throws InterruptedException {
        return inbox.take();
    }

    boolean isOfNow(Arrived arrived) {
        return arrived.connection() == connection.get();
    }

    /// What the message caused is committed.
    void done(Arrived arrived) throws MqttException {
        client.messageArrivedComplete(arrived.message().getId(), arrived.message().getQos());
    }

    /// What was not answered in time is said again on another connection: of this one nobody knows
    /// whether it still leads anywhere.
    void drop() {
        try {
            client.disconnectForcibly(0, FAREWELL_MILLIS_MAX, false);
        } catch (MqttException e) {
            LOG.log(Level.DEBUG, "while dropping: {0}", e.getMessage());
        }
        ended();
    }

    private void ended() {
        connection.incrementAndGet();
        inbox.clear();
        lost.run();
    }

    private MqttMessage state(String word) {
        MqttMessage message =
                new MqttMessage(
                        "{\"state\":\"%s\",\"session\":\"%s\"}"
                                .formatted(word, session)
                                .getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        message.setRetained(true);
        return message;
    }

    @Override
    public void close() {
        client.setTimeToWait(FAREWELL_MILLIS_MAX);
        try {
            if (client.isConnected()) {
                client.publish(Topics.state(station), state("disconnected"));
            }
        } catch (MqttException e) {
            LOG.log(Level.DEBUG, "while closing: {0}", e.getMessage());
        }
        try {
            client.disconnectForcibly(0, FAREWELL_MILLIS_MAX);
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
            ended();
        }

        @Override
        public void mqttErrorOccurred(MqttException e) {
            LOG.log(Level.INFO, "MQTT: {0}", e.getMessage());
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String address) {}

        @Override
        public void authPacketArrived(int reason, MqttProperties properties) {}
    }
}
