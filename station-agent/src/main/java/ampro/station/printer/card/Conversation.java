package ampro.station.printer.card;

import ampro.firmware.problem.Problem;
import ampro.station.hardware.SerialPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Commands and their text answers over a port, one in flight. Nobody knows how answers end: NUL,
/// CR, CRLF, or nothing more for [#SILENCE] (devices.md 1.1).
///
/// Input is discarded before each command, and an answer that does not fit the question is put
/// aside as a late one. A question may be asked again, an action is sent once. No fitting answer is
/// an `IOException`, like a lost line: nobody knows what was done.
final class Conversation {
    /// A printer in the middle of an answer does not pause this long.
    private static final Duration SILENCE = Duration.ofMillis(150);

    /// The longest answer known has some 20 characters; more is noise.
    private static final int ANSWER_BYTES_MAX = 80;

    /// Real units sometimes answer a read with an earlier `OK`; integrators ask up to three times.
    private static final int ASKED_MAX = 3;

    static final Duration ASK_AGAIN = Duration.ofMillis(100);

    /// More answers than these that do not fit are a line full of noise.
    private static final int ASIDE_MAX = 4;

    private final SerialPort port;
    private final Consumer<Duration> pause;
    private final Function<String, Problem> problemOf;
    private final byte[] buffer = new byte[256];
    private int from;
    private int to;

    /// The printer says that it is busy instead of answering.
    static final class BusyException extends IOException {
        @Serial private static final long serialVersionUID = 1;

        BusyException() {
            super("the printer is busy");
        }
    }

    /// @param problemOf what an answer that begins with `ERR` means
    Conversation(SerialPort port, Consumer<Duration> pause, Function<String, Problem> problemOf) {
        this.port = port;
        this.pause = pause;
        this.problemOf = problemOf;
    }

    /// Asks until an answer has this shape.
    String ask(String name, byte[] command, Pattern shape, Duration within)
            throws IOException, DeniedException {
        return ask(name, command, shape, within, false);
    }

    /// The same where errors answer for something older.
    String askPastErrors(String name, byte[] command, Pattern shape, Duration within)
            throws IOException, DeniedException {
        return ask(name, command, shape, within, true);
    }

    private String ask(
            String name, byte[] command, Pattern shape, Duration within, boolean pastErrors)
            throws IOException, DeniedException {
        for (int asked = 0; asked < ASKED_MAX; asked++) {
            if (asked > 0) {
                pause.accept(ASK_AGAIN);
            }
            send(command);
            Optional<String> answer = fitting(shape, within, pastErrors);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new IOException("no answer to " + name);
    }

    /// Sends this once, whatever happens.
    String once(String name, byte[] command, Pattern shape, Duration within)
            throws IOException, DeniedException {
        send(command);
        return fitting(shape, within, false)
                .orElseThrow(
                        () -> new IOException("no answer to %s in %s".formatted(name, within)));
    }

    /// Sends and expects nothing.
    void send(byte[] command) throws IOException {
        from = to;
        port.discardInput();
        port.write(command);
    }

    private Optional<String> fitting(Pattern shape, Duration within, boolean pastErrors)
            throws IOException, DeniedException {
        for (int aside = 0; aside <= ASIDE_MAX; aside++) {
            String answer = answer(within);
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            if (shape.matcher(answer).matches()) {
                return Optional.of(answer);
            }
            if (answer.startsWith("ERR") && !pastErrors) {
                throw new DeniedException(problemOf.apply(answer), answer);
            }
            if (answer.equals("BUSY") && !pastErrors) {
                throw new BusyException();
            }
        }
        return Optional.empty();
    }

    /// The next answer, or an empty one if none began within this time.
    private String answer(Duration within) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int taken = 0; taken < ANSWER_BYTES_MAX; taken++) {
            int next = next(text.size() == 0 ? within : SILENCE);
            boolean ends = next == 0 || next == '\r' || next == '\n';
            if (next < 0 || (ends && text.size() > 0)) {
                break;
            }
            if (!ends) {
                text.write(next);
            }
        }
        return text.toString(StandardCharsets.ISO_8859_1).strip();
    }

    /// -1 if nothing came.
    private int next(Duration within) throws IOException {
        if (from == to) {
            from = 0;
            to = port.read(buffer, within);
        }
        return from == to ? -1 : buffer[from++] & 0xff;
    }
}
