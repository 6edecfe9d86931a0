package ampro.firmware.wire;

import java.util.Optional;

/// The topic tree below `ampro/1`; 1 is the major version.
public final class Topics {
    public static final String ROOT = "ampro/1";

    /// All events and hellos of all stations, for the hub.
    public static final String ALL_UP = ROOT + "/station/+/up/+";

    /// Every station's retained state, for the hub.
    public static final String ALL_STATES = ROOT + "/station/+/state";

    private Topics() {}

    public static String station(StationId station) {
        return ROOT + "/station/" + station;
    }

    public static String state(StationId station) {
        return station(station) + "/state";
    }

    /// Whose state topic this is; empty for any other topic.
    public static Optional<StationId> stationOfState(String topic) {
        String[] level = topic.split("/", -1);
        boolean isState =
                level.length == 5
                        && topic.startsWith(ROOT + "/station/")
                        && level[4].equals("state");
        try {
            return isState ? Optional.of(new StationId(level[3])) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static String queue(StationId station) {
        return station(station) + "/queue";
    }

    public static String down(StationId station, String kind) {
        return station(station) + "/down/" + kind;
    }

    public static String up(StationId station, String kind) {
        return station(station) + "/up/" + kind;
    }

    /// A technician's requests, one level each.
    public static String request(StationId station, String operation) {
        return station(station) + "/request/" + operation;
    }

    public static String response(StationId station, String operation) {
        return station(station) + "/response/" + operation;
    }

    public static String hubState() {
        return ROOT + "/hub/state";
    }

    /// A message's address, taken apart: whose it is, which way it goes, what kind it is.
    public record Address(StationId station, String direction, String kind) {}

    public static Optional<Address> parse(String topic) {
        String[] level = topic.split("/", -1);
        if (level.length != 6
                || !topic.startsWith(ROOT + "/station/")
                || !(level[4].equals("up") || level[4].equals("down"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Address(new StationId(level[3]), level[4], level[5]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
