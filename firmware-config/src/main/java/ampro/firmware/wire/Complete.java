package ampro.firmware.wire;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a record that was read from JSON has every part that its type promises. Jackson leaves
/// an absent part null whatever the type says.
public final class Complete {
    /// One part of a record: every message asks for all of its parts, reflection is slow.
    private record Part(String name, boolean nullable, Method accessor) {}

    private static final ClassValue<List<Part>> PARTS =
            new ClassValue<>() {
                @Override
                protected List<Part> computeValue(Class<?> type) {
                    return Arrays.stream(type.getRecordComponents())
                            .map(part -> {
                                part.getAccessor().setAccessible(true); // a route's own record
                                return new Part(
                                        part.getName(),
                                        part.getAnnotatedType().isAnnotationPresent(Nullable.class),
                                        part.getAccessor());
                            })
                            .toList();
                }
            };

    private Complete() {}

    /// The name of the first part that is missing, such as `envelope.station`.
    public static Optional<String> missing(Object value) {
        if (value instanceof Iterable<?> list) {
            for (Object item : list) {
                Optional<String> missing = item == null ? Optional.of("item") : missing(item);
                if (missing.isPresent()) {
                    return missing;
                }
            }
        }
        if (!(value instanceof Record)) {
            return Optional.empty();
        }
        for (Part part : PARTS.get(value.getClass())) {
            Object content = content(part, value);
            if (content == null && !part.nullable()) {
                return Optional.of(part.name());
            }
            Optional<String> missing = content == null ? Optional.empty() : missing(content);
            if (missing.isPresent()) {
                return missing.map(name -> part.name() + "." + name);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Object content(Part part, Object value) {
        try {
            return part.accessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's part can be read", e);
        }
    }
}
