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
        dialogue.heard(welcome(5), true);
        assertThat(dialogue.isWelcomed()).isTrue();
    }

    /// The answer to the hello before this one came on the new connection, before this one was
    /// said. Events that overtake this hello would make it one of a box that was set back.
    @Test
    void noEventOvertakesAHello() {
        dialogue.sayingHello("boot-1", 5);
        dialogue.lost();
        dialogue.heard(welcome(5), true);
        dialogue.sayingHello("boot-1", 25);
        assertThat(dialogue.isWelcomed()).isFalse();
        dialogue.heard(welcome(25), true);
        assertThat(dialogue.isWelcomed()).isTrue();
    }

    /// A broker that was set back tells what an earlier box under this name was told.
    @Test
    void anAcknowledgementOfAnotherJournalEndsTheWelcome() {
        isWelcome();
        assertThat(dialogue.asksAgain()).isFalse();
        dialogue.heard(new Down.Ack(7, EventChain.START, null), false);
        assertThat(dialogue.asksAgain()).isTrue();
    }

    /// It was restored from a backup, in which we may never have spoken.
    @Test
    void aFenceOfALaterTermIsAnsweredWithAHello() {
        isWelcome();
        dialogue.heard(new Down.Fence(1), true);
        assertThat(dialogue.asksAgain()).isFalse();
        dialogue.heard(new Down.Fence(2), true);
        assertThat(dialogue.asksAgain()).isTrue();
    }

    /// Two boxes on copies of one journal: only what this one did shows the hub that it is another.
    @Test
    void aWelcomeOfAnotherJournalIsAnsweredWithOurEvents() {
        dialogue.sayingHello("boot-1", 5);
        dialogue.heard(welcome(5), false);
        assertThat(dialogue.isWelcomed()).isTrue();
    }

    /// Its broker is a program of its own and lives on.
    @Test
    void aHubThatAcknowledgesNothingIsAway() {
        isWelcome();
        assertThat(dialogue.carried(1)).isTrue();
        assertThat(dialogue.asksAgain()).isFalse();
        assertThat(dialogue.carried(1)).isTrue();
        assertThat(dialogue.asksAgain()).isFalse();
        dialogue.heard(new Down.Ack(0, EventChain.START, null), true);
        for (int round = 0; round < 2; round++) {
            assertThat(dialogue.carried(1)).isTrue();
            assertThat(dialogue.asksAgain()).as("round %d", round).isFalse();
        }
        assertThat(dialogue.carried(1)).isTrue();
        assertThat(dialogue.asksAgain()).as("the third in a row").isTrue();
        assertThat(dialogue.isWelcomed()).isFalse();
    }

    @Test
    void aHubThatHasEverythingIsNotAsked() {
        isWelcome();
        for (int round = 0; round < 10; round++) {
            assertThat(dialogue.asksAgain()).isFalse();
        }
    }

    private void isWelcome() {
        dialogue.sayingHello("boot-1", 5);
        dialogue.heard(welcome(5), true);
    }

    private static Down.Welcome welcome(long up) {
        return new Down.Welcome("boot-1", up, 1, 0, EventChain.START, new Token(1, 0), null);
    }
}
