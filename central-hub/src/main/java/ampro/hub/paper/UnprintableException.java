package ampro.hub.paper;

/// A card that cannot be drawn as it is: a field's text does not fit even in the smallest letters,
/// or a character has no glyph. The message names the field and the character's code point, never
/// the text.
public final class UnprintableException extends Exception {
    private static final long serialVersionUID = 1;

    private final String field;

    UnprintableException(String field, String reason) {
        super(field + ": " + reason);
        this.field = field;
    }

    /// The card's field number, or what else it is: `1`, `4c`, `12 B`, `title`, `symbol`.
    public String field() {
        return field;
    }
}
