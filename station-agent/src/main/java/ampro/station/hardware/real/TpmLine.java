package ampro.station.hardware.real;

import ampro.station.hardware.GuardException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Carries one command to a TPM and its answer back: the same bytes to Linux's resource manager
/// (`/dev/tpmrm0`, one write and one read) and to a socket of swtpm. Each exchange opens anew, so
/// that a chip or program that comes back is found, others get their turn between, and a late
/// answer is never taken for the next one.
final class TpmLine implements AutoCloseable {
    /// The buffer of Linux's driver (`TPM_BUFSIZE`); no response is longer.
    private static final int ANSWER_BYTES_MAX = 4096;

    private final String name;
    private final URI chip;
    private final Duration answerWithin;

    /// A device file knows no time-out: the exchange waits here, the caller not for ever. One
    /// thread, so that nothing overtakes a command that is stuck: what is read after a time-out is
    /// what came of it.
    private final ExecutorService exchanges;

    TpmLine(URI chip, Duration answerWithin) {
        this.chip = chip;
        this.answerWithin = answerWithin;
        name = chip.getHost() == null ? chip.getPath() : chip.getHost() + ":" + chip.getPort();
        exchanges =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name(name).factory());
    }

    byte[] exchange(byte[] command) throws GuardException {
        Future<byte[]> answer = exchanges.submit(() -> exchangeNow(command));
        try {
            return answer.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw failure(
                    "has not answered within %d ms: if it stays silent, switch the box off and on"
                            .formatted(answerWithin.toMillis()),
                    e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw failure("was left in the middle of a command", e);
        } catch (ExecutionException e) {
            throw lost(e.getCause());
        }
    }

    /// What happened, beginning with which chip it is.
    GuardException failure(String what, @Nullable Throwable cause) {
        return new GuardException("the guard chip " + name + " " + what, cause);
    }

    @Override
    public void close() {
        exchanges.shutdownNow();
    }

    private byte[] exchangeNow(byte[] command) throws IOException {
        try (ByteChannel line = open()) {
            ByteBuffer out = ByteBuffer.wrap(command);
            while (out.hasRemaining()) {
                line.write(out);
            }
            ByteBuffer in = ByteBuffer.allocate(ANSWER_BYTES_MAX);
            while (in.position() < TpmCommand.HEADER_BYTES
                    || in.position() < in.getInt(TpmCommand.SIZE_AT)) {
                if (line.read(in) <= 0) { // its end, or longer than any answer is
                    throw new EOFException("ended after %d bytes".formatted(in.position()));
                }
            }
            byte[] answer = new byte[in.position()];
            in.flip().get(answer);
            return answer;
        }
    }

    private ByteChannel open() throws IOException {
        if (chip.getHost() == null) {
            Path device = Path.of(chip.getPath());
            if (Files.isRegularFile(device)) { // a command would overwrite it
                throw new IOException("it is a file and no device");
            }
            return FileChannel.open(device, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        InetSocketAddress address = new InetSocketAddress(chip.getHost(), chip.getPort());
        if (address.isUnresolved()) {
            throw new UnknownHostException("no address is known for it");
        }
        return SocketChannel.open(address);
    }

    private GuardException lost(@Nullable Throwable cause) {
        return switch (cause) {
            case NoSuchFileException e ->
                    failure(
                            "is not there: switch the TPM on in the firmware's set-up, or take the"
                                    + " setting guard = none, and each card waits for the hub",
                            e);
            case AccessDeniedException e ->
                    failure(
                            "does not open for this program: its user must be in the group that"
                                    + " owns the device, on Debian tss",
                            e);
            case ConnectException e ->
                    failure("is not there: start the TPM in software that listens there", e);
            case IOException e -> failure("was lost: " + e.getMessage(), e);
            case null, default -> throw new IllegalStateException("an exchange threw", cause);
        };
    }
}
