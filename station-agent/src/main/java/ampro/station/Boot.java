package ampro.station;

import ampro.firmware.problem.Problem;
import ampro.firmware.settings.Settings;
import ampro.station.hardware.GuardException;
import ampro.station.hardware.real.TpmCounter;
import ampro.station.job.Guard;
import ampro.station.store.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What is asked of the box itself, before its journal is opened.
final class Boot {
    /// The default of the setting `boot-id`.
    private static final String UNTOLD = "-";

    private Boot() {}

    /// What names this boot: as it was told, as the kernel says; else every start of the program
    /// counts as one.
    static String id(String told, Supplier<String> unique) throws IOException {
        Path file = Path.of("/proc/sys/kernel/random/boot_id");
        if (!told.equals(UNTOLD)) {
            return told;
        }
        return Files.isReadable(file) ? Files.readString(file).strip() : unique.get();
    }

    /// The chip, which answers; one that does not now may at another try.
    static Guard guard(Settings settings, Path data, boolean mayGoWithout, Consumer<Duration> pause)
            throws IOException {
        try {
            Guard guard =
                    new Guard(
                            TpmCounter.of(
                                            settings.guard("guard"),
                                            data.resolve(settings.path("guard-password")),
                                            pause)
                                    .orElse(null),
                            mayGoWithout);
            guard.look();
            return guard;
        } catch (GuardException e) {
            throw new JournalException(Problem.GUARD_SILENT, String.valueOf(e.getMessage()));
        }
    }
}
