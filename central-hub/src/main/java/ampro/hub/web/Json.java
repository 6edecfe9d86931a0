package ampro.hub.web;

import static com.fasterxml.jackson.databind.cfg.CoercionAction.Fail;

import ampro.firmware.wire.Complete;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The API's JSON: absent parts are left out; unknown properties in requests and missing ones are
/// refused by name. A number is no text and a text no number: nothing is guessed.
public final class Json {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            texts ->
                                    texts.setCoercion(CoercionInputShape.Integer, Fail)
                                            .setCoercion(CoercionInputShape.Float, Fail)
                                            .setCoercion(CoercionInputShape.Boolean, Fail))
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                    .build();

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static <T> Outcome<T> read(Class<T> type, byte[] text) {
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                return Outcome.invalid("body", "is missing");
            }
            return Complete.missing(value)
                    .<Outcome<T>>map(part -> Outcome.invalid(part, "is missing"))
                    .orElseGet(() -> Outcome.done(value));
        } catch (UnrecognizedPropertyException e) {
            return Outcome.invalid(path(e), "is not known here");
        } catch (MismatchedInputException e) {
            return text.length == 0
                    ? Outcome.invalid("body", "is missing")
                    : Outcome.invalid(path(e), "is " + shape(e.getTargetType()));
        } catch (JsonMappingException e) {
            return Outcome.invalid(path(e), "cannot be read");
        } catch (IOException e) {
            return Outcome.invalid("body", "is not JSON");
        }
    }

    /// Text this program wrote itself.
    public static <T> T readOwn(Class<T> type, String text) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(JsonMappingException e) {
        String path =
                e.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null
                                        ? "[" + step.getIndex() + "]"
                                        : step.getFieldName())
                        .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }

    /// What JSON calls the values of this type.
    private static String shape(@Nullable Class<?> type) {
        if (type == null || type.isRecord()) {
            return "an object";
        }
        if (type == String.class || type.isEnum()) {
            return "a text";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type == boolean.class || type == Boolean.class ? "true or false" : "a whole number";
    }
}
