package ampro.station.job;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.FeedingRule;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class OfflineRuleTest {
    private final OfflineRule rule;

    OfflineRuleTest(@TempDir Path folder) {
        rule = new OfflineRule(folder.resolve("offline-accepted"));
    }

    @Test
    void aBoxWithoutAChipWaitsForTheHubUntilTwoPeopleAcceptTheRisk() {
        assertThat(nextStart()).isEqualTo(FeedingRule.ACKNOWLEDGED);
        rule.set(true);
        rule.set(true);
        assertThat(nextStart()).isEqualTo(FeedingRule.OFFLINE_WITHOUT_GUARD);
        rule.set(false);
        rule.set(false);
        assertThat(nextStart()).isEqualTo(FeedingRule.ACKNOWLEDGED);
    }

    private FeedingRule nextStart() {
        return new Guard(null, rule.isAccepted()).feeding();
    }
}
