package ampro.hub.demo;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// What the watched demo says at its start.
final class DemoWords {
    private DemoWords() {}

    static String whereToLook(DemoPlan plan, URI hub, URI broker, Map<String, URI> screens) {
        StringBuilder text = new StringBuilder();
        text.append(
                """

                SIMULATED HARDWARE: the printers are programs, their serial lines run %.0f times
                faster than real ones. Everything else is real. Ctrl-C stops all.

                  hub             %s       sign in as manager, admin, officer, shipping,
                                  collection or faly; password: %s
                """
                        .formatted(plan.speedFactor(), hub, DemoPeople.PASSWORD));
        new TreeMap<>(screens)
                .forEach((station, screen) ->
                        text.append(
                                "  station %s  %s       sign in as %s or %s, PIN %s%n"
                                        .formatted(
                                                station,
                                                screen,
                                                DemoPeople.OPERATOR,
                                                DemoPeople.SUPERVISOR,
                                                DemoPeople.PIN)));
        String who =
                "-V mqttv5 -h %s -p %d -u %s -P '%s'"
                        .formatted(
                                broker.getHost(),
                                broker.getPort(),
                                DemoPeople.TECHNICIAN,
                                DemoPeople.PASSWORD);
        text.append(
                """
                  data            %s

                What a technician sees, with Debian's mosquitto-clients:
                  mosquitto_sub %s -v -t 'ampro/1/station/+/state'
                  mosquitto_sub %s -v -t 'ampro/1/station/tnr-01/#'
                  mosquitto_pub %s -t ampro/1/station/tnr-01/request/info -n

                """
                        .formatted(plan.folder(), who, who, who));
        return text.toString();
    }
}
