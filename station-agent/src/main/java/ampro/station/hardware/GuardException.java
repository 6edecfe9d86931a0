package ampro.station.hardware;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// The guard counter cannot be had now. The message names the chip, what happened and what a
/// technician does about it. The count may have risen nevertheless; see [GuardCounter].
public final class GuardException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    public GuardException(String message) {
        this(message, null);
    }

    public GuardException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
