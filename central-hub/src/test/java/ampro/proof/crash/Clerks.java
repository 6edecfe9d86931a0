package ampro.proof.crash;

import ampro.hub.demo.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The people of the office. They find their way when the hub was killed under their hands: they
/// look what has become of an application, and go on from there.
final class Clerks {
    private static final Duration APPROVED_WITHIN = Duration.ofMinutes(5);
    private static final List<String> OPEN =
            List.of("queued", "assigned", "printing", "quality_check", "in_doubt", "recovery");

    private static final List<String> PLACES = List.of("TNR", "TMM", "FNR");

    private final RealSite site;
    private final Map<String, Api> as;
    private final List<String> people;
    private final List<String> wanted = new ArrayList<>();

    /// `people` are the applications, used one after the other.
    Clerks(RealSite site, Map<String, Api> as, List<String> people) {
        this.site = site;
        this.as = as;
        this.people = people;
    }

    boolean isMoreWanted() {
        return wanted.size() < people.size();
    }

    /// One more card is wanted.
    void wish() throws IOException, InterruptedException {
        String id = enter(people.get(wanted.size()));
        wanted.add(id);
        long end = System.nanoTime() + APPROVED_WITHIN.toNanos();
        while (!isQueued(id)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "%s is not approved within %s: %s"
                                .formatted(
                                        id,
                                        APPROVED_WITHIN,
                                        api("manager").get("/api/v1/applications/" + id).body()));
            }
        }
    }

    /// Nobody knows what a killed hub made of it: an application that nobody hears of again harms
    /// nobody.
    private String enter(String application) throws InterruptedException {
        while (true) {
            try {
                return api("intake")
                        .postText("/api/v1/applications", application)
                        .orThrow()
                        .path("id")
                        .asText();
            } catch (IOException e) {
                site.startAgainWhatDied();
            }
        }
    }

    /// Every step up to the queue; what was done before is refused and does no harm.
    private boolean isQueued(String id) throws InterruptedException {
        String path = "/api/v1/applications/" + id;
        try {
            api("officer").post(path + "/review", Map.of());
            for (String subject : List.of("documents", "medical", "payment")) {
                api("officer")
                        .post(path + "/verify", Map.of("subject", subject, "reference", "seen"));
            }
            api("manager").post(path + "/approve", Map.of());
            api("manager").post(path + "/queue", Map.of());
            return jobs().stream().anyMatch(job -> job.path("application").asText().equals(id));
        } catch (IOException e) {
            site.startAgainWhatDied();
            return false;
        }
    }

    /// Takes back every wish that waits at a station.
    void withdraw() throws IOException, InterruptedException {
        for (JsonNode job : jobs()) {
            if (job.path("status").asText().equals("assigned")) {
                api("manager")
                        .post(
                                "/api/v1/jobs/" + job.path("id").asText() + "/cancel",
                                Map.of("reason", "withdrawn"));
            }
        }
    }

    List<JsonNode> jobs() throws IOException, InterruptedException {
        List<JsonNode> jobs = new ArrayList<>();
        api("manager").get("/api/v1/jobs").orThrow().forEach(jobs::add);
        return jobs;
    }

    /// Jobs that are neither done nor refused; something while the hub is away.
    List<String> unfinished() {
        try {
            return jobs().stream()
                    .filter(job -> OPEN.contains(job.path("status").asText()))
                    .map(job ->
                            "%s %s at %s"
                                    .formatted(
                                            job.path("id").asText(),
                                            job.path("status").asText(),
                                            job.path("station").asText()))
                    .toList();
        } catch (IOException | IllegalStateException e) {
            return List.of("the hub is away");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("interrupted");
        }
    }

    boolean isAllDone() {
        return unfinished().isEmpty();
    }

    /// Packs what is printed and asks for the labels, at one station after the other.
    void pack() throws IOException, InterruptedException {
        int parcels = 0;
        for (String place : PLACES) {
            Api.Answer packed = api("shipping").post("/api/v1/parcels", Map.of("site", place));
            if (packed.ok()) {
                String station = RealSite.STATIONS.get(parcels++ % RealSite.STATIONS.size());
                String sscc = packed.body().path("sscc").asText();
                api("shipping")
                        .post("/api/v1/parcels/" + sscc + "/label", Map.of("station", station));
            }
        }
    }

    /// How many jobs came to what end.
    String inWords() throws IOException, InterruptedException {
        Map<String, Integer> ends = new TreeMap<>();
        jobs().forEach(job -> ends.merge(job.path("status").asText(), 1, Integer::sum));
        return ends.entrySet().stream()
                .map(end -> end.getValue() + " jobs " + end.getKey())
                .collect(Collectors.joining(", "));
    }

    private Api api(String account) {
        return Objects.requireNonNull(as.get(account), account);
    }
}
