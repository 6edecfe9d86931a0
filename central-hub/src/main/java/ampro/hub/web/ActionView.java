package ampro.hub.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command the reader may give now. An impossible one is absent, not greyed.
///
/// @param code its words are `action.<code>`
/// @param hidden fields sent along unseen
/// @param asks what has to be told first; empty: one click gives the command
public record ActionView(
        String code, FormView form, Weight weight, Map<String, String> hidden, List<Field> asks) {

    public enum Weight {
        /// The one obvious thing; at most one a page.
        PRIMARY,
        PLAIN,
        /// Ends something that cannot be taken back.
        GRAVE
    }

    /// One thing to tell.
    ///
    /// @param name of the field; its label is `field.<name>`
    /// @param choices codes of `<name>.<code>` for a choice, else empty
    public record Field(
            String name,
            Kind kind,
            @Nullable String value,
            boolean required,
            List<String> choices) {
        public static Field reason() {
            return new Field("reason", Kind.LINES, null, true, List.of());
        }

        public static Field text(String name, boolean required) {
            return new Field(name, Kind.TEXT, null, required, List.of());
        }

        public static Field tick(String name) {
            return new Field(name, Kind.TICK, null, true, List.of());
        }

        public static Field choice(String name, List<String> choices) {
            return new Field(name, Kind.CHOICE, null, true, choices);
        }
    }

    public enum Kind {
        TEXT,
        SECRET,
        LINES,
        TICK,
        CHOICE
    }
}
