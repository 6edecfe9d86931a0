package ampro.hub.custody.acts;

import static ampro.hub.custody.acts.Office.MIRA;
import static ampro.hub.custody.acts.Office.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.Message;
import ampro.firmware.wire.Up;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.staff.second.Asking;
import ampro.hub.store.Dialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A site accepts that a box without a guard chip prints while the hub is away.
@Tag("store")
class OfflinePrintingTest {
    private static final Map<String, String> YES = Map.of("accepted", "yes");
    private static final Map<String, String> NO = Map.of("accepted", "no");

    private final Bench bench;
    private final Office office;
    private final Box box;

    OfflinePrintingTest(@TempDir Path folder) {
        bench = new Bench(Dialect.SQLITE, folder);
        office = new Office(bench);
        box = bench.box("tnr-01", 4);
        bench.emptyOutbox();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theBoxIsToldUntilItGoesByIt() {
        assertRefused("no-change", office.ask(Act.OFFLINE, "tnr-01", NO));
        assertRefused("invalid", office.ask(Act.OFFLINE, "tnr-01", Map.of()));
        office.both(Act.OFFLINE, "tnr-01", YES);
        assertThat(told()).containsExactly(new Down.Offline(true));
        bench.emptyOutbox();
        bench.take(hello(FeedingRule.ACKNOWLEDGED, 11));
        assertThat(told()).as("not started since").containsExactly(new Down.Offline(true));
        bench.emptyOutbox();
        bench.take(hello(FeedingRule.OFFLINE_WITHOUT_GUARD, 12));
        assertThat(told()).isEmpty();

        office.both(Act.OFFLINE, "tnr-01", NO);
        bench.emptyOutbox();
        bench.take(hello(FeedingRule.OFFLINE_WITHOUT_GUARD, 13));
        assertThat(told()).containsExactly(new Down.Offline(false));
    }

    @Test
    @Tag("FM-39")
    void onePersonDoesNotAcceptTheRisk() {
        Asking asked = office.ask(Act.OFFLINE, "tnr-01", YES).orThrow();
        assertRefused("forbidden", bench.acts.approve(asked.id(), MIRA));
        assertThat(told()).isEmpty();
    }

    @Test
    void aBoxWithAChipNeedsNoSuchRisk() {
        bench.take(hello(FeedingRule.GUARDED, 11));
        assertRefused("guarded", office.ask(Act.OFFLINE, "tnr-01", YES));
    }

    @Test
    void theNextBoxUnderThisNameIsNotAccepted() {
        office.both(Act.OFFLINE, "tnr-01", YES);
        office.both(Act.BOX_LOST, "tnr-01", Map.of());
        bench.stations.enrol(box.id(), Bench.SITE, MIRA).orThrow();
        assertThat(bench.column("select coalesce(offline, 'none') from station")).isEqualTo("none");
    }

    private List<Down> told() {
        return bench.sentTo(box.id()).stream().filter(Down.Offline.class::isInstance).toList();
    }

    private Message<Up> hello(FeedingRule rule, long up) {
        Long guard = rule == FeedingRule.GUARDED ? 7L : null;
        return box.say(
                new Up.Hello(up, 0, null, rule, guard, null, List.of(), List.of(), 4, 1, 0, null));
    }
}
