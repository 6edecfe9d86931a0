package ampro.station.store;

import ampro.firmware.problem.Problem;
import java.io.IOException;

/// The journal, or the chip that guards it, cannot be worked with: nothing may be printed, and the
/// screen says why.
public final class JournalException extends IOException {
    private static final long serialVersionUID = 1;

    private final Problem problem;

    public JournalException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /// Whether another look may find it mended: a disk gets room again, a journal never heals.
    public boolean mayPass() {
        return problem != Problem.JOURNAL_DAMAGED;
    }
}
