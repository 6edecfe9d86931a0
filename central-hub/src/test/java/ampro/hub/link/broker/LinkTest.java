package ampro.hub.link.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.StationId;
import ampro.hub.link.Link;
import ampro.hub.link.Presence;
import ampro.hub.store.Database;
import ampro.hub.store.Dialect;
import ampro.hub.store.FreshDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The hub's end of the conversation, at the real broker.
@Tag("contract")
class LinkTest {
    private static final StationId STATION = new StationId("tnr-01");
    private static final Duration ARRIVAL_MAX = Duration.ofSeconds(20);

    /// The database may be away for a moment, or its disk full: the hub goes on speaking
    /// afterwards.
    @Test
    void whatCouldNotBeReadIsSaidLater(@TempDir Path folder) throws Exception {
        AtomicInteger reads = new AtomicInteger();
        try (Database database = FreshDatabase.of(Dialect.SQLITE, folder).open();
                Broker broker =
                        new Broker(
                                URI.create("tcp://127.0.0.1:0"),
                                folder.resolve("broker"),
                                (name, password) ->
                                        Optional.of(
                                                name.equals("hub")
                                                        ? Broker.Party.HUB
                                                        : Broker.Party.STATION));
                Client station = Client.connect(broker.address(), "tnr-01", "tnr-01", "any");
                Link link =
                        new Link(
                                database,
                                InstantSource.system(),
                                broker.address(),
                                "any",
                                (handle, message) -> true,
                                (handle, id) -> {
                                    if (reads.getAndIncrement() == 0) {
                                        throw new IllegalStateException("the database is away");
                                    }
                                    return Optional.of(new Down.Ack(7, "hash", null));
                                },
                                new Presence(() -> {}),
                                () -> 1,
                                () -> "m-1",
                                (thread, e) -> {})) {
            assertThat(station.subscribe("ampro/1/station/tnr-01/down/#")).isLessThan(128);
            link.start(List.of(STATION));
            await("the acknowledgement after a read that failed")
                    .atMost(ARRIVAL_MAX)
                    .untilAsserted(() ->
                            assertThat(station.received)
                                    .anyMatch(said -> said.contains("down/ack")));
            assertThat(reads).hasValueGreaterThan(1);
        }
    }
}
