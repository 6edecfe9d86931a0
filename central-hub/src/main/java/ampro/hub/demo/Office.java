package ampro.hub.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The simulated staff: enters, reviews, approves, queues, packs, sends, receives and hands over,
/// each with their own token through the public API.
final class Office {
    private final Map<String, Api> as;
    private final Map<String, Box> boxes;
    private final Map<String, String> stationOfSite;
    private final Break between;
    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<String, JsonNode> accepted = new LinkedHashMap<>();
    private final Map<String, Box.Label> labels = new LinkedHashMap<>();

    /// An application that the intake refused: which of the input, and the fields with reasons.
    record Refusal(int index, JsonNode problem) {}

    /// What happens between two steps.
    @FunctionalInterface
    interface Break {
        void take() throws IOException, InterruptedException;
    }

    /// `as` is the API by account, `boxes` the station's by id, `stationOfSite` where a site's
    /// labels are printed.
    Office(
            Map<String, Api> as,
            Map<String, Box> boxes,
            Map<String, String> stationOfSite,
            Break between) {
        this.as = as;
        this.between = between;
        this.boxes = boxes;
        this.stationOfSite = stationOfSite;
    }

    /// Enters one application; a refused one is noted and the rest goes on.
    Optional<String> enter(int index, String application) throws IOException, InterruptedException {
        Api.Answer answer = api("intake").postText("/api/v1/applications", application);
        if (!answer.ok()) {
            refusals.add(new Refusal(index, answer.body()));
            return Optional.empty();
        }
        String id = answer.body().path("id").asText();
        accepted.put(id, answer.body());
        return Optional.of(id);
    }

    /// Documents, medical certificate and payment are seen, a manager approves, the card is queued.
    void approve(String id) throws IOException, InterruptedException {
        String path = "/api/v1/applications/" + id;
        api("officer").post(path + "/review", Map.of()).orThrow();
        between.take();
        for (String subject : List.of("documents", "medical", "payment")) {
            api("officer")
                    .post(
                            path + "/verify",
                            Map.of("subject", subject, "reference", "seen at the desk"))
                    .orThrow();
        }
        JsonNode approved = api("manager").post(path + "/approve", Map.of()).orThrow();
        between.take();
        if (approved.path("status").asText().equals("license_generated")) {
            api("manager").post(path + "/queue", Map.of()).orThrow();
        }
    }

    /// Whether a printer still owes a card.
    boolean isPrinting() throws IOException, InterruptedException {
        return with("queued_for_printing", "printing").findAny().isPresent();
    }

    boolean isAllCompleted() throws IOException, InterruptedException {
        return with("completed").count() == accepted.size();
    }

    /// Those of the accepted applications that have one of these statuses.
    private Stream<String> with(String... statuses) throws IOException, InterruptedException {
        JsonNode all = api("manager").get("/api/v1/applications").orThrow();
        return StreamSupport.stream(all.spliterator(), false)
                .filter(each -> List.of(statuses).contains(each.path("status").asText()))
                .map(each -> each.path("id").asText())
                .filter(accepted::containsKey);
    }

    /// What this application is now.
    JsonNode show(String id) throws IOException, InterruptedException {
        return api("manager").get("/api/v1/applications/" + id).orThrow();
    }

    /// The newest print job of each application.
    Map<String, JsonNode> jobs() throws IOException, InterruptedException {
        Map<String, JsonNode> jobs = new HashMap<>();
        for (JsonNode job : api("manager").get("/api/v1/jobs").orThrow()) {
            jobs.putIfAbsent(job.path("application").asText(), job);
        }
        return jobs;
    }

    /// Packs what is printed, one parcel a site, and asks for its label; says what was packed.
    List<String> pack() throws IOException, InterruptedException {
        List<String> parcels = new ArrayList<>();
        for (String site : stationOfSite.keySet()) {
            Api.Answer packed = api("shipping").post("/api/v1/parcels", Map.of("site", site));
            if (packed.ok()) {
                String sscc = packed.body().path("sscc").asText();
                api("shipping")
                        .post(
                                "/api/v1/parcels/" + sscc + "/label",
                                Map.of("station", stationOf(site)))
                        .orThrow();
                parcels.add(sscc);
            }
        }
        return parcels;
    }

    /// Takes a parcel whose label has been printed all the way to its people; says whether it
    /// could.
    boolean deliver(String sscc) throws IOException, InterruptedException {
        JsonNode parcel = api("shipping").get("/api/v1/parcels/" + sscc).orThrow();
        if (!parcel.path("label").asText().equals("printed")) {
            return false;
        }
        Optional<Box.Label> label =
                Objects.requireNonNull(boxes.get(stationOf(parcel.path("site").asText())))
                        .label(sscc);
        if (label.isEmpty()) {
            return false;
        }
        labels.put(sscc, label.get());
        api("shipping").post("/api/v1/parcels/" + sscc + "/dispatch", Map.of()).orThrow();
        between.take();
        List<String> scans = scans(parcel.path("cards"));
        api("collection")
                .post(
                        "/api/v1/parcels/receive",
                        Map.of("label", label.get().symbol(), "cards", scans))
                .orThrow();
        for (String scan : scans) {
            between.take();
            api("collection")
                    .post("/api/v1/hand-overs", Map.of("card", scan, "document", "passport"))
                    .orThrow();
        }
        return true;
    }

    Set<String> accepted() {
        return new LinkedHashSet<>(accepted.keySet());
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    /// The label on the parcel in which a card travelled, by the card's identity.
    Map<String, Box.Label> labelsByCard() throws IOException, InterruptedException {
        Map<String, Box.Label> byCard = new HashMap<>();
        for (JsonNode parcel : api("shipping").get("/api/v1/parcels").orThrow()) {
            Box.Label label = labels.get(parcel.path("sscc").asText());
            if (label != null) {
                parcel.path("cards")
                        .forEach(packed -> byCard.put(packed.path("card").asText(), label));
            }
        }
        return byCard;
    }

    /// Every card of the parcel is taken into the hand and scanned.
    private List<String> scans(JsonNode cards) throws IOException, InterruptedException {
        Map<String, Box.Card> taken = new HashMap<>();
        for (Box box : boxes.values()) {
            box.cards("taken").forEach(card -> taken.put(card.blank(), card));
        }
        List<String> scans = new ArrayList<>();
        for (JsonNode packed : cards) {
            Box.Card card = taken.get(packed.path("blank").asText());
            if (card != null) {
                Box.scan(card).ifPresent(scans::add);
            }
        }
        return scans;
    }

    private Api api(String account) {
        Api api = as.get(account);
        if (api == null) {
            throw new IllegalArgumentException("nobody is called " + account);
        }
        return api;
    }

    private String stationOf(String site) {
        return stationOfSite.getOrDefault(site, stationOfSite.values().iterator().next());
    }
}
