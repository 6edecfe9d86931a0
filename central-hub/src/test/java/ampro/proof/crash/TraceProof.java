package ampro.proof.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Cards printed by real stations under strace, beside a real hub under strace.
final class TraceProof {
    private static final Duration PRINTED_WITHIN = Duration.ofMinutes(2);

    static final List<String> ALL =
            Stream.concat(Stream.of("hub"), RealSite.STATIONS.stream()).toList();

    private TraceProof() {}

    /// What the system calls show. Of `fed` cards, how many had their INTENT on the disk before
    /// anything was fed is told by `violations`; what one card costs the disks is counted without
    /// the first one, during which everything warms up.
    record Shown(
            int cards, int fed, int panels, List<String> violations, String station, String hub) {
        String inWords() {
            return "%d cards, %d fed and %d panels printed, %d against the order%nstation: %s%nhub: %s"
                    .formatted(cards, fed, panels, violations.size(), station, hub);
        }
    }

    static Shown run(RealSite site, Path folder, int cards, List<String> programs)
            throws IOException, InterruptedException, SQLException {
        for (String program : programs) {
            site.order(program, command -> traced(folder, program, command));
            site.kill(program);
        }
        Map<String, Long> heads = heads(site);
        print(site);
        Map<String, Long> warm = new HashMap<>();
        for (String program : programs) {
            warm.put(program, Files.size(trace(folder, program)));
        }
        for (int card = 0; card < cards; card++) {
            print(site);
        }
        return shown(site, folder, cards, warm, heads);
    }

    private static void print(RealSite site) throws IOException, InterruptedException {
        site.clerks().wish();
        site.rest(PRINTED_WITHIN, "a traced card");
    }

    private static List<String> traced(Path folder, String program, List<String> command) {
        return Stream.concat(SystemCall.strace(trace(folder, program)).stream(), command.stream())
                .toList();
    }

    private static Path trace(Path folder, String program) {
        return folder.resolve(program + ".strace");
    }

    /// What the last event of each journal is.
    private static Map<String, Long> heads(RealSite site) throws SQLException {
        Map<String, Long> heads = new HashMap<>();
        for (String station : RealSite.STATIONS) {
            try (Connection journal = site.journal(station);
                    ResultSet head =
                            journal.createStatement().executeQuery("select max(seq) from event")) {
                heads.put(station, head.getLong(1));
            }
        }
        return heads;
    }

    private static Shown shown(
            RealSite site, Path folder, int cards, Map<String, Long> warm, Map<String, Long> heads)
            throws IOException {
        int fed = 0;
        int panels = 0;
        List<String> violations = new ArrayList<>();
        DiskWork stations = new DiskWork();
        for (String station : RealSite.STATIONS.stream().filter(warm::containsKey).toList()) {
            Path data = site.data(station);
            PrintOrder order =
                    new PrintOrder(
                            data.resolve("journal.db-wal").toString(),
                            data.resolve("simulated/card-port").toRealPath().toString(),
                            heads.getOrDefault(station, 0L));
            read(trace(folder, station), 0, order);
            read(trace(folder, station), warm.getOrDefault(station, 0L), stations);
            fed += order.fed();
            panels += order.panels();
            violations.addAll(order.violations());
        }
        String hub = warm.containsKey("hub") ? ofHub(folder, warm.get("hub"), cards) : "not traced";
        return new Shown(cards + 1, fed, panels, violations, stations.perCard(cards), hub);
    }

    private static String ofHub(Path folder, long warm, int cards) throws IOException {
        DiskWork hub = new DiskWork();
        read(trace(folder, "hub"), warm, hub);
        return hub.perCard(cards);
    }

    private static void read(Path trace, long from, Consumer<SystemCall> told) throws IOException {
        try (InputStream in = Files.newInputStream(trace)) {
            in.skipNBytes(from);
            SystemCall.read(
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))
                            .lines(),
                    told);
        }
    }
}
