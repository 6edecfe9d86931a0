package ampro.hub.link;

import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Topics;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What stations, or in their place the broker, last said about their connection. Kept nowhere: the
/// broker retains it and says it again to a hub that was started again.
public final class Presence {
    /// A state is one word and a session.
    private static final int PAYLOAD_BYTES_MAX = 1_000;

    /// Enrolled stations are fewer; strangers cannot write there.
    private static final int STATIONS_MAX = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<StationId, String> states = new ConcurrentHashMap<>();
    private final Runnable changed;

    /// `changed` only wakes somebody.
    public Presence(Runnable changed) {
        this.changed = changed;
    }

    /// The word of this station's state topic: ready, disconnected, lost.
    public Optional<String> of(StationId station) {
        return Optional.ofNullable(states.get(station));
    }

    /// Whether it is connected, as far as the broker has said.
    public boolean isConnected(StationId station) {
        return of(station).filter("ready"::equals).isPresent();
    }

    /// Whether this message is about presence; then it has been taken.
    boolean takes(String topic, byte[] payload) {
        Optional<StationId> station = Topics.stationOfState(topic);
        if (station.isPresent()
                && payload.length <= PAYLOAD_BYTES_MAX
                && states.size() < STATIONS_MAX) {
            String state = state(payload);
            if (!state.equals(states.put(station.get(), state))) {
                changed.run();
            }
        }
        return station.isPresent();
    }

    private static String state(byte[] payload) {
        try {
            return JSON.readTree(payload).path("state").asText("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
