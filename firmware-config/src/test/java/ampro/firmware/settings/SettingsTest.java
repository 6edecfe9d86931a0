package ampro.firmware.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("unit")
class SettingsTest {
    private static final List<Setting> SCHEMA =
            List.of(
                    new Setting("name", Setting.Kind.TEXT, null, "who it is"),
                    new Setting("port", Setting.Kind.PORT, "8080", "where it listens"),
                    new Setting("ready-file", Setting.Kind.PATH, "ready.json", "when it is open"),
                    new Setting("hub", Setting.Kind.ADDRESS, "http://127.0.0.1:1", "the hub"),
                    new Setting("speed", Setting.Kind.FACTOR, "1", "how fast"),
                    new Setting("settle", Setting.Kind.SECONDS, "10", "how long"),
                    new Setting("hardware", Setting.Kind.HARDWARE, "real", "which devices"),
                    new Setting("guard", Setting.Kind.GUARD, "none", "which chip"));

    @Test
    void aFlagBeatsTheEnvironmentThatBeatsTheFileThatBeatsTheDefault() {
        String file = "name = of the file\nport = 1\nready-file = /f\n";
        Map<String, String> environment = Map.of("AMPRO_NAME", "of env", "AMPRO_PORT", "2");
        Settings settings = accepted(file, environment, "--name", "of the flag");
        assertThat(settings.text("name")).isEqualTo("of the flag");
        assertThat(settings.port("port")).isEqualTo(2);
        assertThat(settings.path("ready-file")).isEqualTo(Path.of("/f"));
        assertThat(settings.seconds("settle")).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.address("hub")).isEqualTo(URI.create("http://127.0.0.1:1"));
        assertThat(settings.factor("speed")).isEqualTo(1.0);
        assertThat(settings.simulatedHardware("hardware")).isFalse();
    }

    @Test
    void flagsTakeTheirValueWithSpaceOrEquals() {
        assertThat(accepted(null, Map.of(), "--name=a=b", "--port", "0").text("name"))
                .isEqualTo("a=b");
        assertThat(accepted(null, Map.of(), "--name", "x", "--ready-file=a b").text("ready-file"))
                .isEqualTo("a b");
    }

    @Test
    void wordsAreKeptInTheirOrder() {
        assertThat(read(null, Map.of(), "site", "--name", "x", "TNR", "Antananarivo"))
                .isInstanceOfSatisfying(
                        Settings.Accepted.class,
                        accepted ->
                                assertThat(accepted.words())
                                        .containsExactly("site", "TNR", "Antananarivo"));
    }

    @Test
    void everyErrorIsToldAtOnceAndWithItsName() {
        assertThat(
                        errors(
                                "prot = 8080\nport = eighty\n",
                                Map.of("AMPRO_HUB", "nowhere", "AMPRO_SPEEED", "2"),
                                "--settle",
                                "-1",
                                "--hardwear=real",
                                "--ready-file"))
                .hasSize(8)
                .satisfiesOnlyOnce(e -> assertThat(e).startsWith("prot is not a setting"))
                .satisfiesOnlyOnce(e -> assertThat(e).contains("port", "eighty", "0 to 65535"))
                .satisfiesOnlyOnce(e -> assertThat(e).contains("hub", "nowhere", "address"))
                .satisfiesOnlyOnce(e -> assertThat(e).contains("AMPRO_SPEEED is not a setting"))
                .satisfiesOnlyOnce(e -> assertThat(e).contains("settle", "-1", "seconds"))
                .satisfiesOnlyOnce(e -> assertThat(e).contains("--hardwear is not a setting"))
                .satisfiesOnlyOnce(e -> assertThat(e).contains("--ready-file needs a value"))
                .satisfiesOnlyOnce(
                        e -> assertThat(e).contains("name is missing", "who it is", "AMPRO_NAME"));
    }

    @Test
    void otherVariablesAreNobodysConcern() {
        accepted(null, Map.of("PATH", "/bin", "AMPRO", "x", "ampro_port", "x", "AMPRO_NAME", "x"));
    }

    @ParameterizedTest
    @CsvSource({
        "port, 65536",
        "port, -1",
        "port, 1.5",
        "port, ''",
        "port, 99999999999",
        "hub, 127.0.0.1",
        "hub, ftp://host",
        "hub, 'http://'",
        "hub, 'http://a b'",
        "speed, 0",
        "speed, -1",
        "speed, NaN",
        "speed, 1e3",
        "speed, ''",
        "settle, 86401",
        "settle, 1m",
        "hardware, fake",
        "hardware, Real",
        "guard, yes",
        "guard, /dev/tpmrm0",
        "guard, tpm:",
        "guard, tpm:dev/tpmrm0",
        "guard, 'tpm:/dev/a b'",
        "guard, tpm://127.0.0.1",
        "guard, tpm://127.0.0.1:65536",
        "guard, tpm://127.0.0.1:0",
        "guard, tpm://a@b:1",
        "guard, tpm://a?b:1",
        "guard, tpm://a_b:1",
        "guard, tcp://127.0.0.1:2321",
        "name, '   '",
        "ready-file, ''"
    })
    void valuesThatDoNotFitAreRefused(String key, String value) {
        assertThat(errors(null, Map.of("AMPRO_NAME", "x"), "--" + key + "=" + value))
                .singleElement()
                .asString()
                .startsWith(key + ": \"" + value + "\" is not ");
    }

    @Test
    void aGuardIsADeviceASocketOrNothing() {
        assertThat(guard("none")).isEmpty();
        assertThat(guard("tpm:/dev/tpmrm0"))
                .hasValueSatisfying(chip -> assertThat(chip.getPath()).isEqualTo("/dev/tpmrm0"));
        assertThat(guard("tpm://box-1.local:65535"))
                .hasValueSatisfying(chip -> {
                    assertThat(chip.getHost()).isEqualTo("box-1.local");
                    assertThat(chip.getPort()).isEqualTo(65_535);
                });
    }

    private static Optional<URI> guard(String text) {
        return accepted(null, Map.of("AMPRO_NAME", "x"), "--guard", text).guard("guard");
    }

    @Test
    void aPathIsOneThatTheSystemCanHave() {
        assertThat(errors(null, Map.of("AMPRO_NAME", "x"), "--ready-file=a\u0000b")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name = \\u12", "name = \\uXYZW"})
    void aBrokenFileIsAnErrorAndNoCrash(String file) {
        assertThat(errors(file, Map.of())).isNotEmpty();
    }

    @Test
    void theFileIsUtf8WithComments() {
        assertThat(accepted("# ours\nname = Tananarive é\n\n", Map.of()).text("name"))
                .isEqualTo("Tananarive é");
    }

    @Test
    void showTellsValueMeaningAndSource() {
        String shown = accepted("name = x\n", Map.of("AMPRO_PORT", "7"), "--settle", "0").show();
        assertThat(shown)
                .contains("name = x\n    # who it is (from file)")
                .contains("port = 7\n    # where it listens (from AMPRO_PORT)")
                .contains("settle = 0\n    # how long (from --settle)")
                .contains("speed = 1\n    # how fast (from default)");
        assertThat(accepted(shown, Map.of()).text("name"))
                .as("what is shown can be given as a file")
                .isEqualTo("x");
    }

    @Test
    void whatMustBeGivenIsShownToo() {
        assertThat(read(null, Map.of("AMPRO_PORT", "7")))
                .isInstanceOfSatisfying(
                        Settings.Refused.class,
                        refused ->
                                assertThat(refused.shown())
                                        .startsWith("# name =\n    # who it is (must be given)")
                                        .contains("port = 7\n"));
    }

    @Test
    void theHubsDefaultsAre() {
        assertThat(defaults(HubSettings.SCHEMA))
                .isEqualTo(
                        """
                        data PATH /var/lib/ampro-hub
                        database TEXT sqlite
                        port PORT 8080
                        broker ADDRESS tcp://127.0.0.1:1883
                        broker-password PATH none
                        company-prefix TEXT 0614141
                        ready-file PATH ready.json\
                        """);
    }

    @Test
    void theStationsDefaultsAre() {
        assertThat(defaults(StationSettings.SCHEMA))
                .isEqualTo(
                        """
                        id TEXT -required-
                        site TEXT -
                        data PATH /var/lib/ampro-station
                        port PORT 8081
                        broker ADDRESS -required-
                        keep-alive SECONDS 30
                        hub ADDRESS -required-
                        hardware HARDWARE real
                        card-printer TEXT evolis-reference
                        card-port PATH /dev/station/card0
                        label-printer TEXT zpl-reference
                        label-port PATH /dev/station/label0
                        guard GUARD none
                        guard-password PATH guard-password
                        speed-factor FACTOR 1
                        settle SECONDS 10
                        boot-id TEXT -
                        ready-file PATH ready.json\
                        """);
    }

    @Test
    void everyDefaultFitsItsKindAndEverySettingSaysWhatItMeans() {
        for (List<Setting> schema : List.of(HubSettings.SCHEMA, StationSettings.SCHEMA)) {
            assertThat(schema).extracting(Setting::key).doesNotHaveDuplicates();
            assertThat(schema)
                    .allSatisfy(setting -> {
                        assertThat(setting.meaning()).isNotBlank();
                        assertThat(setting.key()).matches("[a-z]+(-[a-z]+)*");
                        if (setting.fallback() != null) {
                            assertThat(setting.refusal(setting.fallback())).isEmpty();
                        }
                    });
        }
    }

    private static String defaults(List<Setting> schema) {
        return schema.stream()
                .map(s ->
                        "%s %s %s"
                                .formatted(
                                        s.key(),
                                        s.kind(),
                                        s.fallback() == null ? "-required-" : s.fallback()))
                .collect(Collectors.joining("\n"));
    }

    private static Settings accepted(
            @Nullable String file, Map<String, String> environment, String... arguments) {
        return switch (read(file, environment, arguments)) {
            case Settings.Accepted(Settings settings, List<String> words) -> settings;
            case Settings.Refused(List<String> errors, String shown) -> fail(errors.toString());
        };
    }

    private static List<String> errors(
            @Nullable String file, Map<String, String> environment, String... arguments) {
        return switch (read(file, environment, arguments)) {
            case Settings.Accepted accepted -> fail("accepted: " + accepted);
            case Settings.Refused(List<String> errors, String shown) -> errors;
        };
    }

    private static Settings.Reading read(
            @Nullable String file, Map<String, String> environment, String... arguments) {
        return Settings.read(SCHEMA, file, environment, List.of(arguments));
    }
}
