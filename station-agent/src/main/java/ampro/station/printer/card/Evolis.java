package ampro.station.printer.card;

import static ampro.station.printer.card.EvolisDeadlines.DOWNLOAD_WITHIN;
import static ampro.station.printer.card.EvolisDeadlines.MOTION_WITHIN;
import static ampro.station.printer.card.EvolisDeadlines.PRINT_WITHIN;
import static ampro.station.printer.card.EvolisDeadlines.READ_WITHIN;
import static ampro.station.printer.card.EvolisDeadlines.SETTING_WITHIN;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.Counters;
import ampro.station.hardware.SerialPort;
import ampro.station.printer.card.Observation.Moving;
import ampro.station.printer.card.Observation.Position;
import ampro.station.printer.card.Observation.Standing;
import ampro.station.raster.Panel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Evolis escape commands (Programming Guide A5013 Rev E): `ESC mnemonic;parameter... CR`, text
/// answers, `OK` or `ERR ...` for actions.
///
/// A late or doubled `OK` looks like any other, so every action is preceded by `Rem`, whose answer
/// is a number: answers keep their order, so once the number is here nothing older can follow. The
/// same question shows a reset: then nothing is sent to a printer that would repeat a print by
/// itself.
///
/// Reads may be asked again, actions never. Panels are printed outside `Ss` .. `Se`, one by one;
/// `Se` is the eject.
final class Evolis implements CardPrinter {
    private static final byte ESC = 0x1b;
    private static final byte CR = 0x0d;

    /// A card needs a second or two to leave; 5 s of looks.
    private static final int LEAVING_LOOKS_MAX = 50;

    private final CardPrinterProfile profile;
    private final Conversation line;
    private final Consumer<Duration> pause;

    /// What `Sr` or `Sv` was last answered for; unknown after anything else.
    private @Nullable Side side;

    Evolis(CardPrinterProfile profile, SerialPort port, Consumer<Duration> pause) {
        this.profile = profile;
        this.line = new Conversation(port, pause, EvolisAnswers::problem);
        this.pause = pause;
    }

    @Override
    public Outcome<Identity> identify() {
        return outcome(() -> {
            errorMode();
            String serial = ask("Rsn", EvolisAnswers.SERIAL);
            return new Identity(
                    ask("Rtp", EvolisAnswers.NAME), serial, ask("Rfv", EvolisAnswers.NAME));
        });
    }

    @Override
    public Outcome<Observation> observe() {
        return outcome(() -> {
            try {
                return look();
            } catch (Conversation.BusyException e) {
                return new Moving("the printer says that it is busy");
            }
        });
    }

    /// Position and panels are read first and last: what changed meanwhile moves.
    private Observation look() throws IOException, DeniedException {
        Matcher mode = errorMode();
        Position position = position();
        Counters counters = new Counters(number("Rco;c"), number("Rco;p"));
        boolean coverOpen = !isOn("Rse;o");
        boolean feederEmpty = !isOn("Rse;f");
        boolean ribbonEnded = EvolisAnswers.ribbonEnded(ask("Rcr", EvolisAnswers.RIBBON_MARK));
        OptionalInt onRibbon = onRibbon();
        Counters after = new Counters(number("Rco;c"), number("Rco;p"));
        Position positionAfter = position();
        if (!counters.equals(after) || position != positionAfter) {
            return new Moving(
                    "from %s %s to %s %s".formatted(position, counters, positionAfter, after));
        }
        return new Standing(
                position,
                Integer.parseInt(mode.group(1)),
                counters,
                coverOpen,
                feederEmpty,
                ribbonEnded,
                onRibbon);
    }

    @Override
    public Outcome<String> prepare() {
        return outcome(() -> {
            side = null;
            errorMode();
            holdCards();
            set("Pr;" + profile.ribbon(), SETTING_WITHIN);
            String ribbon = ask("Rr", EvolisAnswers.RIBBON);
            if (!ribbon.equalsIgnoreCase(profile.ribbon())) {
                throw new DeniedException(
                        Problem.CARD_PRINTER_WRONG,
                        "ribbon %s, not %s".formatted(ribbon, profile.ribbon()));
            }
            watchForResets();
            return "prepared";
        });
    }

    /// It does not eject by itself; what is stored before `Se` is taken back after each card.
    private void holdCards() throws IOException, DeniedException {
        if (profile.holdsBeforeEject()) {
            set("Pneab;E", SETTING_WITHIN);
        }
    }

    /// The last setting: until all are made, the printer looks as if it had been reset.
    private void watchForResets() throws IOException, DeniedException {
        set("Pem;" + PREPARED_ERROR_MODE, SETTING_WITHIN);
        Matcher mode = errorMode();
        requirePrepared(mode);
        if (String.valueOf(PREPARED_ERROR_MODE).equals(mode.group(2))) {
            throw new DeniedException(
                    Problem.CARD_PRINTER_LOCKED,
                    "error mode %s is saved: a reset could not be seen".formatted(mode.group()));
        }
    }

