package ampro.station.printer.card;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.profile.Profiles;
import ampro.firmware.wire.Counters;
import ampro.station.printer.card.Observation.Moving;
import ampro.station.printer.card.Observation.Position;
import ampro.station.printer.card.Observation.Standing;
import ampro.station.printer.card.Outcome.Done;
import ampro.station.printer.card.Outcome.Refused;
import ampro.station.printer.card.Outcome.Silent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
final class EvolisTest {
    private static final CardPrinterProfile PROFILE =
            Profiles.load().cardPrinter("evolis-reference");

    private final RecordingPrinter printer = new RecordingPrinter();
    private final List<Duration> pauses = new ArrayList<>();
    private final CardPrinter evolis = CardPrinter.of(PROFILE, printer, pauses::add);

    @Test
    void aCommandIsEscapeWordsAndCarriageReturn() {
        assertThat(evolis.feed()).isEqualTo(new Done<>("OK"));
        assertThat(printer.raw.toByteArray())
                .containsExactly(0x1b, 'R', 'e', 'm', 0x0d, 0x1b, 'S', 'i', 0x0d);
    }

    @Test
    void identityIsReadWithoutTakingALateOkForAName() {
        printer.answers("Rsn", "OK", "SN-0042");
        assertThat(evolis.identify())
                .isEqualTo(new Done<>(new Identity("Quantum 2", "SN-0042", "3.14")));
    }

    @Test
    void aStandingPrinterIsSeenAsItIs() {
        assertThat(evolis.observe())
                .isEqualTo(
                        new Done<>(
                                new Standing(
                                        Position.NONE,
                                        2,
                                        new Counters(17, 102),
                                        false,
                                        false,
                                        false,
                                        OptionalInt.of(183))));
    }

    @Test
    void troubleIsSeenInTheSensorsAndAResetInTheErrorMode() {
        printer.answers("Rem", "0,0");
        printer.answers("Rlr;p", "CARD");
        printer.answers("Rse;o", "0,00 Volts");
        printer.answers("Rse;f", "0,12 Volts");
        printer.answers("Rcr", "ERR RIBBON");
        printer.answers("Rrt;count", "ERROR CDE");
        Standing seen = standing();
        assertThat(seen)
                .isEqualTo(
                        new Standing(
                                Position.PRINT,
                                0,
                                new Counters(17, 102),
                                true,
                                true,
                                true,
                                OptionalInt.empty()));
        assertThat(seen.wasReset()).isTrue();
        assertThat(seen.cardInside()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "OK, NONE",
        "NO CARD, NONE",
        "CARD, PRINT",
        "SMART CARD, CHIP",
        "CONTACTLESS CARD, CONTACTLESS",
        "ERR CARD, JAMMED"
    })
    void everyDocumentedPositionIsKnown(String answer, Position position) {
        printer.answers("Rlr;p", answer);
        assertThat(standing().position()).isEqualTo(position);
    }

    @Test
    void whatChangesWhileWeLookIsMoving() {
        printer.answers("Rco;p", "102", "103");
        assertThat(seen()).isInstanceOf(Moving.class);
        printer.answers("Rlr;p", "CARD", "OK");
        assertThat(seen()).isInstanceOf(Moving.class);
        printer.answers("Rem", "BUSY");
        assertThat(seen()).isInstanceOf(Moving.class);
    }

    @Test
    void preparingSetsTheErrorModeUnsavedAndReadsBackWhatItSet() {
        printer.answers("Rem", "0,0", "2,0");
        assertThat(evolis.prepare()).isEqualTo(new Done<>("prepared"));
        assertThat(printer.commands)
                .containsExactly("Rem", "Pneab;E", "Pr;ymckok", "Rr", "Pem;2", "Rem");
    }

    @Test
    void preparingFailsWhenAResetCouldNotBeSeenOrTheRibbonIsAnother() {
        printer.answers("Rem", "2,2");
        assertThat(evolis.prepare())
                .isEqualTo(
                        new Refused<>(
                                Problem.CARD_PRINTER_LOCKED,
                                "error mode 2,2 is saved: a reset could not be seen"));
        printer.answers("Rem", "2");
        printer.answers("Rr", "kb");
        assertThat(evolis.prepare())
                .isEqualTo(new Refused<>(Problem.CARD_PRINTER_WRONG, "ribbon kb, not ymckok"));
        printer.answers("Rr", "ymckok");
        printer.answers("Rem", "0,0");
        assertThat(evolis.prepare()).isInstanceOf(Silent.class);
    }

    /// What was set half way must not hide that the printer had lost its power.
    @Test
    void aResetShowsUntilEverythingIsSet() {
        printer.answers("Rr", "kb");
        assertThat(evolis.prepare()).isInstanceOf(Refused.class);
        assertThat(printer.commands).doesNotContain("Pem;2");
    }

    /// The next card is printed under the setting of the last eject.
    @Test
    void theNextCardIsHeldAgain() {
        evolis.eject();
        evolis.feed();
        assertThat(printer.commandsButErrorMode()).endsWith("Pneab;E", "Si");
    }

    @Test
    void everyActionIsPrecededByAQuestionThatNoLateOkAnswers() {
        evolis.feed();
        evolis.print(Side.FRONT, 'y');
        evolis.eject();
        for (String action : List.of("Si", "Sr", "Sp;y", "Pneab;A;1", "Se")) {
            int at = printer.commands.indexOf(action);
            assertThat(printer.commands.get(at - 1)).as("before " + action).isEqualTo("Rem");
        }
    }

