package ampro.hub.link.broker;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/// A client id that belongs to a station or to the hub needs that very user name; otherwise one box
/// could take over another's session. Artemis makes it by its class name before it listens.
public final class ClientIdRule implements MQTTInterceptor {
    private static final Pattern RESERVED = Pattern.compile("hub|[a-z][a-z0-9]{1,15}-[0-9]{2,3}");

    @Override
    public boolean intercept(MqttMessage message, RemotingConnection connection) {
        if (!(message instanceof MqttConnectMessage connect)) {
            return true;
        }
        String client = connect.payload().clientIdentifier();
        boolean own = client.equals(connect.payload().userName());
        boolean station = RESERVED.matcher(String.valueOf(connect.payload().userName())).matches();
        if (own || !(station || RESERVED.matcher(client).matches())) {
            return true;
        }
        connection.disconnect(false);
        return false;
    }
}
