package ampro.firmware.wire;

import static com.fasterxml.jackson.databind.cfg.CoercionAction.Fail;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Payloads to bytes and back. Unknown properties are ignored, so that a newer peer can say more;
/// everything else that does not fit is a [WireException], never a half-read message. A number is
/// no text and a text no number: nothing is guessed.
public final class Wire {
    /// The largest payload either side accepts; artwork does not travel here.
    public static final int PAYLOAD_BYTES_MAX = 256 * 1024;

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
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

    private static final Map<String, Class<? extends Down>> DOWN =
            kinds(
                    Down.Welcome.class,
                    Down.Grant.class,
                    Down.Revoke.class,
                    Down.Fence.class,
                    Down.Ack.class,
                    Down.Resend.class,
                    Down.Confirm.class,
                    Down.Offline.class,
                    Down.Label.class);

    private static final Map<String, Class<? extends Up>> UP =
            kinds(Up.Hello.class, Up.Event.class, Up.Report.class);

    private Wire() {}

    public static Set<String> downKinds() {
        return DOWN.keySet();
    }

    public static Set<String> upKinds() {
        return UP.keySet();
    }

    /// The last topic level under which this body travels: `grant`, `event`, …
    public static String kind(Object body) {
        return kindOf(body.getClass());
    }

    public static byte[] write(Message<?> message) {
        return canonical(message);
    }

    public static Message<Down> readDown(String kind, byte[] payload) throws WireException {
        return read(DOWN.get(kind), kind, payload);
    }

    public static Message<Up> readUp(String kind, byte[] payload) throws WireException {
        return read(UP.get(kind), kind, payload);
    }

    /// The body alone, as journals keep it.
    public static String writeBody(Object body) {
        return new String(canonical(body), StandardCharsets.UTF_8);
    }

    public static <B> B readBody(Class<B> type, String json) throws WireException {
        try {
            B body = JSON.readValue(json, type);
            requireComplete(kindOf(type), body);
            return body;
        } catch (JsonProcessingException e) {
            throw new WireException(kindOf(type) + " cannot be read: " + why(e));
        }
    }

    /// A message around a body that [#writeBody] wrote before.
    public static byte[] wrap(Envelope envelope, String body) {
        return ("{\"body\":" + body + ",\"envelope\":" + writeBody(envelope) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] canonical(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a wire record must be writable", e);
        }
    }

    private static <B> Message<B> read(
            @Nullable Class<? extends B> type, String kind, byte[] payload) throws WireException {
        if (type == null) {
            throw new WireException("no message kind is called " + kind);
        }
        if (payload.length > PAYLOAD_BYTES_MAX) {
            throw new WireException(
                    "%s has %d bytes, at most %d are taken"
                            .formatted(kind, payload.length, PAYLOAD_BYTES_MAX));
        }
        if (new String(payload, StandardCharsets.UTF_8).contains("\\u0000")) {
            throw new WireException(kind + " has a NUL, which no database of ours takes");
        }
        JavaType message = JSON.getTypeFactory().constructParametricType(Message.class, type);
        Message<B> read;
        try {
            read = JSON.readValue(payload, message);
        } catch (IOException e) {
            throw new WireException(kind + " cannot be read: " + why(e));
        }
        if (read == null) {
            throw new WireException(kind + " is empty");
        }
        requireComplete(kind, read);
        if (read.envelope().protocol() != Envelope.PROTOCOL) {
            throw new WireException(
                    "protocol %d is not spoken here, only %d"
                            .formatted(read.envelope().protocol(), Envelope.PROTOCOL));
        }
        return read;
    }

    private static void requireComplete(String kind, Object read) throws WireException {
        Optional<String> missing = Complete.missing(read);
        if (missing.isPresent()) {
            throw new WireException(kind + " lacks " + missing.get());
        }
    }

    /// Where it stands and what is wrong with it, without the text itself.
    private static String why(IOException e) {
        String text =
                e instanceof JsonProcessingException json
                        ? String.valueOf(json.getOriginalMessage())
                        : String.valueOf(e.getMessage());
        String sentence = text.lines().findFirst().orElse(text);
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return sentence;
        }
        return mapping.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null
                                        ? Integer.toString(step.getIndex())
                                        : step.getFieldName())
                        .collect(Collectors.joining("."))
                + ": "
                + sentence;
    }

    @SafeVarargs
    private static <B> Map<String, Class<? extends B>> kinds(Class<? extends B>... types) {
        Map<String, Class<? extends B>> kinds = new LinkedHashMap<>();
        for (Class<? extends B> type : types) {
            kinds.put(kindOf(type), type);
        }
        return kinds;
    }

    private static String kindOf(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
