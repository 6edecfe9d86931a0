package ampro.proof.crash;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One line of `strace -f -y -xx`: a call on a file, begun or done. A call during which other
/// threads called is two lines, so that what was done before something else began can be told.
///
/// `bytes` are as many of the written ones as strace was asked to show, `count` is how many the
/// kernel took; both only of a call that is done.
@SuppressWarnings("ArrayRecordComponent") // nobody compares calls
record SystemCall(String name, String file, boolean done, byte[] bytes, long count) {
    /// What strace is asked for: no other call orders bytes on a disk or puts bytes on a line.
    static final List<String> TRACED =
            List.of("write", "writev", "pwrite64", "pwritev", "fsync", "fdatasync", "msync");

    /// A page of the journal with its event rows, and the head of whatever goes to a printer.
    static final int BYTES_SHOWN = 4_200;

    private static final Pattern LINE =
            Pattern.compile(
                    "(?<thread>[0-9]+) +(?<name>[a-z0-9]+)\\([0-9]+<(?<file>[^>]*)>(?<rest>.*)");
    private static final Pattern RESUMED =
            Pattern.compile("(?<thread>[0-9]+) +<[.]{3} (?<name>[a-z0-9]+) resumed>(?<rest>.*)");
    private static final Pattern RESULT = Pattern.compile(".*\\) += (-?[0-9]+).*");

    /// Whether it ends with the file's bytes on the disk.
    boolean isSync() {
        return name.endsWith("sync");
    }

    /// The command before the program's own.
    static List<String> strace(Path trace) {
        return List.of(
                "strace",
                "-D",
                "-f",
                "-y",
                "-xx",
                "--seccomp-bpf",
                "-s",
                String.valueOf(BYTES_SHOWN),
                "-e",
                "trace=" + String.join(",", TRACED),
                "-e",
                "signal=none",
                "-o",
                trace.toString());
    }

    /// Tells each call in the order of the trace; a file's last line may be torn.
    static void read(Stream<String> trace, Consumer<SystemCall> told) {
        Map<String, SystemCall> begun = new HashMap<>();
        trace.forEach(line -> {
            Matcher resumed = RESUMED.matcher(line);
            if (resumed.matches()) {
                SystemCall call = begun.remove(resumed.group("thread"));
                if (call != null) {
                    result(resumed.group("rest")).ifPresent(n -> told.accept(call.ended(n)));
                }
                return;
            }
            Matcher whole = LINE.matcher(line);
            if (!whole.matches()) {
                return;
            }
            SystemCall call = begun(whole);
            told.accept(call);
            if (whole.group("rest").endsWith("<unfinished ...>")) {
                begun.put(whole.group("thread"), call);
            } else {
                result(whole.group("rest")).ifPresent(n -> told.accept(call.ended(n)));
            }
        });
    }

    private static SystemCall begun(Matcher line) {
        return new SystemCall(
                line.group("name"), text(line.group("file")), false, bytes(line.group("rest")), 0);
    }

    private SystemCall ended(long result) {
        return new SystemCall(name, file, true, bytes, result);
    }

    private static Optional<Long> result(String rest) {
        Matcher result = RESULT.matcher(rest);
        return result.matches() ? Optional.of(Long.parseLong(result.group(1))) : Optional.empty();
    }

    /// With `-xx` paths are in hex as well.
    private static String text(String shown) {
        return shown.startsWith("\\x") ? new String(bytes(shown), StandardCharsets.UTF_8) : shown;
    }

    private static byte[] bytes(String shown) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = shown.indexOf("\\x"); at >= 0 && at + 4 <= shown.length(); ) {
            bytes.write(Integer.parseInt(shown, at + 2, at + 4, 16));
            at = shown.startsWith("\\x", at + 4) ? at + 4 : -1;
        }
        return bytes.toByteArray();
    }
}
