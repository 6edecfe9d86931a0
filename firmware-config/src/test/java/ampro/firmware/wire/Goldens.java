package ampro.firmware.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// One payload of every kind, as it stands on the wire. Changing a file here is changing the
/// protocol.
final class Goldens {
    static final ObjectMapper JSON = new ObjectMapper();

    /// What may be absent, by kind or for `*` all; everything else must be there.
    private static final Map<String, Set<String>> OPTIONAL =
            Map.of(
                    "*", Set.of("envelope.boot"),
                    "welcome", Set.of("body.ackedHash", "body.boot", "body.mayFeed"),
                    "ack", Set.of("body.mayFeed"),
                    "confirm",
                            Set.of(
                                    "body.answer.actor",
                                    "body.answer.blank",
                                    "body.answer.decision",
                                    "body.answer.reason"),
                    "hello",
                            Set.of(
                                    "body.headHash",
                                    "body.guard",
                                    "body.locked",
                                    "body.ackedHash",
                                    "body.printers.0.counters"),
                    "report", Set.of("body.headHash"),
                    "event",
                            Set.of(
                                    "body.job",
                                    "body.token",
                                    "body.facts.actor",
                                    "body.facts.also",
                                    "body.facts.artwork",
                                    "body.facts.blank",
                                    "body.facts.blanks",
                                    "body.facts.card",
                                    "body.facts.counters",
                                    "body.facts.decision",
                                    "body.facts.label",
                                    "body.facts.printer",
                                    "body.facts.reason",
                                    "body.facts.second"));

    private Goldens() {}

    static Set<String> kinds() {
        Set<String> kinds = new TreeSet<>(Wire.downKinds());
        kinds.addAll(Wire.upKinds());
        return kinds;
    }

    /// The file without the line end that every text file has.
    static String text(String kind) {
        try (InputStream in = Goldens.class.getResourceAsStream("golden/" + kind + ".json")) {
            Objects.requireNonNull(in, "no golden file for " + kind);
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode tree(String kind) {
        try {
            return (ObjectNode) JSON.readTree(text(kind));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isOptional(String kind, String path) {
        return OPTIONAL.getOrDefault("*", Set.of()).contains(path)
                || OPTIONAL.getOrDefault(kind, Set.of()).contains(path);
    }

    static Message<?> read(String kind, JsonNode payload) throws WireException {
        try {
            return read(kind, JSON.writeValueAsBytes(payload));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Message<?> read(String kind, byte[] payload) throws WireException {
        return Wire.downKinds().contains(kind)
                ? Wire.readDown(kind, payload)
                : Wire.readUp(kind, payload);
    }

    /// A place in a payload: who holds it, under which name or index, and its path from the top.
    record Place(JsonNode holder, String name, String path) {
        JsonNode value() {
            return holder instanceof ArrayNode array
                    ? array.get(Integer.parseInt(name))
                    : holder.get(name);
        }

        void put(JsonNode value) {
            if (holder instanceof ArrayNode array) {
                array.set(Integer.parseInt(name), value);
            } else {
                ((ObjectNode) holder).set(name, value);
            }
        }

        void remove() {
            ((ObjectNode) holder).remove(name);
        }

        boolean isNamed() {
            return holder.isObject();
        }
    }

    /// Every place in the payload, by its path such as `body.printers.0.serial`.
    static Map<String, Place> places(JsonNode payload) {
        Map<String, Place> places = new LinkedHashMap<>();
        collect(payload, "", places);
        return places;
    }

    static Place place(JsonNode payload, String path) {
        return Objects.requireNonNull(places(payload).get(path), path);
    }

    private static void collect(JsonNode node, String prefix, Map<String, Place> places) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(part ->
                            collect(
                                    new Place(node, part.getKey(), prefix + part.getKey()),
                                    places));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(new Place(node, Integer.toString(i), prefix + i), places);
            }
        }
    }

    private static void collect(Place place, Map<String, Place> places) {
        places.put(place.path(), place);
        collect(place.value(), place.path() + ".", places);
    }
}
