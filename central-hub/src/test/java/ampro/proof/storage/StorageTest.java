package ampro.proof.storage;

import ampro.proof.network.FullHub;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The small bound of `prove storage`, and the large one where everything is run.
@Tag("proof")
@Timeout(300)
class StorageTest {
    private static final long SEED = 1;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("FM-18")
    @Tag("FM-24")
    @Tag("FM-25")
    void journalThatWasCutOrFlippedIsReadAsACommitHasLeftItOrNotAtAll(boolean chip)
            throws Exception {
        tell(StorageProof.damage(folder, chip, StorageProof.PLACES, SEED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    @Tag("FM-18")
    @Tag("FM-24")
    @Tag("FM-25")
    void journalThatWasCutOrFlippedAtManyPlacesIsNeverBelievedWrongly(boolean chip)
            throws Exception {
        tell(StorageProof.damage(folder, chip, StorageProof.PLACES_FULL, SEED));
    }

    @Test
    @Tag("FM-24")
    void programOnADamagedJournalStaysAndSaysWhatToDo() throws Exception {
        tell(FailingDisk.damaged(folder));
    }

    @Test
    @Tag("FM-26")
    void noCardIsBegunOnAFullDiskAndItGoesOnByItself() throws Exception {
        tell(FullDisk.duringIntent(folder));
    }

    @Test
    @Tag("FM-27")
    void outcomeIsKeptOnADiskThatFilledUpMeanwhile() throws Exception {
        tell(FullDisk.duringTheOutcome(folder));
    }

    @Test
    @Tag("FM-28")
    void programWhoseSyncFailsEndsAndStartsAgain() throws Exception {
        tell(FailingDisk.syncFails(folder));
    }

    @Test
    @Tag("FM-29")
    void programOnAReadOnlyDiskStopsSaysSoAndGoesOnByItself() throws Exception {
        tell(FailingDisk.turnsReadOnly(folder));
    }

    @Test
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    @Tag("FM-25")
    @Tag("FM-50")
    void hubWhoseLogWasCutKnowsThatItHasForgotten() throws Exception {
        tell(HubDisk.cut(folder, StorageProof.PLACES, new SplittableRandom(SEED)));
    }

    @Test
    @Tag("FM-51")
    void commandOnAFullHubFailsWholeAndTheNextOneFindsRoom() throws Exception {
        tell(HubDisk.full(folder));
    }

    @Test
    @Tag("FM-51")
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    void stationsKeepWhatAFullHubCannotTake() throws Exception {
        tell(FullHub.happen(folder));
    }

    private static void tell(String what) {
        System.out.println("storage, seed " + SEED + ": " + what);
    }
}
