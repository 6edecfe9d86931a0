package ampro.station.hardware.simulated;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.station.hardware.simulated.CardCommand.Arriving;
import ampro.station.hardware.simulated.CardCommand.Download;
import ampro.station.hardware.simulated.CardCommand.Malformed;
import ampro.station.hardware.simulated.CardCommand.Text;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Bytes to commands, by the Evolis programming guide A5013: `ESC mnemonic ;parameter... CR`. NUL
/// before ESC is skipped, ESC after a CR may be left out, a bitmap is taken by its length and then
/// one CR. Of the guide's two forms of `Dbc` this reads the one of its command list, with the first
/// line: `Dbc;panel;levels;first line;bytes;data`.
///
/// ```
/// BETWEEN -> TEXT -> BETWEEN                     a command of text
///            TEXT -> PAYLOAD -> END -> BETWEEN   a bitmap
/// any of them -> LOST -> ESC: TEXT, quiet line: BETWEEN
/// ```
///
/// What is malformed is told once; then bytes are dropped until a command can be recognised again.
/// Called by the reader thread only.
final class CardPrinterParser {
    static final String PARAMETER_ERROR = "ERR PARAM";
    static final String COMMAND_ERROR = "ERROR CDE";
    static final String TIME_OUT = "ERR TIME OUT";

    /// The longest command of text in the guide (`Pcom`) is under 40 characters.
    private static final int TEXT_MAX = 200;

    private static final Duration RESYNC_AFTER = Duration.ofMillis(100);

    private static final byte ESC = 0x1B;
    private static final byte CR = '\r';
    private static final Pattern COMMAND = Pattern.compile("[A-Z][a-z]{1,4}(;[ -~]*)?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final Set<String> LEVELS = Set.of("2", "32", "64", "128");

    private enum State {
        BETWEEN,
        TEXT,
        PAYLOAD,
        END,
        LOST
    }

    private final int dots;
    private final int lines;
    private final Duration patience;
    private final Consumer<CardCommand> commands;
    private final StringBuilder text = new StringBuilder();
    private State state = State.BETWEEN;
    private boolean doubtful;
    private int separators;
    private CardCommand whole = new Malformed(COMMAND_ERROR);
    private byte[] payload = {};
    private int filled;

    /// @param patience how long the rest of a begun command may stay away
    CardPrinterParser(
            CardPrinterProfile profile, Duration patience, Consumer<CardCommand> commands) {
        this.dots = profile.lineDots() * profile.lines();
        this.lines = profile.lines();
        this.patience = patience;
        this.commands = commands;
    }

    void received(byte[] bytes, int count) {
        for (int at = 0; at < count; ) {
            at += state == State.PAYLOAD ? takePayload(bytes, at, count) : takeByte(bytes[at]);
        }
    }

    void quiet(Duration since) {
        if (state == State.LOST && since.compareTo(RESYNC_AFTER) >= 0) {
            forget();
        } else if (state != State.LOST && midCommand() && since.compareTo(patience) >= 0) {
            lost(TIME_OUT);
        }
    }

    /// Power was lost: whatever had begun is forgotten.
    void forget() {
        state = State.BETWEEN;
        payload = new byte[0];
    }

    boolean midCommand() {
        return state != State.BETWEEN;
    }

    /// At least half of a bitmap's payload is in.
    boolean midPayload() {
        return state == State.PAYLOAD && filled >= payload.length / 2;
    }

    private int takeByte(byte b) {
        switch (state) {
            case BETWEEN -> {
                if (b != 0 && b != CR && b != '\n') {
                    begin(false);
                    if (b != ESC) {
                        takeText(b);
                    }
                }
            }
            case TEXT -> takeText(b);
            case END -> takeEnd(b);
            case LOST -> {
                if (b == ESC) {
                    begin(true);
                }
            }
            case PAYLOAD -> throw new IllegalStateException("payload is not taken by the byte");
        }
        return 1;
    }

    private void begin(boolean afterLoss) {
        state = State.TEXT;
        doubtful = afterLoss;
        separators = 0;
        text.setLength(0);
    }

    private void takeText(byte b) {
        if (b == CR) {
            endText();
        } else if (b == ESC) {
            if (!text.isEmpty() && !doubtful) {
                commands.accept(new Malformed(COMMAND_ERROR));
            }
            begin(doubtful);
        } else if (b < ' ' || b > '~' || text.length() == TEXT_MAX) {
            lost(COMMAND_ERROR);
        } else {
            text.append((char) b);
            if (b == ';' && ++separators == separatorsBeforePayload()) {
                beginPayload();
            }
        }
    }

    private void endText() {
        if (!COMMAND.matcher(text).matches()) {
            lost(COMMAND_ERROR);
            return;
        }
        state = State.BETWEEN;
        List<String> words = List.of(text.toString().split(";", -1));
        commands.accept(new Text(words.getFirst(), words.subList(1, words.size())));
    }

    private int separatorsBeforePayload() {
        return switch (text.substring(0, text.indexOf(";"))) {
            case "Db" -> 3;
            case "Dbc" -> 5;
            default -> -1;
        };
    }

    /// Even a bitmap with a wrong panel is taken by its length, as long as the length is known.
    private void beginPayload() {
        List<String> words = List.of(text.toString().split(";"));
        boolean compressed = words.size() == 5;
        int length = words.size() < 3 ? -1 : payloadLength(words, compressed);
        if (length < 0) {
            lost(PARAMETER_ERROR);
            return;
        }
        payload = new byte[length];
        filled = 0;
        state = length == 0 ? State.END : State.PAYLOAD;
        String panel = words.get(1);
        int levels = Integer.parseInt(words.get(2));
        int firstLine = compressed ? Integer.parseInt(words.get(3)) : 0;
        boolean resin = "ko".contains(panel);
        if (panel.length() != 1
                || !"ymcko".contains(panel)
                || (resin && levels != 2)
                || firstLine >= lines) {
            whole = new Malformed(PARAMETER_ERROR);
            return;
        }
        char letter = panel.charAt(0);
        whole = new Download(words.get(0), letter, levels, firstLine, compressed, payload);
        commands.accept(new Arriving(letter));
    }

    /// -1 when the header does not tell it.
    private int payloadLength(List<String> words, boolean compressed) {
        if (!LEVELS.contains(words.get(2))) {
            return -1;
        }
        if (!compressed) {
            int bits = Integer.numberOfTrailingZeros(Integer.parseInt(words.get(2)));
            return dots * bits / Byte.SIZE;
        }
        boolean numbers =
                NUMBER.matcher(words.get(3)).matches() && NUMBER.matcher(words.get(4)).matches();
        // one pixel costs at most one byte, and a line of resin one byte more than its pixels
        int most = dots + lines;
        return numbers && Integer.parseInt(words.get(4)) <= most
                ? Integer.parseInt(words.get(4))
                : -1;
    }

    private int takePayload(byte[] bytes, int at, int count) {
        int taken = Math.min(count - at, payload.length - filled);
        System.arraycopy(bytes, at, payload, filled, taken);
        filled += taken;
        if (filled == payload.length) {
            state = State.END;
        }
        return taken;
    }

    private void takeEnd(byte b) {
        payload = new byte[0];
        if (b == CR) {
            state = State.BETWEEN;
            commands.accept(whole);
        } else {
            lost(COMMAND_ERROR);
            if (b == ESC) {
                begin(true);
            }
        }
    }

    private void lost(String answer) {
        boolean told = state == State.TEXT && doubtful;
        state = State.LOST;
        payload = new byte[0];
        if (!told) {
            commands.accept(new Malformed(answer));
        }
    }
}
