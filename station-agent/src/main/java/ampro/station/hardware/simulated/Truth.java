package ampro.station.hardware.simulated;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// The physical truth and its file: written at every physical change before anyone can see the
/// change, read again at start, so that a power cut of the whole box keeps blanks, cards and
/// counters. A killed process leaves the page cache alone, so nothing is synced to disk.
final class Truth {
    /// Sets of panels on a new roll; the usual roll of this ribbon.
    static final int RIBBON_SETS = 300;

    /// Evidence of a long demo; the oldest entries of `taken` and `labels` then go.
    private static final int HISTORY_MAX = 10_000;

    static final ObjectMapper JSON =
            JsonMapper.builder()
                    .visibility(PropertyAccessor.FIELD, Visibility.NON_PRIVATE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private final Path file;
    private final Physical physical;

    Truth(Path data, RandomGenerator serials) {
        file = data.resolve("truth.json");
        try {
            Files.createDirectories(data);
            if (Files.exists(file)) {
                physical = JSON.readValue(file.toFile(), Physical.class);
            } else {
                physical = brandNew(serials);
                write();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("truth of " + data, e);
        }
    }

    private static Physical brandNew(RandomGenerator serials) {
        Physical box = new Physical();
        box.cardPrinter.serial = "C%08d".formatted(serials.nextInt(100_000_000));
        box.cardPrinter.ribbonLeft = RIBBON_SETS;
        box.labelPrinter.serial = "L%08d".formatted(serials.nextInt(100_000_000));
        return box;
    }

    synchronized <T> T read(Function<Physical, T> look) {
        return look.apply(physical);
    }

    synchronized void change(Consumer<Physical> move) {
        move.accept(physical);
        forgetOldest(physical.taken);
        forgetOldest(physical.labels);
        try {
            write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized byte[] json() throws IOException {
        return JSON.writeValueAsBytes(physical);
    }

    private static void forgetOldest(List<?> history) {
        while (history.size() > HISTORY_MAX) {
            history.removeFirst();
        }
    }

    private void write() throws IOException {
        Path fresh = file.resolveSibling("truth.json.new");
        Files.write(fresh, json());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
