package ampro.station.job;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.CardPrinterProfile;
import ampro.station.hardware.SerialPort;
import ampro.station.printer.card.CardPrinter;
import ampro.station.printer.card.Identity;
import ampro.station.printer.card.Observation.Moving;
import ampro.station.printer.card.Observation.Standing;
import ampro.station.printer.card.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A card printer at the end of its line, which is opened when it is needed and closed when it is
/// lost: looks at it, and says what is in its way. Used by one thread.
final class PrinterLine {
    /// Between two looks at a printer that moves or must be seen to stand still.
    static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    /// A card takes a minute or two; a printer that moves for longer has lost its way. 5 minutes.
    private static final int MOVING_LOOKS_MAX = 1_000;

    /// What a look showed: the printer standing still, or why it cannot be worked with.
    sealed interface Look {
        record Still(Observation seen, Standing standing) implements Look {}

        record Trouble(Problem problem) implements Look {}
    }

    private final CardPrinterProfile profile;
    private final SerialPort.Opener opener;
    private final Consumer<Duration> pause;
    private final BooleanSupplier isOpen;
    private volatile @Nullable Standing standing;
    private volatile @Nullable SerialPort port;
    private @Nullable CardPrinter printer;

    /// Nothing waits any longer once `isOpen` is false.
    PrinterLine(
            CardPrinterProfile profile,
            SerialPort.Opener opener,
            Consumer<Duration> pause,
            BooleanSupplier isOpen) {
        this.profile = profile;
        this.opener = opener;
        this.pause = pause;
        this.isOpen = isOpen;
    }

    /// The printer as it was last seen standing still; of any thread.
    Optional<Standing> lastSeen() {
        return Optional.ofNullable(standing);
    }

    Optional<CardPrinter> printer() {
        if (printer == null) {
            try {
                SerialPort opened = opener.open();
                port = opened;
                printer = CardPrinter.of(profile, opened, pause);
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.of(printer);
    }

    /// One look; a printer that moves is looked at again, one that does not answer is not.
    Look look() {
        Optional<CardPrinter> connected = printer();
        if (connected.isEmpty()) {
            return new Look.Trouble(Problem.CARD_PRINTER_SILENT);
        }
        return switch (connected.get().identify()) {
            case Outcome.Done<Identity>(Identity who) -> whenStill(connected.get(), who.serial());
            case Outcome.Refused<Identity>(Problem problem, String text) ->
                    new Look.Trouble(problem);
            case Outcome.Silent<Identity> silent -> new Look.Trouble(Problem.CARD_PRINTER_SILENT);
        };
    }

    private Look whenStill(CardPrinter connected, String serial) {
        for (int looks = 0; looks < MOVING_LOOKS_MAX && isOpen.getAsBoolean(); looks++) {
            switch (connected.observe()) {
                case Outcome.Done(Standing still) -> {
                    standing = still;
                    return new Look.Still(
                            new Observation(
                                    serial, still.cardInside(), still.counters(), still.wasReset()),
                            still);
                }
                case Outcome.Done(Moving moving) -> pause.accept(LOOK_AGAIN);
                case Outcome.Refused(Problem problem, String text) -> {
                    return new Look.Trouble(problem);
                }
                case Outcome.Silent(String text) -> {
                    return new Look.Trouble(Problem.CARD_PRINTER_SILENT);
                }
            }
        }
        return new Look.Trouble(Problem.CARD_PRINTER_SILENT);
    }

    /// Looks until the same was seen for this long. Looks are counted, so that no clock that jumps
    /// makes it shorter.
    Look lookUntilSettled(Duration settle) {
        long more = settle.plus(LOOK_AGAIN).minusNanos(1).dividedBy(LOOK_AGAIN);
        Look last = look();
        for (long same = 0; same < more && last instanceof Look.Still && isOpen.getAsBoolean(); ) {
            pause.accept(LOOK_AGAIN);
            Look now = look();
            same = now.equals(last) ? same + 1 : 0;
            last = now;
        }
        return last;
    }

    /// Sets what a card needs; a problem where that is refused.
    Optional<Problem> prepare() {
        return printer()
                .map(ready ->
                        switch (ready.prepare()) {
                            case Outcome.Done<String> done -> Optional.<Problem>empty();
                            case Outcome.Refused<String>(Problem problem, String text) ->
                                    Optional.of(problem);
                            case Outcome.Silent<String> silent ->
                                    Optional.of(Problem.CARD_PRINTER_SILENT);
                        })
                .orElse(Optional.of(Problem.CARD_PRINTER_SILENT));
    }

    /// What keeps the printer from taking a blank, if anything.
    Optional<Problem> unfit() {
        return switch (look()) {
            case Look.Trouble(Problem problem) -> {
                recover(problem);
                yield Optional.of(problem);
            }
            case Look.Still(Observation seen, Standing now) -> {
                Optional<Problem> unprepared = now.wasReset() ? prepare() : Optional.empty();
                yield unprepared.isPresent() ? unprepared : inTheWay(now);
            }
        };
    }

    private static Optional<Problem> inTheWay(Standing now) {
        if (now.coverOpen()) {
            return Optional.of(Problem.COVER_OPEN);
        }
        if (now.feederEmpty()) {
            return Optional.of(Problem.FEEDER_EMPTY);
        }
        if (now.ribbonEnded()) {
            return Optional.of(Problem.RIBBON_ENDED);
        }
        return now.cardInside() ? Optional.of(Problem.CARD_INSIDE) : Optional.empty();
    }

    /// After trouble the line is opened anew. A silent printer may wait inside a cut download.
    void recover(Problem trouble) {
        if (trouble == Problem.CARD_PRINTER_SILENT) {
            printer().ifPresent(CardPrinter::wake);
        }
        close();
    }

    void close() {
        SerialPort opened = port;
        port = null;
        printer = null;
        if (opened != null) {
            try {
                opened.close();
            } catch (IOException e) {
                // a lost line was lost before; what it did not send the next look tells
            }
        }
    }
}
