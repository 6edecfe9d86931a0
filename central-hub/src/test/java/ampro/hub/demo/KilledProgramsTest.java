package ampro.hub.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of a station and of the hub in a real demo run: its people find the programs again,
/// and its summary tells what became of every card. Wherever a program dies, tray, ledger, journal
/// and hub agree: that is shown by the proof of crashes.
@Tag("journey")
class KilledProgramsTest {
    private static final List<String> STATIONS = List.of("tnr-01", "tmm-01");
    private static final int CARDS = 2;

    @TempDir Path folder;

    @Test
    void demoTellsWhatBecameOfEveryCardWhenAStationAndTheHubWereKilled() throws Exception {
        try (DemoRun run =
                new DemoRun(
                        folder,
                        "--cards",
                        String.valueOf(CARDS),
                        "--speed-factor",
                        "40",
                        "--operator-pause",
                        "3")) {
            String station = when(run, "intent");
            run.kill("stations/" + station, "StationMain");
            when(run, "unknown");
            run.kill("hub", "HubMain");

            int exit = run.end();
            JsonNode summary = run.summary();
            int completed = summary.path("completed").asInt();
            assertThat(run.log())
                    .contains(
                            station + " has died and is started again",
                            "hub has died and is started again");
            assertThat(exit).as(run.log()).isEqualTo(completed == CARDS ? 0 : 1);
            assertThat(summary.path("cards"))
                    .hasSize(CARDS)
                    .allSatisfy(card ->
                            assertThat(card.path("job").asText())
                                    .matches("J-[0-9]+ (completed|failed|queued)"));
            assertThat(query(station, "select json_extract(body, '$.type') from event"))
                    .contains("unknown", "adjudicated");
        }
    }

    /// The station that has a lease in this state, as soon as one has.
    private String when(DemoRun run, String state) {
        return await("a lease in state " + state)
                .atMost(DemoRun.MAX)
                .pollInterval(Duration.ofMillis(20))
                .failFast(() -> assertThat(run.isRunning()).as(run.log()).isTrue())
                .until(() -> stationWithLeaseIn(state), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> stationWithLeaseIn(String state) throws SQLException {
        for (String station : STATIONS) {
            if (query(station, "select state from lease").contains(state)) {
                return Optional.of(station);
            }
        }
        return Optional.empty();
    }

    private List<String> query(String station, String sql) throws SQLException {
        return DemoRun.query(
                folder.resolve("out").resolve("stations").resolve(station).resolve("journal.db"),
                sql);
    }
}
