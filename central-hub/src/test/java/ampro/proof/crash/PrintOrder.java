package ampro.proof.crash;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// I4 from the outside: the fsync of each INTENT was done before the first byte of the command that
/// feeds its card began to go out, and one INTENT feeds one card. Judged by a station's system
/// calls alone.
final class PrintOrder implements Consumer<SystemCall> {
    /// An event's row, as its page goes into the write-ahead log: JSON with sorted keys.
    private static final Pattern INTENT =
            Pattern.compile("\"seq\":([0-9]+),\"token\":[{][^{}]*[}],\"type\":\"intent\"");

    /// By the guide: `Si` inserts a card, `Ss` opens a sequence that inserts one by itself.
    private static final Set<String> FEEDING = Set.of("Si", "Ss");

    /// `Sp;panel` prints on the card inside.
    private static final String PRINTING = "Sp;";

    private final String log;
    private final String printer;
    private final long before;
    private final CommandLine line = new CommandLine();
    private final Set<Long> seen = new HashSet<>();
    private final List<Long> written = new ArrayList<>();
    private final List<Long> syncing = new ArrayList<>();
    private final Deque<Long> durable = new ArrayDeque<>();
    private final List<String> violations = new ArrayList<>();
    private int fed;
    private int panels;

    /// `log` is the journal's write-ahead log, `printer` the card printer's line. Events up to
    /// `before` are older than the trace: a page on which a new one is written repeats them.
    PrintOrder(String log, String printer, long before) {
        this.log = log;
        this.printer = printer;
        this.before = before;
    }

    @Override
    public void accept(SystemCall call) {
        if (call.file().equals(log)) {
            journal(call);
        } else if (call.file().equals(printer) && call.done() && call.count() > 0) {
            line.take(call.bytes(), call.count());
        } else if (call.file().equals(printer) && !call.done()) {
            ordered(call.bytes());
        }
    }

    private void journal(SystemCall call) {
        if (call.isSync() && !call.done()) {
            syncing.clear();
            syncing.addAll(written);
        } else if (call.isSync() && call.count() == 0) {
            durable.addAll(syncing);
            written.removeAll(syncing);
        } else if (call.done() && call.count() > 0) {
            Matcher intents = INTENT.matcher(new String(call.bytes(), StandardCharsets.ISO_8859_1));
            while (intents.find()) {
                long seq = Long.parseLong(intents.group(1));
                if (seq > before && seen.add(seq)) {
                    written.add(seq);
                }
            }
        }
    }

    /// A command counts from its first byte: it is read as it begins.
    private void ordered(byte[] bytes) {
        String command = line.isBetween() ? CommandLine.first(bytes) : "";
        if (FEEDING.contains(command)) {
            fed++;
            if (durable.size() != 1) {
                violations.add(
                        "%s began with %d durable INTENTs that have fed nothing, and %s not synced"
                                .formatted(command, durable.size(), written));
            }
            durable.clear();
        } else if (command.startsWith(PRINTING)) {
            panels++;
            if (fed == 0) {
                violations.add(command + " began before any card was fed");
            }
        }
    }

    int fed() {
        return fed;
    }

    int panels() {
        return panels;
    }

    List<String> violations() {
        return List.copyOf(violations);
    }
}
