package ampro.hub.application;

import ampro.firmware.wire.Sensitive;
import ampro.hub.web.ActionView;
import ampro.hub.web.ChainView;
import ampro.hub.web.Layout;
import ampro.hub.web.TimelineView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One application with all that has happened to it and to its card.
///
/// @param type code of `application.type.<code>`; `state` of `application.state.<code>`
/// @param refusal why the last command was refused, in words
/// @param ticks null until a print job exists
/// @param actions what the reader may do now, the obvious one first
public record ApplicationView(
        Layout layout,
        String number,
        String state,
        @Nullable String reason,
        Person holder,
        String type,
        List<String> categories,
        @Nullable String licence,
        String site,
        String collectionPoint,
        int priority,
        Pictures pictures,
        List<Check> checks,
        @Nullable Ticks ticks,
        TimelineView timeline,
        ChainView chain,
        List<ActionView> actions,
        @Nullable String refusal) {

    /// `portrait` is the address of the picture.
    public record Person(
            Sensitive<String> name, Sensitive<LocalDate> born, @Nullable String portrait) {}

    /// Addresses of the card's sides.
    ///
    /// @param printed they are what the printer made, not the preview
    public record Pictures(@Nullable String front, @Nullable String back, boolean printed) {}

    /// `code` is documents, medical or payment; `by` and `at` are null until it is verified.
    public record Check(String code, @Nullable String by, @Nullable Instant at) {
        public boolean done() {
            return at != null;
        }
    }

    /// "Delivered" is not "done": each is null until the station has said so.
    public record Ticks(
            @Nullable Instant sent,
            @Nullable Instant received,
            @Nullable Instant started,
            @Nullable Instant finished) {
        /// Texts are `tick.<code>`.
        public record Tick(String code, @Nullable Instant at) {}

        public List<Tick> inOrder() {
            return List.of(
                    new Tick("sent", sent),
                    new Tick("received", received),
                    new Tick("started", started),
                    new Tick("finished", finished));
        }
    }
}
