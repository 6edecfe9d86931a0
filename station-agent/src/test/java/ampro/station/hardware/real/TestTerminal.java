package ampro.station.hardware.real;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A raw pseudo-terminal pair by glibc: `path` is what a port opens, this is the other end of its
/// cable. `unplug` takes the device away under an open port.
public final class TestTerminal implements AutoCloseable {
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final long FIONREAD = 0x541b;
    private static final short POLLIN = 1;
    private static final int TERMIOS_BYTES = 128;

    private final int master;
    private final int slave;
    private final Path path;
    private boolean plugged = true;

    public TestTerminal() {
        try (Arena arena = Arena.ofConfined()) {
            master = call("posix_openpt", JAVA_INT, O_RDWR | O_NOCTTY);
            call("grantpt", JAVA_INT, master);
            call("unlockpt", JAVA_INT, master);
            MemorySegment name = arena.allocate(64);
            call("ptsname_r", JAVA_INT, master, name, 64L);
            path = Path.of(name.getString(0));
            slave = call("open", JAVA_INT, name, O_RDWR | O_NOCTTY);
            MemorySegment termios = arena.allocate(TERMIOS_BYTES);
            call("tcgetattr", JAVA_INT, slave, termios);
            call("cfmakeraw", null, termios);
            call("tcsetattr", JAVA_INT, slave, 0, termios);
        }
    }

    public Path path() {
        return path;
    }

    /// What the port wrote, at most `max` bytes, none after `within`.
    public byte[] read(int max, Duration within) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment poll = arena.allocate(8, 4);
            poll.set(JAVA_INT, 0, master);
            poll.set(JAVA_SHORT, 4, POLLIN);
            if (call("poll", JAVA_INT, poll, 1L, (int) within.toMillis()) == 0) {
                return new byte[0];
            }
            MemorySegment bytes = arena.allocate(max);
            int got = call("read", JAVA_LONG, master, bytes, (long) max);
            return bytes.asSlice(0, got).toArray(JAVA_BYTE);
        }
    }

    public void write(byte[] answer) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, answer);
            call("write", JAVA_LONG, master, bytes, (long) answer.length);
        }
    }

    /// Bytes that have arrived at the port and were not read.
    int waitingAtPort() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(JAVA_INT);
            call("ioctl", JAVA_INT, slave, FIONREAD, bytes);
            return bytes.get(JAVA_INT, 0);
        }
    }

    public void unplug() {
        if (plugged) {
            plugged = false;
            call("close", JAVA_INT, slave);
            call("close", JAVA_INT, master);
        }
    }

    @Override
    public void close() {
        unplug();
    }

    /// Calls a function of the C library; -1 throws.
    @SuppressWarnings("restricted")
    private static int call(String name, @Nullable ValueLayout result, Object... arguments) {
        MemoryLayout[] layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            layouts[i] =
                    switch (arguments[i]) {
                        case Integer _ -> JAVA_INT;
                        case Long _ -> JAVA_LONG;
                        default -> ADDRESS;
                    };
        }
        Linker linker = Linker.nativeLinker();
        MemorySegment function = linker.defaultLookup().findOrThrow(name);
        FunctionDescriptor shape =
                result == null
                        ? FunctionDescriptor.ofVoid(layouts)
                        : FunctionDescriptor.of(result, layouts);
        MethodHandle handle =
                name.equals("open") || name.equals("ioctl")
                        ? linker.downcallHandle(function, shape, Linker.Option.firstVariadicArg(2))
                        : linker.downcallHandle(function, shape);
        try {
            Object answer = handle.invokeWithArguments(arguments);
            int value = answer instanceof Number number ? number.intValue() : 0;
            if (value < 0) {
                throw new IllegalStateException(name + " failed");
            }
            return value;
        } catch (IllegalStateException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(name, e);
        }
    }
}
