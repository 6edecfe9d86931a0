package ampro.hub.custody;

import ampro.firmware.wire.EventChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Lines that are only ever appended to; one is on the disk when the call returns. Each ends with a
/// sum over itself and all before it, so that three things are told apart:
///
/// - what a power cut has torn: the end of the file, without its newline or with a hole of zeros;
///   nobody was told of it, and it is cut off
/// - what was changed, lost or put in anywhere else: nothing behind it is believed, and nothing
///   runs
/// - the truth
final class WitnessFile implements AutoCloseable {
    private static final String SUM = " =";
    private static final int SUM_DIGITS = 16;

    /// One zero alone may be a space whose bit has flipped.
    private static final String HOLE = "\0\0";

    private final FileChannel file;
    private final List<String> found = new ArrayList<>();
    private String sum = "";
    private boolean broken;

    WitnessFile(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        syncFolder(path);
        read(Files.readString(path, StandardCharsets.ISO_8859_1), path); // any byte may be torn
    }

    private void read(String text, Path path) throws IOException {
        int end = 0;
        for (int newline = text.indexOf('\n'); newline >= 0; newline = text.indexOf('\n', end)) {
            String line = text.substring(end, newline);
            if (remembers(line)) {
                end = newline + 1;
            } else if (newline == text.length() - 1 && line.contains(HOLE)) {
                break;
            } else {
                throw damaged(path);
            }
        }
        String tail = text.substring(end);
        file.position(end);
        if (remembers(tail) || remembers(tail.substring(0, Math.max(0, tail.length() - 1)))) {
            write(bytes(found.getLast() + SUM + sum)); // only its newline was changed
            file.force(false);
        }
        file.truncate(file.position());
    }

    /// A file that is new must be found after a power cut.
    private static void syncFolder(Path path) throws IOException {
        Path parent = Objects.requireNonNull(path.toAbsolutePath().getParent(), "it is a file");
        try (FileChannel folder = FileChannel.open(parent, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static ByteBuffer bytes(String line) {
        return ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private IllegalStateException damaged(Path path) {
        return new IllegalStateException(
                ("the witness %s is damaged in its line %d. Put a copy of it in its place. Where"
                                + " there is none, move it away: a new term begins, and of the"
                                + " cards that were revoked only those are known that the database"
                                + " knows")
                        .formatted(path, found.size() + 1));
    }

    private boolean remembers(String line) {
        int at = line.lastIndexOf(SUM);
        if (at < 0 || !sealed(sum, line.substring(0, at)).equals(line)) {
            return false;
        }
        found.add(line.substring(0, at));
        sum = line.substring(at + SUM.length());
        return true;
    }

    /// The line with its sum, behind one that has this sum; behind none where that is empty.
    static String sealed(String before, String line) {
        return line + SUM + EventChain.sha256(before + "\n" + line).substring(0, SUM_DIGITS);
    }

    /// What stood in it when it was opened.
    List<String> found() {
        return found;
    }

    /// A line stands whole or not at all: the next one would be read as its end. After a sync that
    /// failed nobody knows what the disk holds, and nothing more is written.
    void append(String line) {
        String sealed = sealed(sum, line);
        try {
            if (broken) {
                throw new IOException("it failed before");
            }
            broken = true;
            write(bytes(sealed));
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("the witness cannot be written", e);
        }
        broken = false;
        sum = sealed.substring(sealed.length() - SUM_DIGITS);
    }

    /// Whether nobody knows what the disk holds.
    boolean isBroken() {
        return broken;
    }

    private void write(ByteBuffer bytes) throws IOException {
        long end = file.position();
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            file.truncate(end);
            broken = false; // a full disk has room again some time
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
