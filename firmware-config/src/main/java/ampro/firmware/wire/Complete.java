package ampro.firmware.wire;

import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a record that was read from JSON has every part that its type promises. Jackson leaves
/// an absent part null whatever the type says.
public final class Complete {
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
        for (RecordComponent part : value.getClass().getRecordComponents()) {
            Object content = content(part, value);
            if (content == null && !part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                return Optional.of(part.getName());
            }
            Optional<String> missing = content == null ? Optional.empty() : missing(content);
            if (missing.isPresent()) {
                return missing.map(name -> part.getName() + "." + name);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Object content(RecordComponent part, Object value) {
        try {
            part.getAccessor().setAccessible(true); // a request's record is its route's own
            return part.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's part can be read", e);
        }
    }
}
