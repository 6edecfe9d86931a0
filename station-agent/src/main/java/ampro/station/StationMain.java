package ampro.station;

import ampro.firmware.settings.CommandLine;
import ampro.firmware.settings.Settings;
import ampro.firmware.settings.StationSettings;
import ampro.station.store.JournalException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;

/// `ampro station`: reads arguments, builds the station, waits for SIGTERM.
public final class StationMain {
    private static final int WRONG_SETTINGS = 2;
    private static final int CANNOT_START = 1;

    private StationMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        CommandLine line = CommandLine.of(List.of(arguments));
        String file = null;
        try {
            file =
                    line.settingsFile() == null
                            ? null
                            : Files.readString(Path.of(line.settingsFile()));
        } catch (IOException e) {
            refuse(List.of("--settings: " + line.settingsFile() + " cannot be read"));
        }
        switch (Settings.read(StationSettings.SCHEMA, file, System.getenv(), line.rest())) {
            case Settings.Refused(List<String> errors, String shown) -> {
                System.out.print(line.asks() ? shown : "");
                refuse(line.help() ? List.of() : errors);
            }
            case Settings.Accepted(Settings settings, List<String> words) -> {
                if (line.asks()) {
                    System.out.print(settings.show());
                } else if (words.isEmpty()) {
                    run(settings);
                } else {
                    refuse(List.of(words.getFirst() + " is not known; see --help"));
                }
            }
        }
    }

    private static void refuse(List<String> errors) {
        errors.forEach(error -> System.err.println("station: " + error));
        System.exit(errors.isEmpty() ? 0 : WRONG_SETTINGS);
    }

    private static void readLogging() {
        try (InputStream in = StationMain.class.getResourceAsStream("logging.conf")) {
            LogManager.getLogManager().readConfiguration(in);
        } catch (IOException e) {
            throw new UncheckedIOException("logging.conf is part of this program", e);
        }
    }

    private static void run(Settings settings) throws InterruptedException {
        System.setProperty("java.awt.headless", "true");
        readLogging();
        try {
            Station station = opened(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(station), "stop"));
            station.start();
        } catch (IOException | RuntimeException e) {
            // a program that half started would look alive and do nothing
            System.err.println("station: " + e.getMessage());
            System.exit(CANNOT_START);
        }
        new CountDownLatch(1).await();
    }

    /// A program that ended for a journal that it cannot use would be started again and again, and
    /// nobody would read why: the screen says it, and what may pass is tried again.
    private static Station opened(Settings settings) throws IOException, InterruptedException {
        while (true) {
            try {
                return new Station(settings, settings.text("site"));
            } catch (JournalException e) {
                System.err.println("station: " + e.getMessage());
                try (StoppedStation stopped = new StoppedStation(settings, e.problem())) {
                    stopped.await(e.mayPass());
                }
            }
        }
    }

    private static void close(Station station) {
        try {
            station.close();
        } catch (IOException e) {
            System.err.println("station: " + e.getMessage());
        }
    }
}
