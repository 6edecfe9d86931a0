package ampro.station.store;

/// The disk is full, and what was to be written may wait: nothing of it happened.
public final class NoRoomException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoRoomException(Throwable cause) {
        super("the disk is full", cause);
    }
}
