package ampro.hub.store;

import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class FolderLockTest {

    @Test
    @Tag("FM-49")
    void aFolderHasOneHubAtATime(@TempDir Path folder) throws IOException {
        FolderLock first = new FolderLock(folder);
        assertThatIOException()
                .isThrownBy(() -> new FolderLock(folder))
                .withMessage("another hub works in " + folder);
        first.close();
        new FolderLock(folder).close();
    }
}
