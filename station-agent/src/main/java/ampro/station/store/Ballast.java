package ampro.station.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Room on the disk that is kept for what must never be lost: a file that is thrown overboard when
/// the disk is full, and made again when there is room.
final class Ballast {
    /// What is free beside it where work goes on: making it must not itself fill the disk, and a
    /// card's first line needs room that is not the ballast's.
    private static final long SPARE_BYTES = 1L << 20;

    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final long bytes;

    /// None at all where `bytes` is 0.
    Ballast(Path file, long bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /// Whether the room is kept and there is more; makes it again if there is enough.
    boolean isReserved() {
        return bytes == 0 || (hasFree(SPARE_BYTES) && (isHeld() || reserve()));
    }

    private boolean hasFree(long wanted) {
        try {
            return Files.getFileStore(file.getParent()).getUsableSpace() >= wanted;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isHeld() {
        try {
            return Files.size(file) == bytes;
        } catch (IOException e) {
            return false; // not there
        }
    }

    /// Written, not stretched: a file with holes keeps no room.
    private boolean reserve() {
        if (!hasFree(bytes + SPARE_BYTES)) {
            return false;
        }
        try (FileChannel out =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            for (long left = bytes; left > 0; ) {
                left -= out.write(ByteBuffer.allocate((int) Math.min(BLOCK, left)));
            }
            out.force(true);
            return true;
        } catch (IOException e) {
            release();
            return false;
        }
    }

    /// Says whether that made room.
    boolean release() {
        try {
            return bytes > 0 && Files.deleteIfExists(file);
        } catch (IOException e) {
            return false;
        }
    }
}
