package ampro.hub.demo;

import ampro.hub.web.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a run leaves behind: `summary.json` and the pictures as the simulated printers received
/// them.
record Summary(
        int applications,
        int completed,
        int refused,
        List<Card> cards,
        List<Office.Refusal> refusals,
        Map<String, Integer> states) {

    private static final String COMPLETED = "completed";
    private static final String SENT_BACK = "under_review";

    /// One accepted application. Paths are relative to the folder; `job` and `reason` say where a
    /// card that is not completed stands, also one that the rules of the card sent back.
    record Card(
            String application,
            String status,
            @Nullable String licence,
            @Nullable String blank,
            @Nullable String front,
            @Nullable String back,
            @Nullable String label,
            @Nullable String job,
            @Nullable String reason) {}

    static Summary of(Office office, Map<String, Box> boxes, Path folder)
            throws IOException, InterruptedException {
        Map<String, Printed> printed = printed(boxes);
        Map<String, Box.Label> labels = office.labelsByCard();
        Map<String, JsonNode> jobs = office.jobs();
        List<Card> cards = new ArrayList<>();
        Map<String, Integer> states = new LinkedHashMap<>();
        for (String id : office.accepted()) {
            JsonNode job = jobs.getOrDefault(id, MissingNode.getInstance());
            String blank = job.path("blank").asText(null);
            Printed out = blank == null ? null : printed.get(blank);
            Box.Label label = labels.get(job.path("card").asText(""));
            JsonNode application = office.show(id);
            Card card =
                    new Card(
                            id,
                            application.path("status").asText(),
                            application.path("licence").asText(null),
                            blank,
                            out == null ? null : keep(folder, out.station(), out.card().front()),
                            out == null ? null : keep(folder, out.station(), out.card().back()),
                            label == null ? null : keepLabel(folder, label),
                            job.isMissingNode()
                                    ? null
                                    : job.path("id").asText() + " " + job.path("status").asText(),
                            reason(application, job));
            cards.add(card);
            states.merge(card.status(), 1, Integer::sum);
        }
        return new Summary(
                office.accepted().size() + office.refusals().size(),
                states.getOrDefault(COMPLETED, 0),
                office.refusals().size(),
                cards,
                office.refusals(),
                states);
    }

    private static @Nullable String reason(JsonNode application, JsonNode job) {
        JsonNode why =
                application.path("status").asText().equals(SENT_BACK)
                        ? application.path("history").path(application.path("history").size() - 1)
                        : job;
        return why.path("reason").asText(null);
    }

    private record Printed(String station, Box.Card card) {}

    /// Every card that exists, by its blank.
    private static Map<String, Printed> printed(Map<String, Box> boxes)
            throws IOException, InterruptedException {
        Map<String, Printed> printed = new HashMap<>();
        for (Map.Entry<String, Box> box : boxes.entrySet()) {
            for (String place : List.of("tray", "reject", "taken")) {
                for (Box.Card card : box.getValue().cards(place)) {
                    printed.put(card.blank(), new Printed(box.getKey(), card));
                }
            }
        }
        return printed;
    }

    void write(Path folder) throws IOException {
        Path fresh = folder.resolve("summary.json.new");
        Files.writeString(fresh, Json.write(this));
        Files.move(fresh, folder.resolve("summary.json"), StandardCopyOption.REPLACE_EXISTING);
    }

    boolean allCompleted() {
        return completed == cards.size();
    }

    /// One line: how many came how far.
    String inWords() {
        String counts =
                "%d applications, %d completed, %d refused"
                        .formatted(applications, completed, refused);
        String others =
                states.entrySet().stream()
                        .filter(state -> !state.getKey().equals(COMPLETED))
                        .map(state -> state.getValue() + " " + state.getKey())
                        .collect(Collectors.joining(", "));
        return others.isEmpty() ? counts : counts + ", not completed: " + others;
    }

    /// Why single cards are not completed, where somebody said so.
    List<String> reasons() {
        return cards.stream()
                .filter(card -> !card.status().equals(COMPLETED) && card.reason() != null)
                .map(card ->
                        "%s is %s: %s".formatted(card.application(), card.status(), card.reason()))
                .toList();
    }

    private static @Nullable String keep(Path folder, String station, Path picture)
            throws IOException {
        if (!Files.isRegularFile(picture)) {
            return null;
        }
        String name = "printed/%s-%s".formatted(station, picture.getFileName());
        Files.createDirectories(folder.resolve("printed"));
        Files.copy(picture, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        return name;
    }

    private static String keepLabel(Path folder, Box.Label label) throws IOException {
        String name = "labels/%s.zpl".formatted(label.symbol().split(";", -1)[1]);
        Files.createDirectories(folder.resolve("labels"));
        Files.copy(label.file(), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        return name;
    }
}
