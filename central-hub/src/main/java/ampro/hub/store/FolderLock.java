package ampro.hub.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// One hub has a data folder for itself. The kernel gives the lock back however the hub ends.
public final class FolderLock implements AutoCloseable {
    /// Another program has the folder.
    public static final class TakenException extends IOException {
        private static final long serialVersionUID = 1;

        TakenException(String message) {
            super(message);
        }
    }

    private final FileChannel channel;

    public FolderLock(Path folder) throws IOException {
        Files.createDirectories(folder);
        channel =
                FileChannel.open(
                        folder.resolve("hub.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (!isOurs()) {
            channel.close();
            throw new TakenException("another hub works in " + folder);
        }
    }

    private boolean isOurs() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very process
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
