package ampro.station.hardware.real;

import ampro.firmware.profile.Handshake;
import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortDataListener;
import com.fazecast.jSerialComm.SerialPortEvent;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A tty or pseudo-terminal by its path, 8N1. What jSerialComm 2.11 leaves to us on Linux:
///
/// - a write has no time-out: short slices on an own thread, and a watchdog on their progress
/// - an unplugged port stays "open", and its disconnect event is repeated thousands of times: the
///   first one counts, closes the port from another thread, and every later call says why
/// - closing throws unsent bytes away: first wait for them, then say how many were lost
public final class TtyPort implements ampro.station.hardware.SerialPort {
    /// A slice is the most whose fate is unknown when a line is lost; 44 ms at 115200 baud.
    private static final int SLICE_BYTES_MAX = 512;

    /// Reads wake this often, the finest grain of a tty's own timer (`VTIME`).
    private static final Duration READ_SLICE = Duration.ofMillis(100);

    /// How often the kernel is asked for what has not left yet; its buffer holds 4 KiB.
    private static final Duration DRAIN_LOOK = Duration.ofMillis(2);

    /// Longest silence of a healthy printer that holds the line back while it moves a card.
    public static final Duration STUCK_AFTER = Duration.ofSeconds(60);

    /// Closing waits for unsent bytes no longer than this; a stuck line would hold it for ever.
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Path device;
    private final SerialPort port;
    private final Duration stuckAfter;
    private final ExecutorService writer;
    private final AtomicReference<@Nullable String> lost = new AtomicReference<>();
    private final CountDownLatch lostLatch = new CountDownLatch(1);

    private TtyPort(Path device, SerialPort port, Duration stuckAfter) {
        this.device = device;
        this.port = port;
        this.stuckAfter = stuckAfter;
        this.writer =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("write " + device).factory());
    }

    /// Opens `device` for this program alone (advisory lock of the file).
    ///
    /// @param nativeFolder where the library's native part is unpacked; not shared with other
    ///   programs, and decided by a program's first port
    /// @param stuckAfter usually [#STUCK_AFTER]
    public static TtyPort open(
            Path device, int baud, Handshake handshake, Path nativeFolder, Duration stuckAfter)
            throws IOException {
        var port = library(nativeFolder, device);
        port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(flags(handshake));
        port.setComPortTimeouts(
                SerialPort.TIMEOUT_READ_SEMI_BLOCKING, (int) READ_SLICE.toMillis(), 0);
        if (!port.openPort()) {
            throw new IOException(
                    "%s does not open: error %d".formatted(device, port.getLastErrorCode()));
        }
        TtyPort tty = new TtyPort(device, port, stuckAfter);
        port.addDataListener(tty.new Unplugged());
        return tty;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        for (int sent = 0; sent < bytes.length; ) {
            int from = sent;
            int length = Math.min(SLICE_BYTES_MAX, bytes.length - from);
            int written = watched(writer.submit(() -> port.writeBytes(bytes, length, from)));
            if (written <= 0) {
                throw lose("took no byte, error " + port.getLastErrorCode());
            }
            sent += written;
        }
        drain();
    }

    @Override
    public int read(byte[] into, Duration within) throws IOException {
        long slices = Math.max(1, within.plus(READ_SLICE).minusMillis(1).dividedBy(READ_SLICE));
        for (long slice = 0; slice < slices; slice++) {
            refuseWhenLost();
            int got = port.readBytes(into, into.length);
            if (got > 0) {
                return got;
            }
            if (got < 0) {
                throw lose("cannot be read, error " + port.getLastErrorCode());
            }
        }
        return 0;
    }

    @Override
    public void discardInput() throws IOException {
        byte[] scrap = new byte[SLICE_BYTES_MAX];
        for (int waiting = waiting(); waiting > 0; waiting = waiting()) {
            port.readBytes(scrap, Math.min(waiting, scrap.length));
        }
    }

    @Override
    public void close() throws IOException {
        int unsent = 0;
        for (long looks = CLOSE_WITHIN.dividedBy(DRAIN_LOOK); looks > 0 && !isLost(); looks--) {
            unsent = port.bytesAwaitingWrite();
            if (unsent <= 0) {
                break;
            }
            pauseUnlessLost();
        }
        writer.shutdownNow();
        port.closePort();
        if (unsent > 0) {
            throw new IOException("%s was closed with %d bytes unsent".formatted(device, unsent));
        }
    }

    /// Bytes leave the kernel at the line's pace; each that does is progress.
    private void drain() throws IOException {
        long looksMax = stuckAfter.dividedBy(DRAIN_LOOK);
        long looks = 0;
        for (int before = Integer.MAX_VALUE, unsent = unsent(); unsent > 0; unsent = unsent()) {
            looks = unsent < before ? 0 : looks + 1;
            if (looks > looksMax) {
                throw stuck();
            }
            before = unsent;
            pauseUnlessLost();
        }
    }

    private int watched(Future<Integer> slice) throws IOException {
        try {
            refuseWhenLost();
            return slice.get(stuckAfter.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw stuck();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lose("was left in the middle of a write");
        } catch (ExecutionException e) {
            throw new IllegalStateException("jSerialComm threw in a write", e.getCause());
        }
    }

    private int unsent() throws IOException {
        refuseWhenLost();
        int unsent = port.bytesAwaitingWrite();
        if (unsent < 0) {
            throw lose("cannot be asked, error " + port.getLastErrorCode());
        }
        return unsent;
    }

    private IOException stuck() {
        return lose("has moved no byte for %d ms".formatted(stuckAfter.toMillis()));
    }

    private int waiting() throws IOException {
        refuseWhenLost();
        int waiting = port.bytesAvailable();
        if (waiting < 0) {
            throw lose("cannot be asked, error " + port.getLastErrorCode());
        }
        return waiting;
    }

    private void pauseUnlessLost() throws IOException {
        try {
            lostLatch.await(DRAIN_LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lose("was left in the middle of a write");
        }
    }

    private boolean isLost() {
        return lost.get() != null;
    }

    private void refuseWhenLost() throws IOException {
        String why = lost.get();
        if (why != null) {
            throw new IOException(why);
        }
    }

    /// The first reason stays; it ends whoever waits.
    private IOException lose(String why) {
        if (lost.compareAndSet(null, device + " " + why)) {
            lostLatch.countDown();
            Thread.ofPlatform().daemon().name("close " + device).start(port::closePort);
        }
        return new IOException(lost.get());
    }

    private final class Unplugged implements SerialPortDataListener {
        @Override
        public int getListeningEvents() {
            return SerialPort.LISTENING_EVENT_PORT_DISCONNECTED;
        }

        @Override
        public void serialEvent(SerialPortEvent event) {
            var _ = lose("was unplugged");
        }
    }

    private static int flags(Handshake handshake) {
        return switch (handshake) {
            case RTS_CTS ->
                    SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED;
            case XON_XOFF ->
                    SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED
                            | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED;
        };
    }

    /// The library unpacks its native part below `java.io.tmpdir` when its class is first used, and
    /// knows no other way to be told where.
    private static synchronized SerialPort library(Path nativeFolder, Path device)
            throws IOException {
        String temp = System.getProperty("java.io.tmpdir");
        Files.createDirectories(nativeFolder);
        System.setProperty("java.io.tmpdir", nativeFolder.toString());
        try {
            return SerialPort.getCommPort(device.toRealPath().toString());
        } catch (NoSuchFileException | SerialPortInvalidPortException e) {
            throw new IOException(device + " does not open: it is not there", e);
        } finally {
            System.setProperty("java.io.tmpdir", temp);
        }
    }
}
