package ampro.proof.network;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.proof.storage.SmallDisk;
import java.nio.file.Path;
import java.time.Duration;

/// The hub's disk, with its database and its broker's journal, is full while a card is printed.
public final class FullHub {
    private static final int MEBIBYTES = 160;

    private FullHub() {}

    public static String happen(Path folder) throws Exception {
        try (SmallDisk disk = new SmallDisk(folder.resolve("hub"), MEBIBYTES);
                Wire wire = new Wire(folder, null, 1)) {
            wire.site().order(2);
            wire.until("a card to be begun", () -> !wire.begun().isEmpty());
            disk.fill();
            long known = wire.site().number("select count(*) from station_event");
            wire.workFor(Duration.ofSeconds(6));
            assertThat(wire.site().number("select count(*) from station_event"))
                    .as("what is not on the disk is not acknowledged")
                    .isEqualTo(known);
            disk.empty();
            wire.finish();
            wire.site().assertWhole();
        }
        return "stations kept it, and sent it when there was room";
    }
}
