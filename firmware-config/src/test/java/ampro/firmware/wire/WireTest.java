package ampro.firmware.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("contract")
class WireTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static java.util.Set<String> kinds() {
        return Goldens.kinds();
    }

    @Test
    void kindsAreThoseOfTheProtocol() {
        assertThat(Wire.downKinds())
                .containsExactlyInAnyOrder(
                        "welcome", "grant", "revoke", "fence", "ack", "resend", "confirm",
                        "offline", "label");
        assertThat(Wire.upKinds()).containsExactlyInAnyOrder("hello", "event", "report");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsReadIsWrittenWithTheSameBytes(String kind) throws WireException {
        byte[] golden = Goldens.text(kind).getBytes(UTF_8);
        Message<?> read = Goldens.read(kind, golden);
        assertThat(new String(Wire.write(read), UTF_8)).isEqualTo(Goldens.text(kind));
        assertThat(Wire.kind(read.body())).isEqualTo(kind);
        assertThat(new String(Wire.wrap(read.envelope(), Wire.writeBody(read.body())), UTF_8))
                .as("an outbox keeps the body and puts the envelope around it later")
                .isEqualTo(Goldens.text(kind));
    }

    @Test
    void bodiesFetchedByHttpAreWrittenWithTheSameBytes() throws WireException {
        assertThat(Wire.writeBody(Wire.readBody(Artwork.class, Goldens.text("artwork"))))
                .isEqualTo(Goldens.text("artwork"));
        assertThat(Wire.writeBody(Wire.readBody(LabelData.class, Goldens.text("labeldata"))))
                .isEqualTo(Goldens.text("labeldata"));
    }

    /// A box that is mad or not ours must not lead the hub where nobody can follow.
    @Test
    void whatNoStoreCouldKeepIsRefused() {
        ObjectNode hello = Goldens.tree("hello");
        ((ObjectNode) hello.get("body")).put("highestTerm", Long.MAX_VALUE);
        assertRefused("hello", hello, "a huge term").contains("a term is");
        ObjectNode event = Goldens.tree("event");
        ((ObjectNode) event.at("/body/facts")).put("blanks", Long.MAX_VALUE);
        assertRefused("event", event, "a huge hopper").contains("blanks");
        ObjectNode nul = Goldens.tree("event");
        ((ObjectNode) nul.at("/body/facts")).put("blank", "B\u0000");
        assertRefused("event", nul, "a NUL").contains("NUL");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void newerPeersMaySayMore(String kind) throws WireException {
        ObjectNode payload = Goldens.tree(kind);
        Goldens.places(payload).values().stream()
                .map(Goldens.Place::value)
                .filter(ObjectNode.class::isInstance)
                .forEach(object -> ((ObjectNode) object).putObject("soon").put("new", 1));
        payload.put("soon", true);
        assertThat(Goldens.read(kind, payload)).isEqualTo(Goldens.read(kind, Goldens.tree(kind)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachMissingPartIsNamed(String kind) throws WireException {
        for (String path : Goldens.places(Goldens.tree(kind)).keySet()) {
            ObjectNode without = Goldens.tree(kind);
            Goldens.Place place = Goldens.place(without, path);
            if (!place.isNamed()) {
                continue;
            }
            place.remove();
            if (Goldens.isOptional(kind, path)) {
                assertThat(Goldens.read(kind, without)).as("without " + path).isNotNull();
            } else {
                assertRefused(kind, without, "without " + path).contains(place.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nullIsAsGoodAsMissing(String kind) throws WireException {
        for (String path : Goldens.places(Goldens.tree(kind)).keySet()) {
            ObjectNode holed = Goldens.tree(kind);
            Goldens.place(holed, path).put(NODES.nullNode());
            if (Goldens.isOptional(kind, path)) {
                assertThat(Goldens.read(kind, holed)).as("null " + path).isNotNull();
            } else {
                assertRefused(kind, holed, "null " + path).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyWrongTypeIsRefused(String kind) {
        for (String path : Goldens.places(Goldens.tree(kind)).keySet()) {
            JsonNode right = Goldens.place(Goldens.tree(kind), path).value();
            for (JsonNode wrong : others(right)) {
                ObjectNode payload = Goldens.tree(kind);
                Goldens.place(payload, path).put(wrong);
                assertRefused(kind, payload, path + " as " + wrong).isNotBlank();
            }
        }
    }

    /// Values of all other JSON types; a whole number is a number.
    private static List<JsonNode> others(JsonNode right) {
        List<JsonNode> all =
                List.of(
                        NODES.textNode("7"),
                        NODES.numberNode(7),
                        NODES.numberNode(7.5),
                        NODES.booleanNode(true),
                        NODES.objectNode(),
                        NODES.arrayNode());
        return all.stream()
                .filter(other ->
                        right.isNumber()
                                ? !other.isInt() && !(right.isDouble() && other.isNumber())
                                : other.getNodeType() != right.getNodeType())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anotherProtocolIsRefused(String kind) {
        ObjectNode payload = Goldens.tree(kind);
        ((ObjectNode) payload.get("envelope")).put("protocol", 2);
        assertRefused(kind, payload, "protocol 2").contains("protocol 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "\"grant\"",
                "{",
                "{}",
                "{\"body\":{}}",
                "<grant/>",
                "\u0000\u0001\u0002"
            })
    void whatIsNoMessageIsRefused(String payload) {
        for (String kind : Goldens.kinds()) {
            assertThatExceptionOfType(WireException.class)
                    .isThrownBy(() -> Goldens.read(kind, payload.getBytes(UTF_8)));
        }
    }

    @Test
    void nothingMayFollowTheMessage() {
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(
                        () -> Goldens.read("ack", (Goldens.text("ack") + "{}").getBytes(UTF_8)));
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> Wire.readBody(Artwork.class, Goldens.text("artwork") + " x"));
    }

    @Test
    void aPartStandsOnlyOnce() {
        String twice = Goldens.text("fence").replace("{\"term\":4}", "{\"term\":4,\"term\":9}");
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> Goldens.read("fence", twice.getBytes(UTF_8)));
    }

    @Test
    void secondsSinceBootAreANumber() {
        for (String odd : List.of("\"NaN\"", "\"Infinity\"", "NaN", "1e999")) {
            String text = Goldens.text("event").replace("8123.5", odd);
            assertThatExceptionOfType(WireException.class)
                    .as(odd)
                    .isThrownBy(() -> Goldens.read("event", text.getBytes(UTF_8)));
        }
    }

    @Test
    void unknownKindsAreRefused() {
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> Wire.readDown("hello", Goldens.text("hello").getBytes(UTF_8)))
                .withMessageContaining("hello");
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> Wire.readUp("grant", Goldens.text("grant").getBytes(UTF_8)));
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> Wire.readUp("", new byte[0]));
    }

    @Test
    void oneByteMoreThanTheLimitIsRefused() throws WireException {
        String golden = Goldens.text("ack");
        byte[] most = (golden + " ".repeat(256 * 1024 - golden.length())).getBytes(UTF_8);
        assertThat(Goldens.read("ack", most)).isNotNull();
        byte[] more = (golden + " ".repeat(256 * 1024 + 1 - golden.length())).getBytes(UTF_8);
        assertThatExceptionOfType(WireException.class)
                .isThrownBy(() -> Goldens.read("ack", more))
                .withMessageContaining("262145");
    }

    @Test
    void bodiesFetchedByHttpNameWhatIsMissing() {
        Map<String, Class<?>> bodies =
                Map.of("artwork", Artwork.class, "labeldata", LabelData.class);
        bodies.forEach((kind, type) -> {
            for (String path : Goldens.places(Goldens.tree(kind)).keySet()) {
                ObjectNode without = Goldens.tree(kind);
                Goldens.Place place = Goldens.place(without, path);
                if (place.isNamed()) {
                    place.remove();
                    assertThatExceptionOfType(WireException.class)
                            .as("%s without %s", kind, path)
                            .isThrownBy(() -> Wire.readBody(type, without.toString()))
                            .withMessageContaining(path.split("[.]", -1)[0]);
                }
            }
        });
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertRefused(
            String kind, JsonNode payload, String what) {
        try {
            Message<?> read = Goldens.read(kind, payload);
            throw new AssertionError("%s %s was taken: %s".formatted(kind, what, read));
        } catch (WireException e) {
            return assertThat(e.getMessage()).as("%s %s", kind, what);
        }
    }
}
