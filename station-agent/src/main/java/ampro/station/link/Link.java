package ampro.station.link;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Envelope;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Topics;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.station.store.CrashPoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/// The station's one MQTT client. After every connect it says hello; events follow once the hub has
/// answered, from the first one that the hub does not have.
public final class Link implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Link.class.getName());

    /// Messages in hand; the broker keeps the rest (receive maximum).
    private static final int INBOX_MAX = 100;

    /// Longest pause before the next try, full jitter; the first tries come sooner.
    private static final Duration RECONNECT_MAX = Duration.ofMinutes(2);

    private static final Duration RECONNECT_FIRST = Duration.ofSeconds(1);

    /// How often a welcome or an acknowledgement that does not come is asked for again.
    private static final Duration ASK_AGAIN = Duration.ofSeconds(20);

    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final long PUBLISH_MILLIS_MAX = 10_000;

    /// What the station does with the hub's messages; each call returns when it is committed.
    public interface Obeys {
        void take(Down message);

        void connectionLost();
    }

    /// Who speaks, and what it knows to say.
    public record Voice(
            Credential credential,
            String boot,
            Supplier<Up.Hello> hello,
            LongFunction<List<Up.Event>> eventsAfter,
            Supplier<String> messageIds) {}

    private record Arrived(String topic, MqttMessage message) {}

    private final Voice voice;
    private final URI broker;
    private final Obeys station;
    private final RandomGenerator random;
    private final BlockingQueue<Arrived> inbox = new ArrayBlockingQueue<>(INBOX_MAX);
    private final Semaphore work = new Semaphore(0);
    private final MqttClient client;
    private final Thread sender;
    private final Thread receiver;
    private volatile boolean open = true;
    private volatile boolean welcomed;
    private volatile long term = 1;
    private volatile long sent;
    private volatile long acked;

    public Link(Voice voice, URI broker, Obeys station, RandomGenerator random) {
        this.voice = voice;
        this.broker = broker;
        this.station = station;
        this.random = random;
        try {
            client =
                    new MqttClient(
                            broker.toString(),
                            voice.credential().station().value(),
                            new MemoryPersistence());
            client.setManualAcks(true);
            client.setTimeToWait(PUBLISH_MILLIS_MAX);
            client.setCallback(new Callback());
        } catch (MqttException e) {
            throw new IllegalStateException("the broker's address is " + broker, e);
        }
        sender = Thread.ofPlatform().name("link-send").unstarted(this::send);
        receiver = Thread.ofPlatform().name("link-receive").unstarted(this::receive);
    }

    public void start() {
        sender.start();
        receiver.start();
    }

    /// There may be events to send.
    public void wake() {
        work.release();
    }

    public boolean isWelcomed() {
        return welcomed && client.isConnected();
    }

    private void send() {
        Duration pause = RECONNECT_FIRST;
        while (open) {
            try {
                if (!client.isConnected()) {
                    connect();
                    pause = RECONNECT_FIRST;
                }
                publishEvents();
                if (!work.tryAcquire(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                    askAgain();
                }
                work.drainPermits();
            } catch (MqttException e) {
                LOG.log(Level.INFO, "not connected to {0}: {1}", broker, e.getMessage());
                pause = waitJittered(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Duration waitJittered(Duration most) {
        try {
            work.tryAcquire(1 + random.nextLong(most.toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Duration next = most.multipliedBy(2);
        return next.compareTo(RECONNECT_MAX) > 0 ? RECONNECT_MAX : next;
    }

    private void connect() throws MqttException {
        StationId id = voice.credential().station();
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(id.value());
        options.setPassword(voice.credential().secret().getBytes(StandardCharsets.UTF_8));
        options.setCleanStart(false);
        options.setSessionExpiryInterval(0xFFFFFFFFL);
        options.setReceiveMaximum(INBOX_MAX);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setAutomaticReconnect(false);
        options.setWill(Topics.state(id), retained("lost"));
        client.connect(options);
        client.subscribe(Topics.down(id, "#"), 1);
        MqttMessage ready = retained("ready");
        client.publish(Topics.state(id), ready);
        hello();
    }

    private MqttMessage retained(String state) {
        MqttMessage message =
                new MqttMessage(
                        "{\"state\":\"%s\",\"session\":\"%s\"}"
                                .formatted(state, voice.boot())
                                .getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        message.setRetained(true);
        return message;
    }

    private void hello() throws MqttException {
        publish(voice.hello().get());
    }

    /// No answer came for a while: either the hub is away or the broker has forgotten something.
    private void askAgain() throws MqttException {
        if (!client.isConnected()) {
            return;
        }
        if (!welcomed) {
            hello();
        } else if (acked < sent) {
            sent = acked;
        }
    }

    private void publishEvents() throws MqttException {
        while (welcomed) {
            List<Up.Event> events = voice.eventsAfter().apply(sent);
            if (events.isEmpty()) {
                return;
            }
            for (Up.Event event : events) {
                CrashPoint.pass(CrashPoint.BEFORE_PUBLISH);
                publish(event);
                CrashPoint.pass(CrashPoint.AFTER_PUBLISH);
                sent = Math.max(sent, event.seq());
            }
        }
    }

    private void publish(Up body) throws MqttException {
        StationId id = voice.credential().station();
        Envelope envelope =
                new Envelope(
                        Envelope.PROTOCOL,
                        voice.messageIds().get(),
                        id,
                        voice.credential().incarnation(),
                        voice.boot(),
                        term);
        client.publish(
                Topics.up(id, Wire.kind(body)),
                Wire.write(new Message<>(envelope, body)),
                1,
                false);
    }

    private void receive() {
        while (open) {
            try {
                Arrived arrived = inbox.take();
                take(arrived);
                client.messageArrivedComplete(
                        arrived.message().getId(), arrived.message().getQos());
            } catch (InterruptedException e) {
                return;
            } catch (MqttException | RuntimeException e) {
                LOG.log(Level.WARNING, "not acknowledged to the broker: {0}", e.toString());
            }
        }
    }

    private void take(Arrived arrived) {
        Optional<Topics.Address> address = Topics.parse(arrived.topic());
        if (address.isEmpty() || arrived.message().isRetained()) {
            return; // orders are never retained: an old one would be obeyed at every start
        }
        try {
            Down message =
                    Wire.readDown(address.get().kind(), arrived.message().getPayload()).body();
            switch (message) {
                case Down.Welcome welcome -> {
                    term = welcome.term();
                    sent = welcome.ackedSeq();
                    acked = welcome.ackedSeq();
                    welcomed = true;
                }
                case Down.Ack ack -> acked = Math.max(acked, ack.seq());
                case Down.Resend resend -> sent = resend.fromSeq() - 1;
                case Down.Grant g -> {}
                case Down.Revoke r -> {}
                case Down.Fence f -> {}
                case Down.Confirm c -> {}
                case Down.Label l -> {}
            }
            station.take(message);
            wake();
        } catch (WireException e) {
            LOG.log(Level.WARNING, "cannot be read: {0}", e.getMessage());
        }
    }

    @Override
    public void close() {
        open = false;
        sender.interrupt();
        receiver.interrupt();
        try {
            if (client.isConnected()) {
                client.publish(
                        Topics.state(voice.credential().station()), retained("disconnected"));
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
            welcomed = false;
            station.connectionLost();
            wake();
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
