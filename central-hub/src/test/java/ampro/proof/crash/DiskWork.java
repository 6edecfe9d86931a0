package ampro.proof.crash;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What a program asks of its disk: syncs by file, and commits of SQLite, told by the frame headers
/// of its write-ahead logs (sqlite.org/fileformat2.html, 4.1: 24 bytes, the second word is the
/// database's size after a commit and 0 in other frames).
final class DiskWork implements Consumer<SystemCall> {
    private static final int FRAME_HEADER_BYTES = 24;

    private final Map<String, Integer> syncs = new TreeMap<>();
    private int commits;

    @Override
    public void accept(SystemCall call) {
        if (!call.done() || call.count() < 0) {
            return;
        }
        if (call.isSync()) {
            syncs.merge(String.valueOf(Path.of(call.file()).getFileName()), 1, Integer::sum);
        } else if (call.file().endsWith("-wal") && isCommit(call)) {
            commits++;
        }
    }

    private static boolean isCommit(SystemCall call) {
        byte[] bytes = call.bytes();
        return call.count() == FRAME_HEADER_BYTES
                && (bytes[4] | bytes[5] | bytes[6] | bytes[7]) != 0;
    }

    int commits() {
        return commits;
    }

    int syncs() {
        return syncs.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// A line for people: counts, and the same by card.
    String perCard(int cards) {
        return "%.1f commits and %.1f fsyncs a card (%s)"
                .formatted(
                        (double) commits / cards,
                        (double) syncs() / cards,
                        syncs.entrySet().stream()
                                .map(file -> file.getKey() + " " + file.getValue())
                                .collect(Collectors.joining(", ")));
    }
}
