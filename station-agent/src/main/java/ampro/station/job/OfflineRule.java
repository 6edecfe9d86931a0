package ampro.station.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether two people accept that this box prints while the hub is away, though no chip guards its
/// journal. The hub says so, and says it again to a box that thinks otherwise; kept as a file
/// beside the journal, it holds from the next start. A file that is lost takes nobody's card: the
/// box then waits for the hub.
public final class OfflineRule {
    private final Path file;

    public OfflineRule(Path file) {
        this.file = file;
    }

    public boolean isAccepted() {
        return Files.exists(file);
    }

    public void set(boolean accepted) {
        try {
            if (!accepted) {
                Files.deleteIfExists(file);
            } else if (!isAccepted()) {
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the hub's rule cannot be kept", e);
        }
    }
}
