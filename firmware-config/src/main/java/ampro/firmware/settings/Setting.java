package ampro.firmware.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One setting: its key in files (`ready-file`), as flag (`--ready-file`) and in the environment
/// (`AMPRO_READY_FILE`), what it takes and what it means. Without a fallback it must be given.
public record Setting(String key, Kind kind, @Nullable String fallback, String meaning) {

    public enum Kind {
        TEXT,
        PATH,
        /// A TCP port; 0 takes a free one and the ready-file tells which.
        PORT,
        /// An absolute `http`, `https`, `tcp` or `ssl` address.
        ADDRESS,
        /// A decimal number greater than 0.
        FACTOR,
        /// Whole seconds, at least 0.
        SECONDS,
        /// `real` or `simulated`.
        HARDWARE,
        /// `none`, or where a TPM 2.0 is: `tpm:` and a device file, or `tpm://host:port`.
        GUARD;

        String takes() {
            return switch (this) {
                case TEXT -> "a text";
                case PATH -> "a path";
                case PORT -> "a port from 0 to 65535";
                case ADDRESS -> "an address such as tcp://127.0.0.1:1883";
                case FACTOR -> "a number above 0";
                case SECONDS -> "whole seconds up to 86400";
                case HARDWARE -> "real or simulated";
                case GUARD -> "none, tpm:/dev/tpmrm0 or such as tpm://127.0.0.1:2321";
            };
        }
    }

    public String variable() {
        return "AMPRO_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /// What is wrong with this value, if anything.
    Optional<String> refusal(String value) {
        boolean fits =
                switch (kind) {
                    case TEXT -> !value.isBlank();
                    case PATH -> isPath(value);
                    case PORT -> wholeNumberUpTo(value, 65_535);
                    case ADDRESS -> isAddress(value, "http", "https", "tcp", "ssl");
                    case FACTOR -> isFactor(value);
                    case SECONDS -> wholeNumberUpTo(value, 86_400);
                    case HARDWARE -> List.of("real", "simulated").contains(value);
                    case GUARD -> value.equals("none") || isTpm(value);
                };
        return fits
                ? Optional.empty()
                : Optional.of("%s: \"%s\" is not %s".formatted(key, value, kind.takes()));
    }

    private static boolean wholeNumberUpTo(String value, int max) {
        return value.matches("[0-9]{1,6}") && Integer.parseInt(value) <= max;
    }

    private static boolean isFactor(String value) {
        return value.matches("[0-9]{1,9}([.][0-9]{1,6})?") && Double.parseDouble(value) > 0;
    }

    private static boolean isPath(String value) {
        try {
            return !Path.of(value).toString().isBlank();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isAddress(String value, String... schemes) {
        try {
            URI uri = URI.create(value);
            return uri.getHost() != null && List.of(schemes).contains(uri.getScheme());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isTpm(String value) {
        return value.matches("tpm:(/[\\w.-]+)+")
                || (value.matches("tpm://[^/?#@]+:[1-9][0-9]{0,4}")
                        && isAddress(value, "tpm")
                        && URI.create(value).getPort() <= 65_535);
    }
}
