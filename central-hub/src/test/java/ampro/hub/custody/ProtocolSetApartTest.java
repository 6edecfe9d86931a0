package ampro.hub.custody;

import static ampro.hub.custody.Correspondence.BOOT;
import static ampro.hub.custody.Correspondence.event;
import static ampro.hub.custody.Correspondence.hash;
import static ampro.hub.custody.Correspondence.hello;
import static ampro.hub.custody.Correspondence.journal;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Token;
import ampro.firmware.wire.Up;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who is set apart is heard and not obeyed, and every station in service reports in a new term.
@Tag("unit")
class ProtocolSetApartTest {
    private static final List<Up.Event> JOURNAL = journal(6);

    private final Correspondence hub = Correspondence.after(JOURNAL.subList(0, 4));

    /// The other of two boxes goes on under numbers that are taken: its cards must be found too.
    @ParameterizedTest
    @EnumSource(names = {"QUARANTINED", "RETIRED"})
    @Tag("FM-20")
    @Tag("FM-58")
    void whatTheOtherBoxClaimsUnderTheSameNumbersIsToldEachTime(Peer.State state) {
        Peer before = hub.in(state).peer();
        for (int seq : List.of(3, 4)) {
            Up.Event other = event(seq, "f".repeat(64), "of another print");
            assertThat(hub.take(other))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            PeerEffect.Alert.class,
                            alert -> {
                                assertThat(alert.code()).isEqualTo("kept-claim");
                                assertThat(alert.detail())
                                        .contains(
                                                "bound of J-" + seq,
                                                "of another print",
                                                word(state));
                            });
        }
        assertThat(hub.peer()).as("neither believed nor put back in service").isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUARANTINED", "RETIRED"})
    void peopleAreToldWhyAClaimHasNoEffect(Peer.State state) {
        hub.in(state).take(JOURNAL.get(4));
        assertThat(hub.all(PeerEffect.Alert.class))
                .singleElement()
                .satisfies(alert -> assertThat(alert.detail()).contains("J-5", word(state)));
    }

    /// A grant may be on its way to it.
    @Test
    @Tag("FM-45")
    void aBoxThatWasWelcomedOnceReportsInANewTermAlsoWithAnEmptyJournal() {
        Correspondence quiet = Correspondence.after(List.of()).inTerm(2);
        assertThat(quiet.hello(BOOT, hello(2, List.of())))
                .contains(new PeerEffect.Send(new Down.Fence(2)))
                .doesNotContain(new PeerEffect.Reported());
    }

    @Test
    void aRetirementChangesNothingElseOfTheBox() {
        Peer open = hub.peer();
        assertThat(hub.in(Peer.State.RETIRED).peer()).isEqualTo(open.retired());
        assertThat(hub.in(Peer.State.QUARANTINED).peer()).isEqualTo(open.quarantined());
        assertThat(open.retired().acked()).isEqualTo(new Peer.Head(4, hash(JOURNAL.subList(0, 4))));
    }

    @Test
    void aNewTermIsAboveAllThatAnyoneHasSeenAndItsTokensToo() {
        assertThat(new Tenure(3, true).next(1)).isEqualTo(new Tenure(4, false));
        assertThat(new Tenure(3, true).next(7)).isEqualTo(new Tenure(8, false));
        assertThat(new Tenure(4, false).firstToken()).isEqualTo(new Token(4, 0));
    }

    /// As the database and people say it.
    private static String word(Peer.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
