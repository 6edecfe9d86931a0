package ampro.station.hardware.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A device file in front of a software TPM, and what was written into it, command by command. It
/// is a pseudo-terminal: what a machine without a chip has that is opened, written and read alike.
final class TpmDeviceFile implements AutoCloseable {
    private static final int BYTES_MAX = 4096;
    private static final int SIZE_AT = 2;
    private static final Duration LOOK = Duration.ofMillis(20);

    private final TestTerminal terminal = new TestTerminal();
    private final List<byte[]> commands = new CopyOnWriteArrayList<>();
    private final SoftwareTpm tpm;
    private final Thread carrier;
    private volatile boolean open = true;

    TpmDeviceFile(SoftwareTpm tpm) {
        this.tpm = tpm;
        carrier = Thread.ofPlatform().daemon().name("device file").start(this::carry);
    }

    Path path() {
        return terminal.path();
    }

    List<byte[]> commands() {
        return commands;
    }

    private void carry() {
        ByteBuffer command = ByteBuffer.allocate(BYTES_MAX);
        while (open) {
            command.put(terminal.read(command.remaining(), LOOK));
            if (command.position() > SIZE_AT + 4 && command.position() == command.getInt(SIZE_AT)) {
                byte[] whole = new byte[command.position()];
                command.flip().get(whole).clear();
                commands.add(whole);
                terminal.write(answer(whole));
            }
        }
    }

    private byte[] answer(byte[] command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), tpm.port())) {
            socket.getOutputStream().write(command);
            byte[] head = socket.getInputStream().readNBytes(SIZE_AT + 4);
            byte[] rest =
                    socket.getInputStream()
                            .readNBytes(ByteBuffer.wrap(head).getInt(SIZE_AT) - head.length);
            return ByteBuffer.allocate(head.length + rest.length).put(head).put(rest).array();
        } catch (IOException e) {
            throw new IllegalStateException("the TPM behind the device file", e);
        }
    }

    @Override
    public void close() {
        open = false;
        try {
            carrier.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        terminal.close();
    }
}
