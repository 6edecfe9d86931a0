package ampro.hub;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.custody.Witness;
import ampro.hub.store.FolderLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an administrator says from the shell.
@Tag("store")
class HubShellTest {
    @TempDir private Path data;

    @Test
    void aDatabaseThatIsABackupBeginsATerm() throws IOException {
        assertThat(said("restored")).isZero();
        try (Witness witness = new Witness(data.resolve("witness"))) {
            assertThat(witness.term()).isEqualTo(2);
        }
    }

    /// It would go on in the term of before.
    @Test
    void aRunningHubIsNotSetBackUnderneath() throws IOException {
        try (FolderLock _ = new FolderLock(data)) {
            assertThat(said("restored")).isEqualTo(1);
        }
        try (Witness witness = new Witness(data.resolve("witness"))) {
            assertThat(witness.term()).isZero();
        }
    }

    @Test
    void wordsThatItDoesNotKnowAreRefused() throws IOException {
        assertThat(said("restore")).isEqualTo(2);
    }

    private int said(String... words) throws IOException {
        return HubShell.carryOut(RunningHub.settings(data), List.of(words));
    }
}