    @Test
    void aLateOkIsNotTakenForAnAnswer() {
        printer.answers("Sp;c", "");
        printer.lateAnswer("OK\r");
        assertThat(evolis.print(Side.FRONT, 'c')).isInstanceOf(Silent.class);
    }

    @Test
    void aLateOkIsNotTakenForAnEmptyPrinter() {
        printer.answers("Rlr;p", "CARD");
        printer.lateAnswer("OK\rOK\r");
        assertThat(standing().position()).isEqualTo(Position.PRINT);
    }

    @Test
    void readsAreAskedThreeTimesAndActionsOnce() {
        printer.answers("Rsn", "");
        assertThat(evolis.identify()).isEqualTo(new Silent<>("no answer to Rsn"));
        assertThat(printer.times("Rsn")).isEqualTo(3);
        assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(100));

        printer.answers("Si", "");
        assertThat(evolis.feed()).isEqualTo(new Silent<>("no answer to Si in PT30S"));
        assertThat(printer.times("Si")).isEqualTo(1);
        assertThat(printer.timeouts).endsWith(Duration.ofSeconds(30));

        printer.answers("Sp;k", "");
        assertThat(evolis.print(Side.FRONT, 'k')).isInstanceOf(Silent.class);
        assertThat(printer.times("Sp;k")).isEqualTo(1);
        assertThat(printer.timeouts).endsWith(Duration.ofSeconds(90));
    }

    @Test
    void nothingIsSentToAPrinterThatWasReset() {
        printer.answers("Rem", "0,0");
        assertThat(evolis.print(Side.FRONT, 'm'))
                .isEqualTo(
                        new Silent<>(
                                "nothing was sent: the printer was reset, its error mode is 0"));
        assertThat(printer.commandsButErrorMode()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ERR FEEDER, FEEDER_EMPTY",
        "ERR RIB DETECTION, RIBBON_ENDED",
        "ERR COVER OPEN, COVER_OPEN",
        "ERR MECHANICAL, CARD_JAM",
        "ERROR CDE, CARD_PRINTER_WRONG",
        "ERR REJECT BOX FULL, REJECT_BOX_FULL",
        "ERR SOMETHING NEW, CARD_JAM"
    })
    void aRefusalNamesItsProblemAndKeepsThePrintersWords(String answer, Problem problem) {
        printer.answers("Si", answer);
        assertThat(evolis.feed()).isEqualTo(new Refused<>(problem, answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\r\n", "\0", "", "\n\r\0"})
    void answersMayEndInEveryWayThatWasSeen(String end) {
        printer.endsAnswersWith(end);
        assertThat(standing().counters()).isEqualTo(new Counters(17, 102));
        assertThat(evolis.feed()).isEqualTo(new Done<>("OK"));
    }

    @Test
    void aCardThatStaysIsAJamAndOneThatLeavesLateIsWaitedFor() {
        printer.answers("Rlr;p", "CARD", "CARD", "OK");
        assertThat(evolis.eject()).isEqualTo(new Done<>("left"));
        assertThat(pauses).hasSize(2);
        assertThat(printer.commandsButErrorMode())
                .containsExactly("Pneab;A;1", "Se", "Rlr;p", "Rlr;p", "Rlr;p", "Pneab;E");
        printer.answers("Rlr;p", "CARD");
        assertThat(evolis.reject())
                .isEqualTo(new Refused<>(Problem.CARD_JAM, "the card is still inside"));
        assertThat(printer.times("Ser")).isEqualTo(1);
    }

    @Test
    void wakingCompletesACutBitmapWithZeros() {
        assertThat(evolis.wake()).isEqualTo(new Done<>("2,0"));
        byte[] sent = printer.raw.toByteArray();
        assertThat(sent).hasSize(411_480 + 1 + 5);
        assertThat(sent[411_479]).isZero();
        assertThat(sent[411_480]).isEqualTo((byte) '\r');
    }

    @Test
    void lateErrorForTheCutBitmapIsNotTheAnswerToTheQuestionAfterIt() {
        printer.lateAnswer("ERR CDE\r");
        assertThat(evolis.wake()).isEqualTo(new Done<>("2,0"));
        printer.lateAnswer("OK\r");
        assertThat(evolis.wake()).isEqualTo(new Done<>("2,0"));
    }

    @Test
    void aLostLineIsSilence() {
        printer.lose();
        assertThat(evolis.observe()).isEqualTo(new Silent<>("line lost"));
        assertThat(evolis.feed()).isEqualTo(new Silent<>("line lost"));
    }

    @Test
    void garbageNeverThrowsAndIsNeverDone() {
        long seed = 31_415;
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            StringBuilder noise = new StringBuilder();
            for (int length = 1 + random.nextInt(300); length > 0; length--) {
                noise.append((char) (1 + random.nextInt(255)));
            }
            printer.answers("Si", noise + "x");
            assertThat(evolis.feed()).as("seed %d run %d", seed, run).isNotInstanceOf(Done.class);
            printer.answers("Rco;c", noise + "x");
            assertThat(evolis.observe()).as("seed %d run %d", seed, run).isNotNull();
        }
    }

    private Standing standing() {
        return seen() instanceof Standing standing ? standing : notStanding();
    }

    private static Standing notStanding() {
        throw new AssertionError("the printer should stand still");
    }

    private Observation seen() {
        return switch (evolis.observe()) {
            case Done<Observation>(Observation seen) -> seen;
            case Refused<Observation>(Problem problem, String text) ->
                    throw new AssertionError(problem + " " + text);
            case Silent<Observation>(String text) -> throw new AssertionError(text);
        };
    }
}
