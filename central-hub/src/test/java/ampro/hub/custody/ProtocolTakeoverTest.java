package ampro.hub.custody;

import static ampro.hub.custody.Correspondence.BOOT;
import static ampro.hub.custody.Correspondence.hello;
import static ampro.hub.custody.Correspondence.journal;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Up;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One boot after the other under one name: a box that starts again, or two boxes.
@Tag("unit")
class ProtocolTakeoverTest {
    private static final List<Up.Event> JOURNAL = journal(5);

    private final Correspondence hub = Correspondence.after(JOURNAL.subList(0, 4));

    @Test
    void threeTakeoversInAMinuteAreBadLuckAndTheFourthIsAnotherBox() {
        for (int boot = 2; boot <= 4; boot++) {
            assertThat(hub.hello("boot-" + boot, hello(1, JOURNAL))).isNotEmpty();
            hub.pass(Duration.ofSeconds(20));
        }
        assertThat(hub.alerts()).isEmpty();
        assertQuarantined(hub.hello(BOOT, hello(99, JOURNAL)));
    }

    /// FM-23: the minute slides.
    @Test
    @Tag("FM-23")
    void fourTakeoversInAMinuteAreSeenWheneverTheMinuteBegins() {
        int[] pauses = {58, 1, 2, 1};
        for (int n = 0; n < pauses.length; n++) {
            hub.hello("boot-" + (n + 2), hello(1, JOURNAL));
            hub.pass(Duration.ofSeconds(pauses[n]));
        }
        assertQuarantined(hub.hello("boot-9", hello(1, JOURNAL)));
    }

    /// The clock stood in the year 2036, and is right again: those were not within this minute.
    @Test
    @Tag("FM-42")
    void takeoversOfAClockThatRanAheadCountNoMore() {
        hub.pass(Duration.ofDays(3650));
        for (int boot = 2; boot <= 4; boot++) {
            hub.hello("boot-" + boot, hello(1, JOURNAL));
        }
        hub.pass(Duration.ofDays(-3650));
        assertThat(hub.hello("boot-5", hello(1, JOURNAL))).isNotEmpty();
        assertThat(hub.alerts()).isEmpty();
    }

    /// A broker that was set back says again what was said long ago.
    @Test
    @Tag("FM-07")
    void theHellosOfEarlierBootsThatComeAgainDoNothing() {
        Correspondence fresh = Correspondence.enrolled();
        Up.Hello first = hello(3, List.of());
        fresh.hello(BOOT, first);
        fresh.take(JOURNAL.get(0));
        for (int boot = 2; boot <= 20; boot++) {
            fresh.pass(Duration.ofHours(1));
            fresh.hello("boot-" + boot, hello(1, JOURNAL.subList(0, 1), 1, 1));
        }
        fresh.hello(BOOT, first);
        fresh.hello(BOOT, hello(2, List.of()));
        fresh.hello("boot-4", hello(1, List.of()));
        assertThat(fresh.alerts()).isEmpty();
        assertThat(fresh.peer().boot()).isEqualTo("boot-20");
    }

    /// What an earlier boot says anew is another box that still runs.
    @Test
    @Tag("FM-20")
    void anEarlierBootThatSpeaksAnewWithAShorterJournalIsAnotherBox() {
        Correspondence fresh = Correspondence.enrolled();
        fresh.hello(BOOT, hello(3, List.of()));
        fresh.hello("boot-2", hello(1, List.of()));
        fresh.take(JOURNAL.get(0));
        fresh.hello(BOOT, hello(4, List.of()));
        assertThat(fresh.alerts()).containsExactly("quarantined");
    }

    @Test
    void takeoversAMinuteApartAreCountedAfresh() {
        for (int boot = 2; boot <= 30; boot++) {
            assertThat(hub.hello("boot-" + boot, hello(1, JOURNAL))).isNotEmpty();
            hub.pass(Duration.ofSeconds(21));
        }
        assertThat(hub.alerts()).isEmpty();
    }

    private void assertQuarantined(List<PeerEffect> effects) {
        assertThat(effects)
                .singleElement()
                .isInstanceOfSatisfying(
                        PeerEffect.Alert.class,
                        alert -> assertThat(alert.code()).isEqualTo("quarantined"));
        assertThat(hub.peer().state()).isEqualTo(Peer.State.QUARANTINED);
    }
}
