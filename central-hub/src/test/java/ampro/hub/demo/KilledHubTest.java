package ampro.hub.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the hub, in a real demo run: stations and people find the next one where the first
/// was.
@Tag("journey")
class KilledHubTest {
    @TempDir Path folder;

    @Test
    void allAreCompletedWhenTheHubWasKilledWhileCardsWerePrinted() throws Exception {
        try (DemoRun run =
                new DemoRun(
                        folder, "--cards", "2", "--speed-factor", "40", "--operator-pause", "3")) {
            await("both cards to be begun")
                    .atMost(DemoRun.MAX)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast(() -> assertThat(run.isRunning()).as(run.log()).isTrue())
                    .until(this::begun, List.of("2")::equals);
            run.kill("hub", "HubMain");

            assertThat(run.end()).describedAs(run.log()).isZero();
            assertThat(run.summary().path("completed").asInt()).isEqualTo(2);
            assertThat(run.log()).contains("hub has died and is started again");
        }
    }

    private List<String> begun() throws Exception {
        return DemoRun.query(
                folder.resolve("out/hub/hub.db"),
                "select count(*) from print_job"
                        + " where status in ('printing', 'quality_check', 'completed')");
    }
}
