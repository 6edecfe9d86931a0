package ampro.proof.network;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A wire between stations and their broker that goes wrong when it is told to. It carries MQTT
/// packet by packet, so that it can fail between a PUBLISH and its PUBACK; time and bytes are
/// counted, never drawn. Each direction of a connection has a thread.
final class FaultProxy implements AutoCloseable {
    /// A control packet's type is the upper half of its first byte (MQTT 5.0, section 2.1.2).
    private static final int PUBLISH = 3;

    private static final int PUBACK = 4;

    /// PUBACK reason "quota exceeded" (MQTT 5.0, section 3.4.2.1).
    private static final byte QUOTA_EXCEEDED = (byte) 0x97;

    private static final int CONNECT_MILLIS_MAX = 2_000;
    private static final int CHUNK = 256;

    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connects = new AtomicInteger();
    private final AtomicInteger resetsAtPuback = new AtomicInteger();
    private final AtomicLong bytesUntilReset = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong swallowed = new AtomicLong();
    private volatile URI target;
    private volatile boolean isCut;
    private volatile boolean isHole;
    private volatile boolean isFull;
    private volatile Duration delay = Duration.ZERO;
    private volatile long bytesPerSecond = Long.MAX_VALUE;

    FaultProxy(URI target) throws IOException {
        this.target = target;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI address() {
        return URI.create("tcp://127.0.0.1:" + door.getLocalPort());
    }

    /// The broker is somewhere else from now on.
    void leadTo(URI broker) {
        target = broker;
    }

    /// Tries to connect, carried or not.
    int connects() {
        return connects.get();
    }

    /// PUBLISH packets that were answered with "quota exceeded".
    int refusedPublishes() {
        return refused.get();
    }

    long swallowedBytes() {
        return swallowed.get();
    }

    /// No connection stands and none can be made.
    void partition() {
        isCut = true;
        reset();
    }

    /// Connections stand and nothing is carried: nobody is told.
    void swallow() {
        isHole = true;
    }

    /// The broker answers every PUBLISH of a station that its disk is full, and does not take it.
    void refusePublishes() {
        isFull = true;
    }

    /// The connection is reset in place of the next PUBACK, which the broker has sent.
    void resetAtNextPuback() {
        resetsAtPuback.incrementAndGet();
    }

    /// The connection is reset in the middle of whatever comes after so many bytes.
    void resetAfter(long bytes) {
        bytesUntilReset.set(bytes);
    }

    /// Every packet comes this much later.
    void slow(Duration later, long bytesPerSecondMax) {
        delay = later;
        bytesPerSecond = bytesPerSecondMax;
    }

    /// All is well again. What was swallowed is missing in its stream, so that one ends.
    void heal() {
        boolean hadHole = isHole;
        isCut = false;
        isHole = false;
        isFull = false;
        delay = Duration.ZERO;
        bytesPerSecond = Long.MAX_VALUE;
        bytesUntilReset.set(Long.MAX_VALUE);
        resetsAtPuback.set(0);
        if (hadHole) {
            reset();
        }
    }

    /// Every connection ends at once, with a reset.
    void reset() {
        open.forEach(FaultProxy::reset);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket station = door.accept();
                connects.incrementAndGet();
                if (isCut) {
                    reset(station);
                } else {
                    open.add(station);
                    Thread.ofVirtual().start(() -> carry(station));
                }
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void carry(Socket station) {
        try (Socket broker = new Socket()) {
            broker.connect(
                    new InetSocketAddress(target.getHost(), target.getPort()), CONNECT_MILLIS_MAX);
            broker.setTcpNoDelay(true);
            station.setTcpNoDelay(true);
            open.add(broker);
            Thread down = Thread.ofVirtual().start(() -> pump(broker, station, false));
            pump(station, broker, true);
            down.join();
            open.remove(broker);
        } catch (IOException e) {
            reset(station);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.remove(station);
    }

    private void pump(Socket from, Socket to, boolean isUp) {
        try {
            DataInputStream in = new DataInputStream(from.getInputStream());
            while (true) {
                byte[] packet = read(in);
                if (isHole) {
                    swallowed.addAndGet(packet.length);
                } else if (isUp && isFull && type(packet) == PUBLISH) {
                    refuse(packet, from.getOutputStream());
                } else if (!isUp && type(packet) == PUBACK && takesReset()) {
                    reset();
                } else {
                    write(packet, to.getOutputStream());
                }
            }
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    private boolean takesReset() {
        return resetsAtPuback.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private void refuse(byte[] publish, OutputStream station) throws IOException {
        int at = 1;
        while ((publish[at++] & 0x80) != 0) {}
        int topic = ((publish[at] & 0xFF) << 8) | (publish[at + 1] & 0xFF);
        int id = at + 2 + topic;
        refused.incrementAndGet();
        synchronized (station) {
            station.write(
                    new byte[] {PUBACK << 4, 3, publish[id], publish[id + 1], QUOTA_EXCEEDED});
            station.flush();
        }
    }

    private void write(byte[] packet, OutputStream to) throws IOException {
        LockSupport.parkNanos(delay.toNanos());
        for (int at = 0; at < packet.length; at += CHUNK) {
            int length = Math.min(CHUNK, packet.length - at);
            if (bytesUntilReset.addAndGet(-length) < 0) {
                bytesUntilReset.set(Long.MAX_VALUE);
                reset();
                return;
            }
            synchronized (to) {
                to.write(packet, at, length);
                to.flush();
            }
            LockSupport.parkNanos(Duration.ofSeconds(length).toNanos() / bytesPerSecond);
        }
    }

    private static int type(byte[] packet) {
        return (packet[0] & 0xFF) >> 4;
    }

    /// One control packet: a byte, its remaining length in up to four bytes of seven bits, the
    /// rest.
    private static byte[] read(DataInputStream in) throws IOException {
        byte[] head = new byte[5];
        head[0] = in.readByte();
        int length = 0;
        int at = 1;
        do {
            head[at] = in.readByte();
            length |= (head[at] & 0x7F) << (7 * (at - 1));
        } while ((head[at++] & 0x80) != 0);
        byte[] packet = java.util.Arrays.copyOf(head, at + length);
        in.readFully(packet, at, length);
        return packet;
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // gone already
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        reset();
    }
}
