package ampro.station.link;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.Token;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the station may say after what.
@Tag("unit")
class DialogueTest {
    private final Dialogue dialogue = new Dialogue(() -> 1);

    @Test
    void eventsFollowTheAnswerToTheHello() {
        dialogue.sayingHello("boot-1", 5);
        assertThat(dialogue.isWelcomed()).isFalse();
        dialogue.heard(welcome(5));
        assertThat(dialogue.isWelcomed()).isTrue();
    }

    /// The answer to the hello before this one came on the new connection, before this one was
    /// said. Events that overtake this hello would make it one of a box that was set back.
    @Test
    void noEventOvertakesAHello() {
        dialogue.sayingHello("boot-1", 5);
        dialogue.lost();
        dialogue.heard(welcome(5));
        dialogue.sayingHello("boot-1", 25);
        assertThat(dialogue.isWelcomed()).isFalse();
        dialogue.heard(welcome(25));
        assertThat(dialogue.isWelcomed()).isTrue();
    }

    private static Down.Welcome welcome(long up) {
        return new Down.Welcome("boot-1", up, 1, 0, EventChain.START, new Token(1, 0), null);
    }
}
