package ampro.proof.simulation;

import ampro.firmware.wire.StationId;
import java.nio.file.Path;
import java.time.InstantSource;

/// One boot of a box, and who it says it is.
record Boot(
        StationId id,
        String incarnation,
        String boot,
        long bootedAt,
        Path journal,
        InstantSource clock) {}
