package ampro.station.hardware.simulated;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// The device's end of a pseudo-terminal (Linux, glibc): the host opens `path()` as its serial
/// port.
///
/// One descriptor of the host's end stays open here, so that the host may close and open its port
/// without the device noticing, as on a real cable. `close()` is the cable being pulled: the host
/// then sees an input/output error and the path is gone. One thread reads, any may write or close.
final class PseudoTerminal implements AutoCloseable {
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_CLOEXEC = 0x80000;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;

    /// `struct termios` is 60 bytes on glibc; room to spare.
    private static final int TERMIOS_BYTES = 128;

    private static final int PATH_BYTES = 64;
    private static final int BUFFER_BYTES = 65_536;

    private final Arena memory = Arena.ofShared();
    private final MemorySegment incoming = memory.allocate(BUFFER_BYTES);
    private final MemorySegment outgoing = memory.allocate(BUFFER_BYTES);
    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final int device;
    private final int host;
    private final Path path;
    private volatile boolean closed;

    PseudoTerminal() throws IOException {
        device = C.call("posix_openpt", C.OPENPT, O_RDWR | O_NOCTTY | O_CLOEXEC);
        C.call("grantpt", C.GRANTPT, device);
        C.call("unlockpt", C.UNLOCKPT, device);
        MemorySegment name = memory.allocate(PATH_BYTES);
        C.call("ptsname_r", C.PTSNAME, device, name, (long) PATH_BYTES);
        path = Path.of(name.getString(0));
        host = C.call("open", C.OPEN, name, O_RDWR | O_NOCTTY | O_CLOEXEC);
        MemorySegment termios = memory.allocate(TERMIOS_BYTES);
        C.call("tcgetattr", C.TCGETATTR, host, termios);
        C.call("cfmakeraw", C.CFMAKERAW, termios);
        C.call("tcsetattr", C.TCSETATTR, host, 0, termios);
    }

    Path path() {
        return path;
    }

    /// Bytes read, 0 when none came within `limit`, -1 when the cable is out.
    int read(byte[] into, int max, Duration limit) {
        reading.lock();
        try {
            if (closed || !ready(POLLIN, limit)) {
                return closed ? -1 : 0;
            }
            int wanted = Math.min(Math.min(max, into.length), BUFFER_BYTES);
            long count = (long) C.READ.invokeExact(device, incoming, (long) wanted);
            if (count < 0) {
                return 0;
            }
            MemorySegment.copy(incoming, JAVA_BYTE, 0, into, 0, (int) count);
            return (int) count;
        } catch (Throwable e) {
            throw new IllegalStateException("read of " + path, e);
        } finally {
            reading.unlock();
        }
    }

    /// False when the host did not take all bytes within `limit` or the cable is out.
    boolean write(byte[] bytes, Duration limit) {
        writing.lock();
        try {
            for (int sent = 0; sent < bytes.length; ) {
                if (closed || !ready(POLLOUT, limit)) {
                    return false;
                }
                // poll promises room for at least one byte, a longer write could block for ever
                outgoing.set(JAVA_BYTE, 0, bytes[sent]);
                long count = (long) C.WRITE.invokeExact(device, outgoing, 1L);
                if (count < 0) {
                    return false;
                }
                sent += (int) count;
            }
            return true;
        } catch (Throwable e) {
            throw new IllegalStateException("write to " + path, e);
        } finally {
            writing.unlock();
        }
    }

    private boolean ready(short event, Duration limit) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment poll = arena.allocate(8, 4);
            poll.set(JAVA_INT, 0, device);
            poll.set(JAVA_SHORT, 4, event);
            int count = (int) C.POLL.invokeExact(poll, 1L, (int) limit.toMillis());
            return count == 1 && (poll.get(JAVA_SHORT, 6) & event) != 0;
        }
    }

    @Override
    public void close() {
        closed = true;
        reading.lock();
        writing.lock();
        try {
            if (memory.scope().isAlive()) {
                C.call("close", C.CLOSE, host);
                C.call("close", C.CLOSE, device);
                memory.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("close of " + path, e);
        } finally {
            writing.unlock();
            reading.unlock();
        }
    }

    /// The C library's calls.
    @SuppressWarnings("restricted")
    private static final class C {
        static final Linker LINKER = Linker.nativeLinker();
        static final MethodHandle OPENPT = handle("posix_openpt", JAVA_INT, JAVA_INT);
        static final MethodHandle GRANTPT = handle("grantpt", JAVA_INT, JAVA_INT);
        static final MethodHandle UNLOCKPT = handle("unlockpt", JAVA_INT, JAVA_INT);
        static final MethodHandle PTSNAME =
                handle("ptsname_r", JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);
        static final MethodHandle OPEN =
                LINKER.downcallHandle(
                        LINKER.defaultLookup().findOrThrow("open"),
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
                        Linker.Option.firstVariadicArg(2));
        static final MethodHandle TCGETATTR = handle("tcgetattr", JAVA_INT, JAVA_INT, ADDRESS);
        static final MethodHandle TCSETATTR =
                handle("tcsetattr", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
        static final MethodHandle CFMAKERAW =
                LINKER.downcallHandle(
                        LINKER.defaultLookup().findOrThrow("cfmakeraw"),
                        FunctionDescriptor.ofVoid(ADDRESS));
        static final MethodHandle POLL = handle("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
        static final MethodHandle READ = handle("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
        static final MethodHandle WRITE = handle("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
        static final MethodHandle CLOSE = handle("close", JAVA_INT, JAVA_INT);

        static MethodHandle handle(String name, MemoryLayout result, MemoryLayout... arguments) {
            return LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow(name),
                    FunctionDescriptor.of(result, arguments));
        }

        static int call(String name, MethodHandle handle, Object... arguments) throws IOException {
            try {
                Object result = handle.invokeWithArguments(arguments);
                int value = result instanceof Integer number ? number : 0;
                if (value < 0) {
                    throw new IOException(name + " failed");
                }
                return value;
            } catch (IOException e) {
                throw e;
            } catch (Throwable e) {
                throw new IOException(name, e);
            }
        }
    }
}
