package ampro.proof.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A SQLite database and its write-ahead log as they lie on a disk, to be damaged.
///
/// The log is a header of 32 bytes, then frames of 24 bytes and a page (sqlite.org/fileformat2,
/// section 4).
@SuppressWarnings("ArrayRecordComponent") // never compared
record Images(byte[] database, byte[] log) {
    private static final int LOG_HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int PAGE_SIZE_AT = 8;

    /// Of a database that somebody has open and does not write just now.
    static Images of(Path database) {
        try {
            Path log = log(database);
            return new Images(
                    Files.readAllBytes(database),
                    Files.exists(log) ? Files.readAllBytes(log) : new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeTo(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, database);
            Files.write(log(file), log);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path log(Path database) {
        return database.resolveSibling(database.getFileName() + "-wal");
    }

    /// As if the log had never been written beyond here.
    Images cutAt(int length) {
        return new Images(database, Arrays.copyOf(log, length));
    }

    /// Nothing, the header alone, and after every frame.
    List<Integer> frameBoundaries() {
        List<Integer> at = new ArrayList<>(List.of(0));
        int frame = FRAME_HEADER + ByteBuffer.wrap(log).getInt(PAGE_SIZE_AT);
        IntStream.iterate(LOG_HEADER, n -> n <= log.length, n -> n + frame).forEach(at::add);
        return at;
    }

    List<Integer> anywhere(SplittableRandom random, int places) {
        return random.ints(places, 0, log.length).boxed().toList();
    }

    Images flippedInDatabase(SplittableRandom random) {
        return new Images(flipped(database, random), log);
    }

    Images flippedInLog(SplittableRandom random) {
        return new Images(database, flipped(log, random));
    }

    private static byte[] flipped(byte[] bytes, SplittableRandom random) {
        byte[] damaged = bytes.clone();
        damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return damaged;
    }
}
