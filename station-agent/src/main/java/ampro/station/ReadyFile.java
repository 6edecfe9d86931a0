package ampro.station;

import ampro.firmware.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// What a program tells whoever started it once it is ready: which process it is and where it
/// listens. The file is there whole or not at all.
final class ReadyFile {
    private ReadyFile() {}

    static void write(Path file, Map<String, Object> ready) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, Wire.writeBody(ready));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
