package ampro.house;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.settings.HubSettings;
import ampro.firmware.settings.Setting;
import ampro.firmware.settings.Settings;
import ampro.firmware.settings.StationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The units as a package would install them, judged by systemd's own tools in a staged root.
@Tag("house")
class SystemdTest {
    private static final String HUB = "ampro-hub.service";
    private static final String STATION = "ampro-station@tnr-01.service";
    private static final Path UNITS = Path.of("usr/lib/systemd/system");

    /// What any service stands on; the machine's own.
    private static final List<String> TARGETS =
            List.of("sysinit", "basic", "network", "multi-user", "shutdown");

    /// In tenths, as `--threshold` takes it; the figures are 1.5 and 2.0.
    private static final int HUB_EXPOSURE_MAX = 15;

    private static final int STATION_EXPOSURE_MAX = 20;

    private static final int WAIT_SECONDS_MAX = 30;

    @TempDir private Path root;
    private final Checkout checkout = Checkout.ofThisBuild();

    @BeforeEach
    void stage() throws IOException {
        copy("ampro-hub.service", UNITS.resolve(HUB));
        copy("ampro-station@.service", UNITS.resolve("ampro-station@.service"));
        copy("ampro.sysusers", Path.of("usr/lib/sysusers.d/ampro.conf"));
        copy("ampro.tmpfiles", Path.of("usr/lib/tmpfiles.d/ampro.conf"));
        for (String target : TARGETS) {
            Path unit = UNITS.resolve(target + ".target");
            write(unit, Files.readString(Path.of("/").resolve(unit)));
        }
        Path java = write(Path.of("opt/ampro/jdk/bin/java"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void systemdAcceptsTheUnitsWithoutAWord() throws Exception {
        assertThat(verify()).isEqualTo(new Answer(0, ""));
        write(UNITS.resolve(HUB), checkoutUnit(HUB).replace("on-failure", "sometimes"));
        assertThat(verify().text()).as("seen to fail").contains("sometimes");
    }

    @Test
    void unitsWithoutTheirProgramAreRefused() throws Exception {
        Files.delete(root.resolve("opt/ampro/jdk/bin/java"));
        assertThat(verify().text()).contains("is not executable");
    }

    @Test
    void exposureIsLow() throws Exception {
        assertThat(exposure(HUB, HUB_EXPOSURE_MAX)).isZero();
        assertThat(exposure(STATION, STATION_EXPOSURE_MAX)).isZero();
        write(UNITS.resolve(HUB), "[Service]\nExecStart=/opt/ampro/jdk/bin/java\n");
        assertThat(exposure(HUB, HUB_EXPOSURE_MAX)).as("a bare unit").isNotZero();
    }

    @Test
    void usersAndFoldersAreMade() throws Exception {
        assertThat(run("systemd-sysusers", "--dry-run", "--root=" + root, "ampro.conf").code())
                .isZero();
        assertThat(run("systemd-tmpfiles", "--create", "--root=" + root, "ampro.conf").code())
                .isZero();
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(root.resolve("etc/ampro"))))
                .isEqualTo("rwxr-x---");
        assertThat(checkout.read(Path.of("systemd/ampro.sysusers")))
                .contains("u ampro-hub ", "u ampro-station ", "m ampro-station dialout")
                .contains("g tss ", "m ampro-station tss");
        assertThat(checkoutUnit(HUB)).contains("User=ampro-hub\n");
        assertThat(checkoutUnit("ampro-station@.service"))
                .contains("User=ampro-station\n", "SupplementaryGroups=dialout tss\n")
                .contains("DevicePolicy=closed\n", "DeviceAllow=/dev/tpmrm0 rw\n");
        assertThat(checkout.read(Path.of("systemd/70-ampro-station.rules.example")))
                .contains("GROUP=\"dialout\"", "ENV{ID_MM_DEVICE_IGNORE}=\"1\"");
    }

    @Test
    void theJvmKnowsTheFlagsOfTheUnitsAndTheLauncherTheMains() throws Exception {
        for (String unit : List.of(HUB, "ampro-station@.service")) {
            Matcher start =
                    Pattern.compile("(?s)ExecStart=/opt/ampro/jdk/bin/java(.*?)-cp \\S+ (\\S+)")
                            .matcher(checkoutUnit(unit).replace("\\\n", " "));
            assertThat(start.find()).as("how " + unit + " starts").isTrue();
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
            command.addAll(List.of(start.group(1).strip().split("\\s+")));
            assertThat(command).anyMatch(flag -> flag.startsWith("-Xmx"));
            command.add("--version");
            assertThat(run(command.toArray(String[]::new)).code()).as(unit).isZero();
            assertThat(checkout.read(Path.of("ampro"))).contains(" " + start.group(2) + " ");
        }
    }

    @Test
    void examplesOfSettingsAreAccepted() {
        accepted(HubSettings.SCHEMA, "hub.env.example", List.of());
        accepted(StationSettings.SCHEMA, "station.env.example", List.of("--id=tnr-01"));
    }

    private void accepted(List<Setting> schema, String file, List<String> flags) {
        Map<String, String> environment = new HashMap<>();
        checkout.read(Path.of("systemd", file))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .forEach(setting -> environment.put(setting[0], setting[1]));
        assertThat(Settings.read(schema, null, environment, flags))
                .as(file)
                .isInstanceOf(Settings.Accepted.class);
    }

    private Answer verify() throws Exception {
        return run("systemd-analyze", "verify", "--root=" + root, HUB, STATION);
    }

    private int exposure(String unit, int tenthsMax) throws Exception {
        return run(
                        "systemd-analyze",
                        "security",
                        "--offline=yes",
                        "--no-pager",
                        "--threshold=" + tenthsMax,
                        "--root=" + root,
                        unit)
                .code();
    }

    private record Answer(int code, String text) {}

    private Answer run(String... command) throws Exception {
        Path output = Files.createTempFile(root, "output", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        boolean ended = process.waitFor(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as(command[0] + " ended in time").isTrue();
        return new Answer(process.exitValue(), Files.readString(output));
    }

    private String checkoutUnit(String name) {
        return checkout.read(Path.of("systemd", name));
    }

    private void copy(String from, Path to) throws IOException {
        write(to, checkoutUnit(from));
    }

    private Path write(Path file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }
}
