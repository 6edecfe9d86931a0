package ampro.firmware.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A program's settings after reading: every key of its schema with a value that fits, and where
/// the value came from. The file has lines `key = value` (java.util.Properties, UTF-8).
public final class Settings {
    private final List<Setting> schema;
    private final Map<String, Value> values;

    /// Where a value came from: `default`, `file`, the variable's or the flag's name.
    public record Value(Setting setting, String text, String source) {}

    public sealed interface Reading {}

    /// Everything fits. `words` are the arguments that are not flags.
    public record Accepted(Settings settings, List<String> words) implements Reading {}

    /// Every error, one sentence each, and what was understood all the same as [#show] says it.
    public record Refused(List<String> errors, String shown) implements Reading {}

    private Settings(List<Setting> schema, Map<String, Value> values) {
        this.schema = schema;
        this.values = values;
    }

    /// Reads file < environment < flags against the schema. `--key value` and `--key=value` both
    /// work. Of the environment only names that begin with `AMPRO_` are looked at.
    public static Reading read(
            List<Setting> schema,
            @Nullable String file,
            Map<String, String> environment,
            List<String> arguments) {
        Map<String, Setting> known = new LinkedHashMap<>();
        Map<String, Setting> variables = new LinkedHashMap<>();
        Map<String, Value> values = new LinkedHashMap<>();
        List<String> errors = new ArrayList<>();
        for (Setting setting : schema) {
            known.put(setting.key(), setting);
            variables.put(setting.variable(), setting);
            if (setting.fallback() != null) {
                values.put(setting.key(), new Value(setting, setting.fallback(), "default"));
            }
        }
        properties(file, errors)
                .forEach((key, text) -> take(known.get(key), key, text, "file", values, errors));
        new TreeMap<>(environment)
                .forEach((name, text) -> {
                    if (name.startsWith("AMPRO_")) {
                        take(variables.get(name), name, text, name, values, errors);
                    }
                });
        List<String> words = flags(arguments, known, values, errors);
        for (Setting setting : schema) {
            if (!values.containsKey(setting.key())) {
                errors.add(
                        "%s is missing: %s. Give --%s, %s or a line in the settings file"
                                .formatted(
                                        setting.key(),
                                        setting.meaning(),
                                        setting.key(),
                                        setting.variable()));
            }
        }
        Settings settings = new Settings(schema, values);
        return errors.isEmpty()
                ? new Accepted(settings, words)
                : new Refused(List.copyOf(errors), settings.show());
    }

    public String text(String key) {
        return value(key).text();
    }

    public Path path(String key) {
        return Path.of(text(key));
    }

    public int port(String key) {
        return Integer.parseInt(text(key));
    }

    public URI address(String key) {
        return URI.create(text(key));
    }

    public double factor(String key) {
        return Double.parseDouble(text(key));
    }

    public Duration seconds(String key) {
        return Duration.ofSeconds(Long.parseLong(text(key)));
    }

    public boolean simulatedHardware(String key) {
        return text(key).equals("simulated");
    }

    public Optional<URI> guard(String key) {
        return text(key).equals("none") ? Optional.empty() : Optional.of(address(key));
    }

    /// What `--show-settings` prints: each key, its value, where that came from and what it means.
    public String show() {
        StringBuilder text = new StringBuilder();
        for (Setting setting : schema) {
            Value value = values.get(setting.key());
            text.append(
                    value == null
                            ? "# %s =%n    # %s (must be given)%n"
                                    .formatted(setting.key(), setting.meaning())
                            : "%s = %s%n    # %s (from %s)%n"
                                    .formatted(
                                            setting.key(),
                                            value.text(),
                                            setting.meaning(),
                                            value.source()));
        }
        return text.toString();
    }

    private Value value(String key) {
        Value value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is not in this program's schema");
        }
        return value;
    }

    private static List<String> flags(
            List<String> arguments,
            Map<String, Setting> known,
            Map<String, Value> values,
            List<String> errors) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String key = argument.substring(2, equals < 0 ? argument.length() : equals);
            if (equals >= 0) {
                String text = argument.substring(equals + 1);
                take(known.get(key), "--" + key, text, "--" + key, values, errors);
            } else if (i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--")) {
                take(known.get(key), "--" + key, arguments.get(++i), "--" + key, values, errors);
            } else {
                errors.add(
                        known.containsKey(key)
                                ? "--" + key + " needs a value"
                                : "--" + key + " is not a setting");
            }
        }
        return words;
    }

    private static void take(
            @Nullable Setting setting,
            String name,
            String text,
            String source,
            Map<String, Value> values,
            List<String> errors) {
        if (setting == null) {
            errors.add(name + " is not a setting");
            return;
        }
        setting.refusal(text)
                .ifPresentOrElse(
                        errors::add,
                        () -> values.put(setting.key(), new Value(setting, text, source)));
    }

    private static Map<String, String> properties(@Nullable String file, List<String> errors) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(file == null ? "" : file));
        } catch (IllegalArgumentException e) {
            errors.add("the settings file cannot be read: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        Map<String, String> map = new TreeMap<>();
        properties.forEach((key, text) -> map.put(key.toString(), text.toString().strip()));
        return map;
    }
}
