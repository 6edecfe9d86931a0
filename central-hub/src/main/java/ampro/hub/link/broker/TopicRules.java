package ampro.hub.link.broker;

import ampro.hub.link.broker.Broker.Party;
import java.util.List;
import java.util.regex.Pattern;

/// Who may read and write which topics; what is not listed is refused. Addresses are Artemis': `/`
/// is `.` and `+` is `*`, queues follow after `::`.
///
/// A station reads its own `state`, `down/#`, `request/#` and `config/desired`, broadcasts to all
/// stations and the hub's topics; it writes the rest of its own tree. Technicians read everything
/// and write requests. Only the hub itself may do all.
final class TopicRules {
    private static final String STATIONS = "ampro.1.station.";
    private static final String HUB = "ampro.1.hub.";
    private static final String ALL = STATIONS + "all.request.";
    private static final Pattern REQUEST =
            Pattern.compile("ampro[.]1[.]station[.][a-z0-9-]+[.]request[.][^*#]+");
    private static final List<String> STATION_READS =
            List.of("state", "down.", "request.", "config.desired");

    private TopicRules() {}

    static boolean mayRead(Party party, String id, String address) {
        String topic = topic(address);
        return switch (party) {
            case HUB -> true;
            case TECHNICIAN -> topic.startsWith("ampro.1.") || topic.equals("ampro.1");
            case STATION ->
                    topic.startsWith(HUB)
                            || topic.startsWith(ALL)
                            || STATION_READS.stream()
                                    .anyMatch(tree -> isIn(topic, STATIONS + id + "." + tree));
        };
    }

    static boolean mayWrite(Party party, String id, String address) {
        String topic = topic(address);
        String own = STATIONS + id + ".";
        return switch (party) {
            case HUB -> true;
            case TECHNICIAN -> REQUEST.matcher(topic).matches();
            case STATION ->
                    topic.startsWith(own)
                            && !topic.startsWith(own + "down.")
                            && !topic.startsWith(own + "request.")
                            && !topic.startsWith(own + "config.desired");
        };
    }

    private static boolean isIn(String topic, String tree) {
        return tree.endsWith(".") ? topic.startsWith(tree) : topic.equals(tree);
    }

    private static String topic(String address) {
        int queue = address.indexOf("::");
        return queue < 0 ? address : address.substring(0, queue);
    }
}
