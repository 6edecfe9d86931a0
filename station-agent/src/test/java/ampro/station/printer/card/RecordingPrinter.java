package ampro.station.printer.card;

import ampro.station.hardware.SerialPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The other end of the line in these tests: reads the manual's frames from the bytes, notes each
/// command, and answers from a table. It has no state of its own; a test says what each command is
/// answered with. Time-outs pass at once and are noted.
final class RecordingPrinter implements SerialPort {
    private static final int COLOUR_BITMAP_BYTES = 411_480;
    private static final int MONO_BITMAP_BYTES = 82_296;

    final List<String> commands = new ArrayList<>();
    final List<Duration> timeouts = new ArrayList<>();
    final ByteArrayOutputStream raw = new ByteArrayOutputStream();

    /// What each command is answered with, in turn; the last one stays.
    private final Map<String, Deque<String>> answers = new HashMap<>();

    private final Deque<Byte> toHost = new ArrayDeque<>();
    private byte[] pending = new byte[0];
    private String terminator = "\r";
    private String afterDiscard = "";
    private boolean lost;

    RecordingPrinter() {
        answers("Rem", "2,0");
        answers("Rlr;p", "OK");
        answers("Rco;c", "17");
        answers("Rco;p", "102");
        answers("Rse;o", "5,00 Volts");
        answers("Rse;f", "5,00 Volts");
        answers("Rcr", "OK");
        answers("Rrt;count", "183");
        answers("Rsn", "SN-0042");
        answers("Rtp", "Quantum 2");
        answers("Rfv", "3.14");
        answers("Rr", "ymckok");
    }

    /// An empty answer is none.
    void answers(String command, String... texts) {
        answers.put(command, new ArrayDeque<>(List.of(texts)));
    }

    void endsAnswersWith(String end) {
        terminator = end;
    }

    /// Arrives late: after the host has thrown away its input and sent the next command.
    void lateAnswer(String text) {
        afterDiscard = text;
    }

    void lose() {
        lost = true;
    }

    /// Commands without the question that precedes each action.
    List<String> commandsButErrorMode() {
        return commands.stream().filter(c -> !c.equals("Rem")).toList();
    }

    long times(String command) {
        return commands.stream().filter(command::equals).count();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (lost) {
            throw new IOException("line lost");
        }
        raw.writeBytes(bytes);
        queue(afterDiscard);
        afterDiscard = "";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(pending);
        all.writeBytes(bytes);
        pending = all.toByteArray();
        while (takeCommand()) {}
    }

    /// `ESC`, words, `CR`; a bitmap is taken by its length. NULs before an ESC mean nothing.
    private boolean takeCommand() {
        int start = 0;
        while (start < pending.length && pending[start] == 0) {
            start++;
        }
        if (start < pending.length && pending[start] == '\r') {
            drop(start + 1);
            return true;
        }
        if (start == pending.length || pending[start] != 0x1b) {
            return false;
        }
        String head =
                new String(
                        pending,
                        start + 1,
                        Math.min(16, pending.length - start - 1),
                        StandardCharsets.ISO_8859_1);
        if (head.startsWith("Db;")) {
            String command = head.substring(0, head.indexOf(';', 5) + 1);
            int bytes = command.endsWith(";2;") ? MONO_BITMAP_BYTES : COLOUR_BITMAP_BYTES;
            int end = start + 1 + command.length() + bytes;
            if (pending.length <= end || pending[end] != '\r') {
                return false;
            }
            drop(end + 1);
            taken(command);
            return true;
        }
        int end = head.indexOf('\r');
        if (end < 0) {
            return false;
        }
        drop(start + 1 + end + 1);
        taken(head.substring(0, end));
        return true;
    }

    private void taken(String command) {
        commands.add(command);
        Deque<String> texts = answers.getOrDefault(command, new ArrayDeque<>(List.of("OK")));
        String text = texts.size() > 1 ? texts.removeFirst() : texts.getFirst();
        if (!text.isEmpty()) {
            queue(text + terminator);
        }
    }

    private void drop(int bytes) {
        byte[] rest = new byte[pending.length - bytes];
        System.arraycopy(pending, bytes, rest, 0, rest.length);
        pending = rest;
    }

    private void queue(String text) {
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            toHost.add(b);
        }
    }

    @Override
    public int read(byte[] into, Duration within) {
        if (toHost.isEmpty()) {
            timeouts.add(within);
            return 0;
        }
        int got = 0;
        while (got < into.length && !toHost.isEmpty()) {
            into[got++] = toHost.removeFirst();
        }
        return got;
    }

    @Override
    public void discardInput() {
        toHost.clear();
    }

    @Override
    public void close() {}
}
