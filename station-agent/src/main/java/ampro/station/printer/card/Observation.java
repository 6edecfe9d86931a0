package ampro.station.printer.card;

import ampro.firmware.wire.Counters;
import java.util.OptionalInt;

/// A look at the printer that moves nothing.
public sealed interface Observation {

    /// It is at work: it says so, or position or counters changed while we looked.
    record Moving(String text) implements Observation {}

    /// It stands still.
    ///
    /// `errorMode` is as read: another one than the [CardPrinter#prepare] has set reveals that the
    /// printer was reset in between. `cardsOnRibbon` is empty where the model does not tell.
    record Standing(
            Position position,
            int errorMode,
            Counters counters,
            boolean coverOpen,
            boolean feederEmpty,
            boolean ribbonEnded,
            OptionalInt cardsOnRibbon)
            implements Observation {

        public boolean cardInside() {
            return position != Position.NONE;
        }

        /// Whether the printer lost power or was reset since it was last prepared.
        public boolean wasReset() {
            return errorMode != CardPrinter.PREPARED_ERROR_MODE;
        }
    }

    /// Where the printer has a card. `JAMMED`: there is one and the printer cannot say where.
    enum Position {
        NONE,
        PRINT,
        CHIP,
        CONTACTLESS,
        JAMMED
    }
}
