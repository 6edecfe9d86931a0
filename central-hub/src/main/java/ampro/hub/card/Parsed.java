package ampro.hub.card;

/// What reading something that a person typed, sent or scanned came to. The reason is one plain
/// sentence and never repeats the input.
public sealed interface Parsed<T> {
    record Read<T>(T value) implements Parsed<T> {}

    record Refused<T>(String field, String reason) implements Parsed<T> {}
}
