package ampro.station.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class OutboxTest {
    private final Outbox outbox = new Outbox();

    @BeforeEach
    void threeAreSentAndOneIsAcknowledged() {
        outbox.startAfter(10);
        outbox.carried(11);
        outbox.carried(12);
        outbox.carried(13);
        outbox.acked(11);
    }

    @Test
    void resendGoesBackAndNeverSkips() {
        outbox.resendFrom(12);
        assertThat(outbox.sent()).isEqualTo(11);
        outbox.resendFrom(40);
        assertThat(outbox.sent()).isEqualTo(11);
    }

    @Test
    void resendWhileALaterOneIsLeavingIsNotOverrun() {
        outbox.resendFrom(12);
        assertThat(outbox.carried(14)).as("the sender must stop and begin again").isFalse();
        assertThat(outbox.sent()).isEqualTo(11);
    }

    @Test
    void whatIsNotAcknowledgedIsSentAgain() {
        outbox.resendUnacked();
        assertThat(outbox.sent()).isEqualTo(11);
        outbox.acked(13);
        outbox.resendUnacked();
        assertThat(outbox.sent()).as("the hub has them").isEqualTo(13);
    }

    @Test
    void aHubThatDoesNotAnswerIsAskedWithOneEventAtATime() {
        assertThat(outbox.hasRoomFor(111)).isTrue();
        assertThat(outbox.hasRoomFor(112)).as("a hundred on the way").isFalse();
        outbox.resendUnacked();
        assertThat(outbox.hasRoomFor(12)).isTrue();
        assertThat(outbox.hasRoomFor(13)).isFalse();
        outbox.acked(12);
        assertThat(outbox.hasRoomFor(14)).as("more as it answers").isTrue();
        assertThat(outbox.hasRoomFor(15)).isFalse();
    }

    @Test
    void welcomeOfAHubThatWasRolledBackBeginsWhereThatOneIs() {
        outbox.startAfter(4);
        assertThat(outbox.sent()).isEqualTo(4);
    }

    /// Whatever the hub says in between, each event leaves after all before it have left.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyEventLeavesAfterThoseBeforeIt(long seed) {
        System.out.println("outbox, seed " + seed);
        Random random = new Random(seed);
        List<Long> left = new ArrayList<>();
        outbox.startAfter(0);
        for (int step = 0; step < 1_000; step++) {
            long any = 1L + random.nextInt(left.size() + 1);
            switch (random.nextInt(6)) {
                case 0 -> outbox.resendFrom(any);
                case 1 -> outbox.acked(any - 1);
                case 2 -> outbox.resendUnacked();
                default -> {
                    long next = outbox.sent() + 1;
                    assertThat(next).isLessThanOrEqualTo(left.size() + 1L);
                    if (outbox.carried(next) && next > left.size()) {
                        left.add(next);
                    }
                }
            }
        }
        assertThat(left).isNotEmpty().isSorted();
    }
}
