package ampro.firmware.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// asyncapi.yaml says what the code says: every kind, every part, and which may be absent.
@Tag("contract")
class AsyncApiTest {
    private static final JsonNode API = read();

    /// Records whose schema goes by another name than their kind.
    private static final Map<Class<?>, String> NAMES =
            Map.of(
                    Up.OpenLease.class,
                    "openLease",
                    CardCode.class,
                    "cardCode",
                    LabelData.class,
                    "labelData");

    static Set<String> kinds() {
        return Goldens.kinds();
    }

    /// Every record of the wire with its schema's name.
    static Stream<Arguments> records() {
        return Stream.concat(
                        Stream.of(Down.class, Up.class)
                                .flatMap(side -> Arrays.stream(side.getDeclaredClasses()))
                                .filter(Class::isRecord),
                        Stream.of(
                                Envelope.class,
                                Token.class,
                                Counters.class,
                                Facts.class,
                                Artwork.class,
                                CardCode.class,
                                LabelData.class))
                .map(type -> Arguments.of(type, name(type)));
    }

    @Test
    void itIsAsyncApi3() {
        assertThat(API.path("asyncapi").asText()).startsWith("3.0.");
        assertThat(API.path("info").path("version").asText()).isNotBlank();
    }

    @Test
    void everyKindHasItsChannelAndNothingMore() {
        assertThat(names(API.path("channels"))).isEqualTo(Goldens.kinds());
        assertThat(names(API.at("/components/messages"))).isEqualTo(Goldens.kinds());
        StationId station = new StationId("tnr-01");
        for (String kind : Goldens.kinds()) {
            String address = API.at("/channels/" + kind + "/address").asText();
            assertThat(address.replace("{station}", "tnr-01"))
                    .isEqualTo(
                            Wire.downKinds().contains(kind)
                                    ? Topics.down(station, kind)
                                    : Topics.up(station, kind));
            assertThat(API.at("/channels/" + kind + "/messages/" + kind + "/$ref").asText())
                    .isEqualTo("#/components/messages/" + kind);
            assertThat(API.at("/channels/" + kind + "/parameters").has("station")).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void propertiesAreTheRecordsComponents(Class<?> type, String name) {
        JsonNode schema = API.at("/components/schemas/" + name);
        List<RecordComponent> parts = List.of(type.getRecordComponents());
        assertThat(names(schema.path("properties")))
                .as(name)
                .isEqualTo(
                        parts.stream()
                                .map(RecordComponent::getName)
                                .collect(Collectors.toCollection(TreeSet::new)));
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(part -> required.add(part.asText()));
        assertThat(required)
                .as(name)
                .containsExactlyInAnyOrderElementsOf(
                        parts.stream()
                                .filter(part ->
                                        !part.getAnnotatedType()
                                                .isAnnotationPresent(Nullable.class))
                                .map(RecordComponent::getName)
                                .toList());
        for (RecordComponent part : parts) {
            assertType(
                    name + "." + part.getName(),
                    part.getGenericType(),
                    resolved(schema.path("properties").path(part.getName())));
        }
    }

    /// A reference to another record's schema is checked there; here its properties must be its.
    private static void assertType(String where, Type type, JsonNode schema) {
        String told = schema.path("type").asText();
        if (type instanceof ParameterizedType generic && generic.getRawType() == Sensitive.class) {
            assertType(where, generic.getActualTypeArguments()[0], schema);
        } else if (type instanceof ParameterizedType generic) {
            assertThat(told).as(where).isEqualTo("array");
            assertType(
                    where + "[]",
                    generic.getActualTypeArguments()[0],
                    resolved(schema.path("items")));
        } else if (type instanceof Class<?> words && words.isEnum()) {
            List<String> listed = new ArrayList<>();
            schema.path("enum").forEach(word -> listed.add(word.asText()));
            assertThat(listed)
                    .as(where)
                    .containsExactlyElementsOf(
                            Arrays.stream(words.getEnumConstants())
                                    .map(word -> Goldens.JSON.valueToTree(word).asText())
                                    .toList());
        } else if (type instanceof Class<?> part && part.isRecord() && part != StationId.class) {
            assertThat(schema).as(where).isEqualTo(API.at("/components/schemas/" + name(part)));
        } else {
            assertThat(told).as(where).isEqualTo(word(type));
        }
    }

    private static String word(Type type) {
        if (type == long.class || type == Long.class || type == int.class) {
            return "integer";
        }
        if (type == boolean.class) {
            return "boolean";
        }
        return type == double.class ? "number" : "string";
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void goldensFitTheirSchemas(String kind) {
        JsonNode payload = API.at("/components/messages/" + kind + "/payload");
        assertThat(errors(payload, Goldens.tree(kind))).isEmpty();
        for (String path : Goldens.places(Goldens.tree(kind)).keySet()) {
            ObjectNode without = Goldens.tree(kind);
            Goldens.Place place = Goldens.place(without, path);
            if (place.isNamed()) {
                place.remove();
                assertThat(errors(payload, without).isEmpty())
                        .as("%s without %s is told apart by schema as by code", kind, path)
                        .isEqualTo(Goldens.isOptional(kind, path));
            }
        }
    }

    @Test
    void bodiesFetchedByHttpFitTheirSchemas() {
        assertThat(errors(schema("artwork"), Goldens.tree("artwork"))).isEmpty();
        assertThat(errors(schema("labelData"), Goldens.tree("labeldata"))).isEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(API.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(API.at(reference.substring(1)).isMissingNode())
                                .as(reference)
                                .isFalse());
    }

    private static String errors(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", API.path("components"));
        JsonSchema judge =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(whole);
        return judge.validate(value).stream()
                .map(Object::toString)
                .collect(Collectors.joining("; "));
    }

    private static JsonNode schema(String name) {
        return API.at("/components/schemas/" + name);
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? API.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static String name(Class<?> type) {
        String simple = type.getSimpleName();
        return NAMES.getOrDefault(type, simple.toLowerCase(Locale.ROOT));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode read() {
        try (InputStream in = AsyncApiTest.class.getResourceAsStream("asyncapi.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
