package ampro.proof.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.LeaseState;
import ampro.station.job.PrintEffect;
import ampro.station.job.PrintEvent;
import ampro.station.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// A station's core on a disk without room.
final class FullDisk {
    private static final int MEBIBYTES = 24;

    private FullDisk() {}

    /// The disk is full just when INTENT is to be written.
    static String duringIntent(Path folder) throws IOException {
        try (SmallDisk disk = new SmallDisk(folder, MEBIBYTES);
                JournalCore core = new JournalCore(disk.folder, null, Database.BALLAST_BYTES)) {
            core.welcome();
            core.grant(1);
            long head = core.events.head().seq();
            disk.fill();
            core.staged(1);
            assertThat(core.stateOf(1)).isEqualTo(LeaseState.HELD);
            assertThat(core.events.head().seq()).as("nothing was claimed").isEqualTo(head);
            assertThat(core.orders).last().isInstanceOf(PrintEffect.TryLater.class);
            assertThat(core.runner.problem()).as("the alarm").contains(Problem.DISK_FULL);
            assertThat(core.hasEnded).isFalse();

            disk.empty();
            core.runner.tell(new PrintEvent.Retry());
            core.staged(1);
            assertThat(core.stateOf(1)).as("by itself").isEqualTo(LeaseState.INTENT);
            core.acknowledge();
            assertThat(core.isFed(1)).isTrue();
            assertThat(core.runner.problem()).isEmpty();
        }
        return "no feeding, alarm, printed when there was room";
    }

    /// The disk fills up while the card is printed.
    static String duringTheOutcome(Path folder) throws IOException {
        try (SmallDisk disk = new SmallDisk(folder, MEBIBYTES)) {
            try (JournalCore core = new JournalCore(disk.folder, null, Database.BALLAST_BYTES)) {
                core.welcome();
                core.grant(1);
                core.staged(1);
                core.acknowledge();
                disk.fill();
                core.made(1);
                assertThat(core.stateOf(1)).isEqualTo(LeaseState.EJECTED);
                assertThat(core.runner.problem()).as("the alarm").contains(Problem.DISK_FULL);
                core.good(1);
                core.hold(2);
                assertThat(core.stateOf(2)).as("it hears the hub").isEqualTo(LeaseState.HELD);
                assertThat(ballast(disk)).as("thrown overboard").doesNotExist();
            }
            try (JournalCore again = new JournalCore(disk.folder, null, Database.BALLAST_BYTES)) {
                assertThat(again.content()).contains("state=good");
                assertThat(again.runner.problem()).contains(Problem.DISK_FULL);
                disk.empty();
                await("room")
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> again.runner.problem().isEmpty());
                assertThat(ballast(disk)).hasSize(Database.BALLAST_BYTES);
            }
        }
        return "the outcome is kept, the ballast is reserved again";
    }

    private static Path ballast(SmallDisk disk) {
        return disk.folder.resolve(JournalCore.JOURNAL + ".ballast");
    }
}
