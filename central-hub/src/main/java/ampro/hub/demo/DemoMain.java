package ampro.hub.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `ampro demo`: a hub and two stations with simulated printers, people who work with them, and the
/// way of every card from application to hand-over.
///
/// Exit 0 when every accepted application is completed, 1 when not, 2 when the arguments are wrong.
/// What fails is told in one line.
public final class DemoMain {
    private static final int WRONG_ARGUMENTS = 2;
    private static final int NOT_COMPLETED = 1;

    /// No throttling at all, see the simulated devices.
    private static final double FULL_SPEED = 1_000;

    /// A card in a quarter of a minute or so: slow enough to be watched.
    private static final double PACE_TO_WATCH = 10;

    private static final String USAGE =
            "usage: ampro demo [--once] [--cards N] [--input FILE] [--out DIR]"
                    + " [--speed-factor F] [--operator-pause SECONDS] [--smeared N] [--limit SECONDS]";

    private static final Set<String> VALUES =
            Set.of(
                    "--home",
                    "--cards",
                    "--input",
                    "--out",
                    "--limit",
                    "--speed-factor",
                    "--operator-pause",
                    "--smeared");

    private DemoMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("java.awt.headless", "true");
        try (InputStream in = DemoMain.class.getResourceAsStream("/ampro/hub/logging.conf")) {
            LogManager.getLogManager().readConfiguration(in);
        }
        List<String> given = List.of(arguments);
        if (given.contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        DemoPlan plan;
        try {
            plan = plan(given);
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("demo: " + e.getMessage());
            System.err.println(USAGE);
            System.exit(WRONG_ARGUMENTS);
            return;
        }
        System.exit(run(plan) ? 0 : NOT_COMPLETED);
    }

    private static boolean run(DemoPlan plan) throws InterruptedException {
        Demo demo =
                new Demo(
                        plan,
                        InstantSource.system(),
                        new SecureRandom(),
                        pause -> LockSupport.parkNanos(pause.toNanos()));
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "stop"));
        try {
            return demo.run();
        } catch (IOException | RuntimeException e) {
            System.err.println("demo: " + e);
            return false;
        }
    }

    static DemoPlan plan(List<String> arguments) throws IOException {
        Map<String, String> given = new HashMap<>();
        boolean once = false;
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (name.equals("--once")) {
                once = true;
            } else if (!VALUES.contains(name)) {
                throw new IllegalArgumentException(name + " is not known");
            } else if (++i == arguments.size() || arguments.get(i).startsWith("--")) {
                throw new IllegalArgumentException(name + " needs a value");
            } else {
                given.put(name, arguments.get(i));
            }
        }
        String pace = String.valueOf(once ? FULL_SPEED : PACE_TO_WATCH);
        List<String> applications =
                given.containsKey("--input")
                        ? DemoInput.read(readable(given.get("--input")))
                        : DemoInput.samples(
                                cards(given.getOrDefault("--cards", once ? "3" : "12")));
        return new DemoPlan(
                Path.of(given.getOrDefault("--home", ".")).toAbsolutePath().normalize(),
                folder(given.get("--out")),
                once,
                applications,
                factor(given.getOrDefault("--speed-factor", pace)),
                seconds(given, "--operator-pause", once ? "0" : "4"),
                number(given.getOrDefault("--smeared", once ? "0" : "1"), "--smeared"),
                seconds(given, "--limit", "600"));
    }

    private static Duration seconds(Map<String, String> given, String name, String absent) {
        return Duration.ofSeconds(number(given.getOrDefault(name, absent), name));
    }

    private static int number(String text, String name) {
        if (!text.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException(name + " is a whole number, not " + text);
        }
        return Integer.parseInt(text);
    }

    private static int cards(String text) {
        int cards = number(text, "--cards");
        if (cards < 1 || cards > DemoInput.APPLICATIONS_MAX) {
            throw new IllegalArgumentException("--cards is 1 to " + DemoInput.APPLICATIONS_MAX);
        }
        return cards;
    }

    private static double factor(String text) {
        if (!text.matches("[0-9]{1,4}([.][0-9]{1,3})?") || Double.parseDouble(text) == 0) {
            throw new IllegalArgumentException("--speed-factor is a number above 0, not " + text);
        }
        return Double.parseDouble(text);
    }

    private static Path readable(String file) {
        Path path = Path.of(file).toAbsolutePath();
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new IllegalArgumentException("--input: " + file + " cannot be read");
        }
        return path;
    }

    /// Results of two runs never mix: an existing folder must be empty.
    private static Path folder(@Nullable String out) throws IOException {
        if (out == null) {
            return Files.createTempDirectory("ampro-demo");
        }
        Path folder = Path.of(out).toAbsolutePath();
        try (Stream<Path> files = Files.list(Files.createDirectories(folder))) {
            if (files.findAny().isPresent()) {
                throw new IllegalArgumentException("--out: " + out + " is not empty");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("--out: " + out + " cannot be made a folder", e);
        }
        return folder;
    }
}
