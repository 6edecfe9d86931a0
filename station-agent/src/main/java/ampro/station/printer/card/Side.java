package ampro.station.printer.card;

/// A side of the card: the front has the portrait.
public enum Side {
    FRONT,
    BACK
}
