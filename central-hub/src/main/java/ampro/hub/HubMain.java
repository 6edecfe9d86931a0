package ampro.hub;

import ampro.firmware.settings.CommandLine;
import ampro.firmware.settings.HubSettings;
import ampro.firmware.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;

/// `ampro hub`: reads arguments, builds the hub, waits for SIGTERM. With words it does what
/// [HubShell] says, and ends.
public final class HubMain {
    private static final int WRONG_SETTINGS = 2;
    private static final int CANNOT_START = 1;
    private static final int UNSEATED = 3;

    private HubMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        readLogging();
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
        switch (Settings.read(HubSettings.SCHEMA, file, System.getenv(), line.rest())) {
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
                    System.exit(HubShell.carryOut(settings, words));
                }
            }
        }
    }

    private static void refuse(List<String> errors) {
        errors.forEach(error -> System.err.println("hub: " + error));
        System.exit(errors.isEmpty() ? 0 : WRONG_SETTINGS);
    }

    /// One line an entry, and silence where a library talks to itself.
    public static void readLogging() {
        try (InputStream in = HubMain.class.getResourceAsStream("logging.conf")) {
            LogManager.getLogManager().readConfiguration(in);
        } catch (IOException e) {
            throw new UncheckedIOException("logging.conf is part of this program", e);
        }
    }

    /// On a thread of its own: the one that finds it out is waited for at the end.
    private static void unseated() {
        System.err.println("hub: another hub has taken office on this database; this one ends");
        Thread.ofPlatform().name("unseated").start(() -> System.exit(UNSEATED));
    }

    private static void run(Settings settings) throws InterruptedException {
        System.setProperty("java.awt.headless", "true");
        try {
            Hub hub = new Hub(settings, HubMain::unseated);
            Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "stop"));
            hub.start();
        } catch (IOException | RuntimeException e) {
            // a program that half started would look alive and do nothing
            System.err.println("hub: " + e.getMessage());
            System.exit(CANNOT_START);
        }
        new CountDownLatch(1).await();
    }
}
