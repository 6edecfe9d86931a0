package ampro.firmware.settings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What both programs take beside their settings: `--settings FILE`, `--show-settings`, `--help`.
/// `rest` goes to [Settings#read].
public record CommandLine(
        @Nullable String settingsFile, boolean showSettings, boolean help, List<String> rest) {

    /// Whether the settings are to be shown, and nothing done.
    public boolean asks() {
        return showSettings || help;
    }

    public static CommandLine of(List<String> arguments) {
        String file = null;
        boolean show = false;
        boolean help = false;
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--settings" -> file = i + 1 < arguments.size() ? arguments.get(++i) : "";
                case "--show-settings" -> show = true;
                case "--help", "help" -> help = true;
                default -> rest.add(arguments.get(i));
            }
        }
        return new CommandLine(file, show, help, List.copyOf(rest));
    }
}
