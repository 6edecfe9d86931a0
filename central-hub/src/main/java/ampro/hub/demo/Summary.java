package ampro.hub.demo;

import ampro.hub.web.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /// One accepted application. Paths are relative to the folder; `job` and `reason` say where a
    /// card that is not completed stands.
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
        List<Card> cards = new ArrayList<>();
        Map<String, Integer> states = new LinkedHashMap<>();
        for (String id : office.accepted()) {
            Card card = card(office, boxes, folder, id);
            cards.add(card);
            states.merge(card.status(), 1, Integer::sum);
        }
        return new Summary(
                office.accepted().size() + office.refusals().size(),
                states.getOrDefault("completed", 0),
                office.refusals().size(),
                cards,
                office.refusals(),
                states);
    }

    void write(Path folder) throws IOException {
        Path fresh = folder.resolve("summary.json.new");
        Files.writeString(fresh, Json.write(this));
        Files.move(fresh, folder.resolve("summary.json"), StandardCopyOption.REPLACE_EXISTING);
    }

    boolean allCompleted() {
        return completed == cards.size();
    }

    private static Card card(Office office, Map<String, Box> boxes, Path folder, String id)
            throws IOException, InterruptedException {
        JsonNode application = office.show(id);
        Optional<JsonNode> job = office.job(id);
        String blank = job.map(j -> j.path("blank").asText("")).orElse("");
        String front = null;
        String back = null;
        for (Map.Entry<String, Box> box : boxes.entrySet()) {
            for (String place : List.of("tray", "reject", "taken")) {
                for (Box.Card printed : box.getValue().cards(place)) {
                    if (printed.blank().equals(blank)) {
                        front = keep(folder, box.getKey(), printed.front());
                        back = keep(folder, box.getKey(), printed.back());
                    }
                }
            }
        }
        Optional<Box.Label> label =
                office.labelOf(job.map(j -> j.path("card").asText("")).orElse(""));
        return new Card(
                id,
                application.path("status").asText(),
                application.path("licence").asText(null),
                blank.isEmpty() ? null : blank,
                front,
                back,
                label.isPresent() ? keepLabel(folder, label.get()) : null,
                job.map(j -> j.path("id").asText() + " " + j.path("status").asText()).orElse(null),
                job.map(j -> j.path("reason").asText(null)).orElse(null));
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
