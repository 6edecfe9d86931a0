package ampro.hub.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the station that has the card, at three moments, in a real demo run: real
/// processes, real broker, real bytes on pseudo-terminals. What came of it is read from the
/// printers' physical truth, never from what the software believes.
@Tag("journey")
class KilledStationTest {
    private static final List<String> STATIONS = List.of("tnr-01", "tmm-01");

    @TempDir Path folder;

    private record Ended(int exit, JsonNode summary) {}

    @Test
    void cardIsCompletedWhenItsStationWasKilledWhileTheLeaseWasHeld() throws Exception {
        Ended run = killStationIn("held");

        assertThat(run.exit()).describedAs(run.summary().toString()).isZero();
        assertThat(statusOf(run)).isEqualTo("completed");
        assertThat(readableCards()).hasSize(1);
    }

    @Test
    void cardIsDecidedByTwoPeopleWhenItsStationWasKilledWhilePanelsWerePrinted() throws Exception {
        Ended run = killStationIn("intent");

        String job = run.summary().path("cards").get(0).path("job").asText();
        boolean completed = statusOf(run).equals("completed");
        assertThat(run.exit()).isEqualTo(completed ? 0 : 1);
        assertThat(job)
                .describedAs("told in summary.json: " + run.summary())
                .matches("J-1 (completed|failed|queued)");
        assertThat(claims()).contains("unknown", "adjudicated");
        assertThat(readableCards()).hasSize(completed ? 1 : 0);
    }

    @Test
    void cardIsCompletedWhenItsStationWasKilledAfterTheCardWasEjected() throws Exception {
        Ended run = killStationIn("ejected");

        assertThat(run.exit()).describedAs(run.summary().toString()).isZero();
        assertThat(statusOf(run)).isEqualTo("completed");
        assertThat(readableCards()).hasSize(1);
    }

    private Ended killStationIn(String state) throws Exception {
        try (DemoRun run =
                new DemoRun(
                        folder, "--cards", "1", "--speed-factor", "40", "--operator-pause", "3")) {
            String station =
                    await("a lease in state " + state)
                            .atMost(DemoRun.MAX)
                            .pollInterval(Duration.ofMillis(20))
                            .failFast(() -> assertThat(run.isRunning()).as(run.log()).isTrue())
                            .until(() -> stationWithLeaseIn(state), Optional::isPresent)
                            .orElseThrow();
            run.kill("stations/" + station, "StationMain");
            return new Ended(run.end(), run.summary());
        }
    }

    private static String statusOf(Ended run) {
        return run.summary().path("cards").get(0).path("status").asText();
    }

    /// The symbols that can be read on any card that exists outside the hoppers.
    private List<String> readableCards() throws IOException {
        Set<String> seen = new HashSet<>();
        try (Stream<Path> files = Files.walk(folder.resolve("out").resolve("stations"))) {
            for (Path back : files.filter(f -> f.toString().endsWith("-back.png")).toList()) {
                Box.scan(new Box.Card("", "", back, back))
                        .ifPresent(symbol -> seen.add(back.getFileName() + " " + symbol));
            }
        }
        return List.copyOf(seen);
    }

    private Optional<String> stationWithLeaseIn(String state) throws SQLException {
        for (String station : STATIONS) {
            if (query(station, "select state from lease").contains(state)) {
                return Optional.of(station);
            }
        }
        return Optional.empty();
    }

    private List<String> claims() throws SQLException {
        return STATIONS.stream()
                .flatMap(station -> {
                    try {
                        return query(station, "select json_extract(body, '$.type') from event")
                                .stream();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private List<String> query(String station, String sql) throws SQLException {
        return DemoRun.query(
                folder.resolve("out").resolve("stations").resolve(station).resolve("journal.db"),
                sql);
    }
}
