package ampro.proof.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/// A disk of a few MiB in memory that can be filled up and made read-only. Only root may mount one:
/// for anybody else a scenario that needs it is skipped, and says so.
public final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 4_096;

    final Path folder;

    public SmallDisk(Path folder, int mebibytes) throws IOException {
        this.folder = Files.createDirectories(folder);
        if (run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "ampro") != 0) {
            throw new TestAbortedException("skipped: a disk can only be mounted by root");
        }
    }

    /// Until not one more block fits.
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler())) {
            byte[] block = new byte[BLOCK];
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space")) {
                throw e;
            }
        }
    }

    public void empty() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    void readOnly(boolean yes) throws IOException {
        if (run("mount", "-o", yes ? "remount,ro" : "remount,rw") != 0) {
            throw new IOException(folder + " cannot be remounted");
        }
    }

    private int run(String... command) throws IOException {
        String[] all = java.util.Arrays.copyOf(command, command.length + 1);
        all[command.length] = folder.toString();
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        try {
            process.getInputStream().readAllBytes();
            return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l");
    }
}
