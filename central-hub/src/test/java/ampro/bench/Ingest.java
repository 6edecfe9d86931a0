package ampro.bench;

import ampro.firmware.wire.Topics;
import ampro.firmware.wire.Wire;
import ampro.hub.Bench;
import ampro.hub.store.CrashPoint.Commit;
import ampro.proof.network.Mosquitto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The same events, all of them at once, taken by the hub and by its peers: seconds for all.
final class Ingest {
    private static final int ROWS_A_COMMIT = 100;

    private static final String TABLE =
            """
            create table station_event (station text not null, incarnation text not null,
                seq integer not null, hash text not null, body text not null,
                received_at integer not null, primary key (station, incarnation, seq)) strict
            """;

    private final PreparedHub.Granted granted;
    private final Path folder;
    private int runs;

    /// What the hub did in its last run: commits, and rows inserted, updated or deleted.
    int commits;

    long rows;

    Ingest(PreparedHub.Granted granted, Path folder) {
        this.granted = granted;
        this.folder = folder;
    }

    /// Custody in full, to the commit, from the bytes that arrived. Each station has as many on
    /// their way as its broker would let it have.
    double hub() throws Exception {
        try (Bench hub = granted.open()) {
            AtomicInteger counted = new AtomicInteger();
            hub.database.afterCommit(counted::incrementAndGet);
            long before = changes(hub);
            int own = counted.get();
            double seconds =
                    Crowd.seconds(
                            works(events -> {
                                say(hub, events.payloads());
                                return null;
                            }));
            commits = counted.get() - own;
            rows = changes(hub) - before;
            requireAll(hub.column("select count(*) from station_event"));
            return seconds;
        }
    }

    private static void say(Bench hub, List<byte[]> payloads) throws Exception {
        Semaphore window = new Semaphore(MqttLine.WINDOW);
        List<CompletableFuture<Void>> committed = new ArrayList<>();
        for (byte[] payload : payloads) {
            if (!window.tryAcquire(Crowd.WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("an event was not committed");
            }
            committed.add(
                    hub.database
                            .submit(
                                    Commit.INGEST,
                                    handle -> {
                                        hub.custodian.take(handle, Wire.readUp("event", payload));
                                        return true;
                                    })
                            .thenRun(window::release));
        }
        for (CompletableFuture<Void> event : committed) {
            event.get(Crowd.WITHIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static long changes(Bench hub) {
        return hub.database.write(
                handle -> handle.createQuery("select total_changes()").mapTo(Long.class).one());
    }

    /// The rows alone, by one who knows them all beforehand and judges none.
    double plainSqlite() throws Exception {
        Path file = fresh().resolve("plain.db");
        String url = "jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            connection.setAutoCommit(false);
            long begun = System.nanoTime();
            insert(connection);
            double seconds = (System.nanoTime() - begun) / 1e9;
            requireAll(statement.executeQuery("select count(*) from station_event").getString(1));
            return seconds;
        }
    }

    private void insert(Connection connection) throws SQLException {
        int count = 0;
        try (PreparedStatement row =
                connection.prepareStatement(
                        "insert into station_event values (?, ?, ?, ?, ?, ?)")) {
            for (StationEvents events : granted.events()) {
                for (StationEvents.Row event : events.rows()) {
                    row.setString(1, events.station().value());
                    row.setString(2, event.incarnation());
                    row.setLong(3, event.seq());
                    row.setString(4, event.hash());
                    row.setString(5, event.body());
                    row.setLong(6, count);
                    row.addBatch();
                    if (++count % ROWS_A_COMMIT == 0) {
                        row.executeBatch();
                        connection.commit();
                    }
                }
            }
            row.executeBatch();
            connection.commit();
        }
    }

    /// From one connection a station through the broker to one subscriber with a lasting session,
    /// until both ends are acknowledged.
    double mosquitto(String saving) throws Exception {
        try (Mosquitto broker = new Mosquitto(fresh(), saving + "max_queued_messages 0\n");
                MqttLine hub = new MqttLine(broker.address(), "hub", true)) {
            hub.subscribe("ampro/1/station/+/up/event");
            List<Callable<Void>> works =
                    new ArrayList<>(
                            works(events -> {
                                String id = events.station().value();
                                try (MqttLine station = new MqttLine(broker.address(), id, false)) {
                                    station.publishAll(
                                            Topics.up(events.station(), "event"),
                                            events.payloads());
                                }
                                return null;
                            }));
            works.add(() -> {
                hub.receive(granted.count());
                return null;
            });
            return Crowd.seconds(works);
        }
    }

    /// What one station does, as work.
    @FunctionalInterface
    private interface Telling {
        @Nullable Void tell(StationEvents events) throws Exception;
    }

    private List<Callable<Void>> works(Telling telling) {
        return granted.events().stream()
                .map(events -> (Callable<Void>) () -> telling.tell(events))
                .toList();
    }

    int count() {
        return granted.count();
    }

    private void requireAll(String count) {
        if (!count.equals(String.valueOf(granted.count()))) {
            throw new IllegalStateException(count + " events of " + granted.count());
        }
    }

    private Path fresh() throws IOException {
        return Files.createDirectories(folder.resolve("run-" + ++runs));
    }
}
