package ampro.station.hardware.simulated;

import ampro.firmware.profile.Profiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The simulated box as a process of its own: lives until SIGTERM or until its owner is gone.
///
/// In the data folder: `truth.json`, `printed/` (card pictures), `labels/` (as received), and
/// `card-port`, `label-port`: links to the present serial ports, which change with each start.
///
/// `--data DIR --card-printer MODEL --label-printer MODEL --speed-factor F --ready-file PATH
/// --owner PID [--faults FILE]`
public final class SimulatedDevicesMain {
    private static final Duration OWNER_CHECK = Duration.ofSeconds(1);
    private static final Set<String> NEEDED =
            Set.of(
                    "--data",
                    "--card-printer",
                    "--label-printer",
                    "--speed-factor",
                    "--ready-file",
                    "--owner");
    private static final String FAULTS = "--faults";

    private SimulatedDevicesMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("java.awt.headless", "true");
        Thread.setDefaultUncaughtExceptionHandler(SimulatedDevicesMain::fall);
        Map<String, String> given;
        SimulatedDevices.Plan plan;
        Optional<ProcessHandle> owner;
        try {
            given = parse(arguments);
            plan = plan(given);
            owner = ProcessHandle.of(Long.parseLong(value(given, "--owner")));
        } catch (IllegalArgumentException wrong) {
            System.err.println("simulated devices: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        Path readyFile = Path.of(value(given, "--ready-file"));
        try (SimulatedDevices devices = new SimulatedDevices(plan, new SecureRandom())) {
            Ready ready = new Ready(readyFile, devices);
            try (Hands hands = new Hands(devices, ready::write)) {
                ready.hands = hands.address();
                ready.write();
                while (owner.isPresent() && owner.get().isAlive()) {
                    Thread.sleep(OWNER_CHECK);
                }
            }
        }
        // no thread of a printer may outlive the box
        System.exit(0);
    }

    /// A printer without its thread would hang for ever; a dead box is seen at once.
    private static void fall(Thread thread, Throwable why) {
        System.err.println("simulated devices: " + thread.getName() + " fell: " + why);
        Runtime.getRuntime().halt(1);
    }

    private static Map<String, String> parse(String[] arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            boolean known = NEEDED.contains(arguments[i]) || arguments[i].equals(FAULTS);
            if (!known || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "'%s' is not one of %s with a value".formatted(arguments[i], NEEDED));
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        return given;
    }

    private static SimulatedDevices.Plan plan(Map<String, String> given) throws IOException {
        Profiles profiles = Profiles.load();
        String script = given.get(FAULTS);
        List<FaultRule> faults =
                script == null ? List.of() : Faults.parse(Files.readAllLines(Path.of(script)));
        double factor = Double.parseDouble(value(given, "--speed-factor"));
        return new SimulatedDevices.Plan(
                Path.of(value(given, "--data")).toAbsolutePath(),
                profiles.cardPrinter(value(given, "--card-printer")),
                profiles.labelPrinter(value(given, "--label-printer")),
                factor,
                faults);
    }

    private static String value(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    /// Where everything is, for whoever started the box; a pulled cable has no port.
    private static final class Ready {
        private final Path file;
        private final SimulatedDevices devices;
        private String hands = "";

        Ready(Path file, SimulatedDevices devices) {
            this.file = file;
            this.devices = devices;
        }

        void write() {
            Map<String, @Nullable Object> content = new LinkedHashMap<>();
            content.put("pid", ProcessHandle.current().pid());
            content.put("cardPort", text(devices.cardPrinter().line().port()));
            content.put("labelPort", text(devices.labelPrinter().line().port()));
            content.put("hands", hands);
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            try {
                Files.write(fresh, Truth.JSON.writeValueAsBytes(content));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static @Nullable String text(@Nullable Path port) {
            return port == null ? null : port.toString();
        }
    }
}
