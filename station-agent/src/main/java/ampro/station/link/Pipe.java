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
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/// The station's end of MQTT 5: a persistent session, its retained state and one bounded inbox. A
/// message belongs to the connection on which it came: after another connect the broker delivers it
/// again. Each connection has a client of its own: Paho would say again what the last one left
/// unanswered, with an alias for its topic that only the last one knew, and a broker refuses that
/// at every attempt (MQTT 5.0, 3.3.2.3.4). What is to be said again is in the journal.
final class Pipe implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Pipe.class.getName());

    /// Messages in hand; the broker keeps the rest (receive maximum).
    private static final int INBOX_MAX = 100;

    private static final int CONNECT_SECONDS_MAX = 10;
    private static final long PUBLISH_MILLIS_MAX = 10_000;

    /// A broker that does not answer does not hold up the station's end.
    private static final long FAREWELL_MILLIS_MAX = 1_000;

    record Arrived(MqttClient on, String topic, MqttMessage message) {}

    private final URI broker;
    private final StationId station;
    private final String session;
    private final Duration keepAlive;
    private final Runnable lost;
    private final BlockingQueue<Arrived> inbox = new ArrayBlockingQueue<>(INBOX_MAX);
    private volatile MqttClient client;
    private boolean open = true;

    /// `session` names this life of the program in its state; a broker that says nothing for
    /// `keepAlive` is asked, and given up if it does not answer; `lost` is told of every end of a
    /// connection.
    Pipe(URI broker, StationId station, String session, Duration keepAlive, Runnable lost) {
        this.broker = broker;
        this.station = station;
        this.session = session;
        this.keepAlive = keepAlive;
        this.lost = lost;
        client = fresh();
    }

    private MqttClient fresh() {
        try {
            MqttClient fresh =
                    new MqttClient(broker.toString(), station.value(), new MemoryPersistence());
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

    /// The last client has ended: its connection was lost, or it was dropped.
    void connect(String secret) throws MqttException {
        MqttClient next = renewed();
        lost.run(); // what the last one says from now on is not heard
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
        next.connect(options);
        next.subscribe(Topics.down(station, "#"), 1);
        next.subscribe(Topics.request(station, "+"), 1);
        next.publish(Topics.state(station), state("ready"));
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
        return arrived.on().equals(client) && client.isConnected();
    }

    /// What the message caused is committed.
    void done(Arrived arrived) throws MqttException {
        arrived.on().messageArrivedComplete(arrived.message().getId(), arrived.message().getQos());
    }

    /// What was not answered in time is said again on another connection: of this one nobody knows
    /// whether it still leads anywhere.
    void drop() {
        try {
            client.disconnectForcibly(0, FAREWELL_MILLIS_MAX, false);
        } catch (MqttException e) {
            LOG.log(Level.DEBUG, "while dropping: {0}", e.getMessage());
        }
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
        synchronized (this) {
            open = false;
        }
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
                lost.run();
            }
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
