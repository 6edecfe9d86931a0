package ampro.hub;

import ampro.firmware.settings.CommandLine;
import ampro.firmware.settings.HubSettings;
import ampro.firmware.settings.Settings;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Wire;
import ampro.hub.staff.Role;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;

/// `ampro hub`: reads arguments, builds the hub, waits for SIGTERM. With words it does one thing in
/// the hub's database and ends, also beside a running hub:
///
/// ```
/// ampro hub site CODE NAME ADDRESS
/// ampro hub account ID ROLE NAME       the password is read from standard input
/// ampro hub token ACCOUNT              prints a token for a program that acts as this account
/// ampro hub enrol STATION SITE         prints the credential.json for the station's data folder
/// ```
public final class HubMain {
    private static final int WRONG_SETTINGS = 2;
    private static final int CANNOT_START = 1;

    private HubMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        readLogging();
        CommandLine line = CommandLine.of(List.of(arguments));
        String file =
                line.settingsFile() == null ? null : Files.readString(Path.of(line.settingsFile()));
        switch (Settings.read(HubSettings.SCHEMA, file, System.getenv(), line.rest())) {
            case Settings.Refused(List<String> errors) -> {
                errors.forEach(error -> System.err.println("hub: " + error));
                System.exit(WRONG_SETTINGS);
            }
            case Settings.Accepted(Settings settings, List<String> words) -> {
                if (line.help() || line.showSettings()) {
                    System.out.print(settings.show());
                } else if (words.isEmpty()) {
                    run(settings);
                } else {
                    System.exit(administer(settings, words));
                }
            }
        }
    }

    /// One line an entry, and silence where a library talks to itself.
    public static void readLogging() {
        try (InputStream in = HubMain.class.getResourceAsStream("logging.conf")) {
            LogManager.getLogManager().readConfiguration(in);
        } catch (IOException e) {
            throw new UncheckedIOException("logging.conf is part of this program", e);
        }
    }

    private static void run(Settings settings) throws InterruptedException {
        System.setProperty("java.awt.headless", "true");
        try {
            Hub hub = new Hub(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "stop"));
            hub.start();
        } catch (IOException | RuntimeException e) {
            // a program that half started would look alive and do nothing
            System.err.println("hub: " + e.getMessage());
            System.exit(CANNOT_START);
        }
        new CountDownLatch(1).await();
    }

    private static int administer(Settings settings, List<String> words) throws IOException {
        try (HubDesk desk = new HubDesk(settings)) {
            String verb = words.getFirst() + " " + words.size();
            return switch (verb) {
                case "site 4" -> {
                    desk.addSite(words.get(1), words.get(2), words.get(3));
                    yield 0;
                }
                case "account 4" -> {
                    Role role =
                            Role.of(words.get(2))
                                    .orElseThrow(() ->
                                            new IllegalArgumentException(
                                                    "no role is called " + words.get(2)));
                    yield said(
                            desk.staff().add(words.get(1), words.get(3), role, null, password()));
                }
                case "token 2" -> {
                    System.out.println(desk.staff().issueToken(words.get(1)));
                    yield 0;
                }
                case "enrol 3" -> enrol(desk, words);
                default -> {
                    System.err.println(
                            "hub: site CODE NAME ADDRESS | account ID ROLE NAME | token ACCOUNT |"
                                    + " enrol STATION SITE");
                    yield WRONG_SETTINGS;
                }
            };
        } catch (IllegalArgumentException e) {
            System.err.println("hub: " + e.getMessage());
            return WRONG_SETTINGS;
        }
    }

    private static int enrol(HubDesk desk, List<String> words) {
        return switch (desk.stations()
                .enrol(new StationId(words.get(1)), words.get(2), Actor.HUB)) {
            case Outcome.Done<ampro.hub.station.Stations.Credential>(var credential) -> {
                System.out.println(Wire.writeBody(credential));
                yield 0;
            }
            case Outcome.Refused<ampro.hub.station.Stations.Credential> refused -> said(refused);
        };
    }

    private static int said(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> done -> 0;
            case Outcome.Refused<?> refused -> {
                System.err.println("hub: " + refused.detail());
                yield CANNOT_START;
            }
        };
    }

    private static String password() throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        .readLine();
        return line == null ? "" : line;
    }
}
