package ampro.station.diagnostics;

import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Answers a technician's request: one JSON object, words not numbers.
public final class Diagnostics {
    private final StationId station;
    private final Supplier<Map<String, Object>> state;

    /// `state` is what the station does now, without personal data.
    public Diagnostics(StationId station, Supplier<Map<String, Object>> state) {
        this.station = station;
        this.state = state;
    }

    /// The answer to this operation; an unknown one is told what there is.
    public String answer(String operation) {
        return switch (operation) {
            case "ping" -> ok(Map.of("station", station.value()));
            case "info" -> ok(state.get());
            case "help" -> ok(help());
            default -> error("there is no operation " + operation, "ask for help");
        };
    }

    private Map<String, Object> help() {
        Map<String, Object> help = new LinkedHashMap<>();
        help.put("ping", line("ping") + "  # is the station there?");
        help.put("info", line("info") + "  # what does it do, what waits?");
        help.put("help", line("help") + "  # this");
        return help;
    }

    private String line(String operation) {
        return "mosquitto_pub -t ampro/1/station/%s/request/%s -n".formatted(station, operation);
    }

    private static String ok(Object data) {
        return Wire.writeBody(Map.of("status", "ok", "data", data));
    }

    private static String error(String what, String hint) {
        return Wire.writeBody(Map.of("status", "error", "error", what, "hint", hint));
    }
}
