package ampro.hub.link.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import ampro.hub.link.broker.Broker.Party;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may connect, read and write, at the real broker with real clients.
@Tag("contract")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokerTest {
    private static final int NOT_AUTHORIZED = 135;
    private static final Duration ARRIVAL_MAX = Duration.ofSeconds(10);

    private static final Map<String, Party> PARTIES =
            Map.of(
                    "hub", Party.HUB,
                    "tnr-01", Party.STATION,
                    "tnr-02", Party.STATION,
                    "tnr-011", Party.STATION,
                    "rija", Party.TECHNICIAN);

    private final Broker broker;
    private final Client station;
    private final Client technician;

    BrokerTest(@TempDir Path folder) throws MqttException {
        broker =
                new Broker(
                        URI.create("tcp://127.0.0.1:0"),
                        folder,
                        (name, password) ->
                                password.equals("secret of " + name)
                                        ? Optional.ofNullable(PARTIES.get(name))
                                        : Optional.empty());
        station = connect("tnr-01");
        technician = Client.connect(broker.address(), "laptop", "rija", "secret of rija");
    }

    @BeforeAll
    void listensOnAFreePort() {
        assertThat(broker.address().getPort()).isPositive();
    }

    @AfterAll
    void close() throws Exception {
        station.close();
        technician.close();
        broker.close();
    }

    @Test
    void aTakenPortAndAnAddressOfAnotherKindAreRefused(@TempDir Path other) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Broker(broker.address(), other, (n, p) -> Optional.empty()))
                .withMessageContaining("taken");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Broker(
                                URI.create("http://127.0.0.1:0"),
                                other,
                                (n, p) -> Optional.empty()))
                .withMessageContaining("tcp://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ampro/1/station/tnr-01/state",
                "ampro/1/station/tnr-01/down/#",
                "ampro/1/station/tnr-01/down/+",
                "ampro/1/station/tnr-01/down/grant",
                "ampro/1/station/tnr-01/request/#",
                "ampro/1/station/tnr-01/config/desired",
                "ampro/1/station/all/request/#",
                "ampro/1/hub/#",
                "ampro/1/hub/state"
            })
    void aStationReadsWhatIsForIt(String filter) throws MqttException {
        assertThat(station.subscribe(filter)).isLessThan(128);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#",
                "+/+/+/+/+/+",
                "ampro/#",
                "ampro/1/#",
                "ampro/1/station/#",
                "ampro/1/station/+/state",
                "ampro/1/station/+/down/#",
                "ampro/1/station/+/down/grant",
                "ampro/1/+/tnr-01/down/grant",
                "+/1/station/tnr-01/down/grant",
                "ampro/1/station/tnr-02/state",
                "ampro/1/station/tnr-02/down/#",
                "ampro/1/station/tnr-02/up/event",
                "ampro/1/station/tnr-011/down/#",
                "ampro/1/station/tnr-0/down/#",
                "ampro/1/station/all/down/#",
                "ampro/1/station/tnr-01/#",
                "ampro/1/station/tnr-01/up/#",
                "ampro/1/station/tnr-01/+/grant",
                "ampro/2/station/tnr-01/down/#",
                "$share/g/ampro/1/station/tnr-02/down/#",
                "$share/g/#",
                "$SYS/#",
                "$sys/mqtt/sessions"
            })
    void aStationReadsNothingElse(String filter) throws MqttException {
        assertThat(station.subscribe(filter)).isEqualTo(NOT_AUTHORIZED);
        assertThat(station.isConnected()).as("it may go on").isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ampro/1/station/tnr-01/up/hello, false",
        "ampro/1/station/tnr-01/up/event, false",
        "ampro/1/station/tnr-01/state, true",
        "ampro/1/station/tnr-01/queue, true",
        "ampro/1/station/tnr-01/alert/feeder-empty, false",
        "ampro/1/station/tnr-01/response/ping, false",
        "ampro/1/station/tnr-01/config/applied, false"
    })
    void aStationWritesItsOwnTree(String topic, boolean retained) throws MqttException {
        assertThat(station.publish(topic, retained)).isLessThan(128);
    }

    @ParameterizedTest
    @CsvSource({
        "ampro/1/station/tnr-01/down/grant, false",
        "ampro/1/station/tnr-01/down/ack, true",
        "ampro/1/station/tnr-01/request/reboot, false",
        "ampro/1/station/tnr-01/config/desired, true",
        "ampro/1/station/tnr-02/up/event, false",
        "ampro/1/station/tnr-02/state, true",
        "ampro/1/station/tnr-02/down/grant, false",
        "ampro/1/station/tnr-011/up/event, false",
        "ampro/1/station/tnr-0/up/event, false",
        "ampro/1/station/all/request/ping, false",
        "ampro/1/station/tnr-01, false",
        "ampro/1/hub/state, true",
        "ampro/1/station, false",
        "elsewhere, false",
        "$SYS/broker, false"
    })
    void aStationWritesNothingElse(String topic, boolean retained) throws MqttException {
        assertThat(station.publish(topic, retained)).isEqualTo(NOT_AUTHORIZED);
    }

    @Test
    void whatWasRefusedReachesNobody() throws MqttException {
        try (Client hub = connect("hub");
                Client victim = connect("tnr-02")) {
            assertThat(hub.subscribe("ampro/1/station/+/up/+")).isLessThan(128);
            assertThat(victim.subscribe("ampro/1/station/tnr-02/down/#")).isLessThan(128);
            station.publish("ampro/1/station/tnr-02/up/event", false);
            station.publish("ampro/1/station/tnr-02/down/grant", true);
            station.publish("ampro/1/station/tnr-01/up/event", false);
            hub.publish("ampro/1/station/tnr-02/down/ack", false);
            await("the two that are allowed")
                    .atMost(ARRIVAL_MAX)
                    .until(() -> !hub.received.isEmpty() && !victim.received.isEmpty());
            assertThat(hub.received).containsExactly("ampro/1/station/tnr-01/up/event");
            assertThat(victim.received).containsExactly("ampro/1/station/tnr-02/down/ack");
        }
    }

    @Test
    void theHubReadsAndWritesAll() throws MqttException {
        try (Client hub = connect("hub")) {
            assertThat(hub.subscribe("ampro/1/station/+/up/+")).isLessThan(128);
            assertThat(hub.publish("ampro/1/station/tnr-01/down/grant", false)).isLessThan(128);
            assertThat(hub.publish("ampro/1/hub/state", true)).isLessThan(128);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ampro/1/#",
                "ampro/1/station/+/state",
                "ampro/1/station/+/alert/#",
                "ampro/1/station/tnr-01/up/event"
            })
    void aTechnicianReadsEverything(String filter) throws MqttException {
        assertThat(technician.subscribe(filter)).isLessThan(128);
    }

    @ParameterizedTest
    @CsvSource({
        "ampro/1/station/tnr-01/request/ping, true",
        "ampro/1/station/tnr-01/down/grant, false",
        "ampro/1/station/tnr-01/down/request/x, false",
        "ampro/1/station/tnr-01/up/event, false",
        "ampro/1/station/tnr-01/up/request/event, false",
        "ampro/1/station/tnr-01/state, false",
        "ampro/1/station/tnr-01/config/desired, false",
        "ampro/1/hub/state, false",
        "ampro/1/hub/request/x, false",
        "elsewhere, false"
    })
    void aTechnicianWritesRequestsOnly(String topic, boolean allowed) throws MqttException {
        int code = technician.publish(topic, false);
        if (allowed) {
            assertThat(code).isLessThan(128);
        } else {
            assertThat(code).isEqualTo(NOT_AUTHORIZED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tnr-01, tnr-01, wrong",
        "tnr-01, tnr-01, ''",
        "tnr-01, tnr-01, secret of tnr-02",
        "tnr-03, tnr-03, secret of tnr-03",
        "hub, hub, wrong",
        // another box's session, the hub's session, and a technician as a station
        "tnr-02, tnr-01, secret of tnr-01",
        "hub, tnr-01, secret of tnr-01",
        "laptop, tnr-01, secret of tnr-01",
        "tnr-01, rija, secret of rija",
        "hub, rija, secret of rija",
        "laptop, hub, secret of hub"
    })
    void whoIsNotWhoTheySayStaysOutside(String clientId, String user, String password) {
        assertThatExceptionOfType(MqttException.class)
                .isThrownBy(
                        () -> Client.connect(broker.address(), clientId, user, password).close());
    }

    @Test
    void nobodyIsNobody() {
        for (String clientId : new String[] {"laptop", "tnr-01", "hub", ""}) {
            assertThatExceptionOfType(MqttException.class)
                    .as(clientId)
                    .isThrownBy(() -> Client.connect(broker.address(), clientId, null, "").close());
        }
    }

    private Client connect(String name) throws MqttException {
        return Client.connect(broker.address(), name, name, "secret of " + name);
    }
}