    /// NULs before an ESC are skipped, so as many as the largest bitmap complete any cut one and do
    /// no harm otherwise. What was cut may be answered for now, by an error as well.
    @Override
    public Outcome<String> wake() {
        return outcome(() -> {
            side = null;
            int largest = Panel.bytesMax(profile);
            byte[] filling = new byte[largest + 1];
            filling[largest] = CR;
            line.send(filling);
            return line.askPastErrors(
                    "Rem", framed("Rem", new byte[0]), EvolisAnswers.ERROR_MODE, READ_WITHIN);
        });
    }

    @Override
    public Outcome<String> download(Side wanted, Panel panel) {
        return outcome(() -> {
            turnTo(wanted);
            requirePrepared(errorMode());
            String command = "Db;%c;%d;".formatted(panel.name(), panel.levels());
            return line.once(
                    command, framed(command, panel.dots()), EvolisAnswers.OK, DOWNLOAD_WITHIN);
        });
    }

    @Override
    public Outcome<String> feed() {
        return outcome(() -> act("Si", MOTION_WITHIN));
    }

    @Override
    public Outcome<String> print(Side wanted, char panel) {
        return outcome(() -> {
            turnTo(wanted);
            return act("Sp;" + panel, PRINT_WITHIN);
        });
    }

    @Override
    public Outcome<String> eject() {
        return outcome(() -> {
            if (profile.holdsBeforeEject()) {
                act("Pneab;A;1", SETTING_WITHIN);
            }
            act("Se", MOTION_WITHIN);
            String left = left();
            holdCards();
            return left;
        });
    }

    @Override
    public Outcome<String> reject() {
        return outcome(() -> {
            act("Ser", MOTION_WITHIN);
            return left();
        });
    }

    private void turnTo(Side wanted) throws IOException, DeniedException {
        if (side != wanted) {
            side = null;
            act(
                    switch (wanted) {
                        case FRONT -> "Sr";
                        case BACK -> "Sv";
                    },
                    MOTION_WITHIN);
            side = wanted;
        }
    }

    private String left() throws IOException, DeniedException {
        side = null;
        for (int look = 0; look < LEAVING_LOOKS_MAX; look++) {
            errorMode();
            if (position() == Position.NONE) {
                return "left";
            }
            pause.accept(Conversation.ASK_AGAIN);
        }
        throw new DeniedException(Problem.CARD_JAM, "the card is still inside");
    }

    private Matcher errorMode() throws IOException, DeniedException {
        return EvolisAnswers.errorMode(ask("Rem", EvolisAnswers.ERROR_MODE));
    }

    private Position position() throws IOException, DeniedException {
        return EvolisAnswers.position(ask("Rlr;p", EvolisAnswers.POSITION));
    }

    /// A reset in the middle of a card leaves the same doubt as silence.
    private static void requirePrepared(Matcher mode) throws IOException {
        if (Integer.parseInt(mode.group(1)) != PREPARED_ERROR_MODE) {
            throw new IOException(
                    "nothing was sent: the printer was reset, its error mode is " + mode.group(1));
        }
    }

    private long number(String command) throws IOException, DeniedException {
        return Long.parseLong(ask(command, EvolisAnswers.NUMBER));
    }

    private boolean isOn(String sensor) throws IOException, DeniedException {
        return EvolisAnswers.isOn(ask(sensor, EvolisAnswers.VOLTS));
    }

    /// Older models do not know the question.
    private OptionalInt onRibbon() throws IOException, DeniedException {
        try {
            return OptionalInt.of((int) number("Rrt;count"));
        } catch (DeniedException e) {
            return OptionalInt.empty();
        }
    }

    private String ask(String command, Pattern shape) throws IOException, DeniedException {
        return line.ask(command, framed(command, new byte[0]), shape, READ_WITHIN);
    }

    /// An action of a prepared printer.
    private String act(String command, Duration within) throws IOException, DeniedException {
        requirePrepared(errorMode());
        return set(command, within);
    }

    private String set(String command, Duration within) throws IOException, DeniedException {
        return line.once(command, framed(command, new byte[0]), EvolisAnswers.OK, within);
    }

    private static byte[] framed(String command, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 32);
        frame.write(ESC);
        frame.writeBytes(command.getBytes(StandardCharsets.US_ASCII));
        frame.writeBytes(payload);
        frame.write(CR);
        return frame.toByteArray();
    }

    @FunctionalInterface
    private interface Request<T> {
        T make() throws IOException, DeniedException;
    }

    private static <T> Outcome<T> outcome(Request<T> request) {
        try {
            return new Outcome.Done<>(request.make());
        } catch (DeniedException e) {
            return new Outcome.Refused<>(e.problem, e.text);
        } catch (IOException e) {
            return new Outcome.Silent<>(String.valueOf(e.getMessage()));
        }
    }
}
