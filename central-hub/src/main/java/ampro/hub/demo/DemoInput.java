package ampro.hub.demo;

import ampro.hub.web.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The applications of a run: the sample people, or a JSON array of what `POST
/// /api/v1/applications` takes. A portrait or signature may be the path of a file, relative to the
/// array's own.
final class DemoInput {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DemoInput() {}

    static List<String> applications(DemoPlan plan) throws IOException {
        return plan.input() == null
                ? SamplePeople.draw(plan.cards(), DemoPlan.SEED).stream().map(Json::write).toList()
                : read(plan.input());
    }

    private static List<String> read(Path file) throws IOException {
        JsonNode array;
        try {
            array = JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("--input: " + file + " is not JSON");
        }
        if (!array.isArray()) {
            throw new IllegalArgumentException("--input: " + file + " is not a JSON array");
        }
        List<String> applications = new ArrayList<>();
        for (JsonNode application : array) {
            if (application instanceof ObjectNode object) {
                inline(object, "portrait", file);
                inline(object, "signature", file);
            }
            applications.add(application.toString());
        }
        return applications;
    }

    private static void inline(ObjectNode object, String field, Path file) throws IOException {
        String text = object.path(field).asText("");
        Path picture = text.length() < 256 ? file.resolveSibling(text) : file;
        if (!text.isEmpty() && !picture.equals(file) && Files.isRegularFile(picture)) {
            object.put(field, Base64.getEncoder().encodeToString(Files.readAllBytes(picture)));
        }
    }
}
