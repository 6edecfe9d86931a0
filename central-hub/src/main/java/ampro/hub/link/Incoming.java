package ampro.hub.link;

import ampro.firmware.wire.Message;
import ampro.firmware.wire.Topics;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import java.util.Optional;

/// What arrives from stations: nobody speaks on another one's topic.
final class Incoming {
    private Incoming() {}

    static Message<Up> read(String topic, byte[] payload) throws WireException {
        Optional<Topics.Address> address = Topics.parse(topic);
        if (address.isEmpty()) {
            throw new WireException("nothing is expected on this topic");
        }
        Message<Up> message = Wire.readUp(address.get().kind(), payload);
        if (!message.envelope().station().equals(address.get().station())) {
            throw new WireException(
                    "the envelope says " + message.envelope().station() + ", the topic does not");
        }
        return message;
    }
}
