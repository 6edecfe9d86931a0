package ampro.hub.demo;

import ampro.hub.web.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The applications of a run: the sample people, or a JSON array of what `POST
/// /api/v1/applications` takes. A portrait or signature may be the path of a file, relative to the
/// array's own.
final class DemoInput {
    /// As many as the lists of the API show.
    static final int APPLICATIONS_MAX = 500;

    /// PATH_MAX of Linux.
    private static final int PATH_CHARACTERS_MAX = 4_096;

    /// Half a surrogate pair does not survive the way into UTF-8, but the hub shall judge it.
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private DemoInput() {}

    static List<String> samples(int count) {
        return SamplePeople.draw(count, DemoPlan.SEED).stream().map(Json::write).toList();
    }

    /// What cannot be read is told before anything starts; what is wrong with a single application
    /// is for the hub to say.
    static List<String> read(Path file) throws IOException {
        JsonNode array;
        try {
            array = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "--input: %s is not JSON that can be read, %s".formatted(file, where(e)), e);
        }
        if (!array.isArray() || array.size() > APPLICATIONS_MAX) {
            throw new IllegalArgumentException(
                    "--input: %s is not a JSON array of at most %d applications"
                            .formatted(file, APPLICATIONS_MAX));
        }
        List<String> applications = new ArrayList<>();
        for (JsonNode application : array) {
            if (application instanceof ObjectNode object) {
                inline(object, "portrait", file, applications.size());
                inline(object, "signature", file, applications.size());
            }
            applications.add(JSON.writeValueAsString(application));
        }
        return applications;
    }

    /// What is nested too deep or too long has no line.
    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? e.getOriginalMessage()
                : "see line " + e.getLocation().getLineNr();
    }

    /// Puts a file's content in the place of its path. What is no readable file stays as it is, and
    /// the hub refuses it.
    private static void inline(ObjectNode object, String field, Path file, int index) {
        String text = object.path(field).asText("");
        if (text.isEmpty() || text.length() > PATH_CHARACTERS_MAX) {
            return;
        }
        try {
            Path picture = file.resolveSibling(text);
            if (Files.isRegularFile(picture)) {
                object.put(field, Base64.getEncoder().encodeToString(Files.readAllBytes(picture)));
            }
        } catch (InvalidPathException | IOException e) {
            Demo.say(
                    "%s of the application at index %d is no file that can be read"
                            .formatted(field, index));
        }
    }
}
