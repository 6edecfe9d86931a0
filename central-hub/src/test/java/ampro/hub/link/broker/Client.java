package ampro.hub.link.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/// A real MQTT 5 client that tells what the broker answered.
final class Client implements AutoCloseable {
    private static final long ANSWER_MILLIS_MAX = 10_000;

    final List<String> received = new CopyOnWriteArrayList<>();
    private final MqttClient client;

    private Client(MqttClient client) {
        this.client = client;
    }

    static Client connect(URI broker, String clientId, @Nullable String user, String password)
            throws MqttException {
        MqttClient mqtt = new MqttClient(broker.toString(), clientId, new MemoryPersistence());
        mqtt.setTimeToWait(ANSWER_MILLIS_MAX);
        Client client = new Client(mqtt);
        mqtt.setCallback(client.new Listener());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setConnectionTimeout(10);
        if (user != null) {
            options.setUserName(user);
            options.setPassword(password.getBytes(UTF_8));
        }
        try {
            mqtt.connect(options);
            return client;
        } catch (MqttException e) {
            mqtt.close(true);
            throw e;
        }
    }

    /// The reason code of the broker's SUBACK; 128 and above refuse.
    int subscribe(String filter) throws MqttException {
        try {
            return worst(client.subscribe(filter, 1).getReasonCodes());
        } catch (MqttException e) {
            return refusal(e);
        }
    }

    /// The reason code of the broker's PUBACK; 128 and above refuse.
    int publish(String topic, boolean retained) throws MqttException {
        MqttMessage message = new MqttMessage(topic.getBytes(UTF_8));
        message.setQos(1);
        message.setRetained(retained);
        try {
            IMqttToken answered = client.getTopic(topic).publish(message);
            answered.waitForCompletion(ANSWER_MILLIS_MAX);
            return worst(answered.getReasonCodes());
        } catch (MqttException e) {
            return refusal(e);
        }
    }

    private static int worst(int[] codes) {
        return Arrays.stream(codes).max().orElseThrow();
    }

    /// Paho throws the broker's code; its own codes begin at 32000 and are no answer.
    private static int refusal(MqttException e) throws MqttException {
        if (e.getReasonCode() >= 128 && e.getReasonCode() < 256) {
            return e.getReasonCode();
        }
        throw e;
    }

    boolean isConnected() {
        return client.isConnected();
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect();
        }
        client.close(true);
    }

    private final class Listener implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            received.add(topic);
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException e) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String address) {}

        @Override
        public void authPacketArrived(int reason, MqttProperties properties) {}
    }
}
