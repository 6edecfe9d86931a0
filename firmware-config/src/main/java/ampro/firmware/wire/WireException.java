package ampro.firmware.wire;

/// A payload that this protocol cannot take; the sentence says why. The receiver keeps the payload
/// aside and goes on.
public final class WireException extends Exception {
    private static final long serialVersionUID = 1L;

    public WireException(String why) {
        super(why);
    }
}
