package ampro.hub.link;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.StationId;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PresenceTest {
    private static final StationId STATION = new StationId("tnr-01");

    private final AtomicInteger changes = new AtomicInteger();
    private final Presence presence = new Presence(changes::incrementAndGet);

    @Test
    void theLastWordOfAStationOrItsBrokerCounts() {
        assertThat(presence.of(STATION)).isEmpty();
        says("ampro/1/station/tnr-01/state", "{\"state\":\"ready\",\"session\":\"1\"}");
        says("ampro/1/station/tnr-01/state", "{\"state\":\"ready\",\"session\":\"1\"}");
        assertThat(presence.of(STATION)).contains("ready");
        assertThat(changes).as("pages woken").hasValue(1);
        says("ampro/1/station/tnr-01/state", "{\"state\":\"lost\"}");
        assertThat(presence.of(STATION)).contains("lost");
    }

    @Test
    void whatIsUnreadableIsUnknownAndOtherTopicsAreNotTaken() {
        says("ampro/1/station/tnr-01/state", "ready?");
        assertThat(presence.of(STATION)).contains("unknown");
        assertThat(takes("ampro/1/station/tnr-01/up/hello", "{\"state\":\"ready\"}")).isFalse();
        assertThat(takes("ampro/1/station/TNR 01/state", "{\"state\":\"ready\"}")).isFalse();
        assertThat(takes("ampro/1/hub/state", "{\"state\":\"ready\"}")).isFalse();
    }

    private void says(String topic, String payload) {
        assertThat(takes(topic, payload)).isTrue();
    }

    private boolean takes(String topic, String payload) {
        return presence.takes(topic, payload.getBytes(StandardCharsets.UTF_8));
    }
}
