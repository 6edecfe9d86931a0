package ampro.station.hardware.simulated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The serial cable of one printer: carries bytes at the line's pace, can be pulled and put back.
/// After each plugging the port has a new path; `link` always points at it, as `/dev/serial/by-id`
/// does in life. Owns the printer's reader thread.
final class SerialLine implements AutoCloseable {
    /// What sits at the device's end of the cable; called by the reader thread only.
    interface Receiver {
        void received(byte[] bytes, int count);

        /// Nothing has come for so long; told again and again while the line stays quiet.
        void quiet(Duration since);
    }

    private static final Duration POLL = Duration.ofMillis(50);

    /// A host that does not read for so long loses the answer; a real line has no memory either.
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);

    private static final Duration STOP_MAX = Duration.ofSeconds(5);

    private final Path link;
    private final Pace pace;
    private final Receiver receiver;
    private final Thread reader;
    private final Object sending = new Object();
    private volatile @Nullable PseudoTerminal terminal;
    private volatile boolean stalled;
    private volatile boolean closed;

    SerialLine(Path link, Pace pace, Receiver receiver) {
        this.link = link;
        this.pace = pace;
        this.receiver = receiver;
        this.reader = Thread.ofPlatform().name("line " + link.getFileName()).unstarted(this::read);
        plug();
    }

    void start() {
        reader.start();
    }

    /// Puts the cable in, if it is out.
    synchronized void plug() {
        if (terminal != null) {
            return;
        }
        try {
            PseudoTerminal opened = new PseudoTerminal();
            Path fresh = link.resolveSibling(link.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createSymbolicLink(fresh, opened.path());
            Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
            terminal = opened;
        } catch (IOException e) {
            throw new UncheckedIOException("no pseudo-terminal", e);
        }
    }

    synchronized void unplug() {
        PseudoTerminal out = terminal;
        terminal = null;
        if (out != null) {
            out.close();
        }
    }

    @Nullable Path port() {
        PseudoTerminal in = terminal;
        return in == null ? null : in.path();
    }

    /// The device stops reading (XOFF for ever) until `false`.
    void stall(boolean stop) {
        stalled = stop;
    }

    /// From any thread, one answer after the other.
    void send(byte[] answer) {
        synchronized (sending) {
            pace.carry(answer.length);
            PseudoTerminal in = terminal;
            if (in != null) {
                in.write(answer, ANSWER_MAX);
            }
        }
    }

    private void read() {
        byte[] buffer = new byte[pace.portionBytes()];
        long lastByte = System.nanoTime();
        while (!closed) {
            PseudoTerminal in = terminal;
            int count = in == null || stalled ? -1 : in.read(buffer, buffer.length, POLL);
            if (count > 0) {
                pace.carry(count);
                receiver.received(buffer, count);
                lastByte = System.nanoTime();
            } else if (count == 0) {
                receiver.quiet(Duration.ofNanos(System.nanoTime() - lastByte));
            } else {
                pauseWhileOut();
            }
        }
    }

    private synchronized void pauseWhileOut() {
        try {
            TimeUnit.MILLISECONDS.timedWait(this, POLL.toMillis());
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        unplug();
        reader.interrupt();
        try {
            reader.join(STOP_MAX);
            Files.deleteIfExists(link);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
