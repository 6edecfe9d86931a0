package ampro.station.printer.card;

import ampro.firmware.problem.Problem;
import java.io.Serial;

/// The printer said no, in its own words. Never leaves this package: it ends as [Outcome.Refused].
final class DeniedException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    final Problem problem;
    final String text;

    DeniedException(Problem problem, String text) {
        super(text);
        this.problem = problem;
        this.text = text;
    }
}
