package ampro.hub.web;

import ampro.hub.store.Refusable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a command answers: it is done, or it was refused and nothing happened.
public sealed interface Outcome<T> extends Refusable {

    record Done<T>(T result) implements Outcome<T> {}

    /// A domain "no". `code` is for programs, `detail` says what happened and what to do.
    record Refused<T>(Reason reason, String code, String detail, List<FieldError> fields)
            implements Outcome<T> {

        /// The same refusal as the answer of another command.
        public <R> Refused<R> as() {
            return new Refused<>(reason, code, detail, fields);
        }
    }

    /// One illegal field of the input.
    record FieldError(String field, String reason) {}

    enum Reason {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        TOO_LARGE(413),
        TOO_MANY(429);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    static <T> Outcome<T> done(T result) {
        return new Done<>(result);
    }

    static <T> Refused<T> invalid(List<FieldError> fields) {
        return new Refused<>(
                Reason.INVALID,
                "invalid",
                fields.size() == 1
                        ? fields.getFirst().field() + ": " + fields.getFirst().reason()
                        : fields.size() + " fields are not right",
                List.copyOf(fields));
    }

    static <T> Refused<T> invalid(String field, String reason) {
        return invalid(List.of(new FieldError(field, reason)));
    }

    static <T> Refused<T> notFound(String what) {
        return new Refused<>(Reason.NOT_FOUND, "not-found", what + " does not exist", List.of());
    }

    static <T> Refused<T> conflict(String code, String detail) {
        return new Refused<>(Reason.CONFLICT, code, detail, List.of());
    }

    static <T> Refused<T> forbidden(String detail) {
        return new Refused<>(Reason.FORBIDDEN, "forbidden", detail, List.of());
    }

    default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(T result) -> next.apply(result);
            case Refused<T> refused -> refused.as();
        };
    }

    default <R> Outcome<R> map(Function<T, R> next) {
        return then(result -> new Done<>(next.apply(result)));
    }

    default Optional<T> asOptional() {
        return switch (this) {
            case Done<T>(T result) -> Optional.of(result);
            case Refused<T> refused -> Optional.empty();
        };
    }

    @Override
    default boolean isRefused() {
        return this instanceof Refused;
    }

    /// The result where a refusal would be a programmer's error.
    default T orThrow() {
        return switch (this) {
            case Done<T>(T result) -> result;
            case Refused<T> refused -> throw new IllegalStateException(refused.detail());
        };
    }
}
