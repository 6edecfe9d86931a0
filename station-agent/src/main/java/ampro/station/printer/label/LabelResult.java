package ampro.station.printer.label;

import ampro.firmware.problem.Problem;

/// What became of one label. The texts are for the log.
public sealed interface LabelResult {

    /// It is out: the printer is idle, without trouble, and has counted on.
    record Printed() implements LabelResult {}

    /// Bytes of it have left, and nobody knows what came out. Final: the hub asks again, under a
    /// new token.
    record Unknown(String why) implements LabelResult {}

    /// No byte of it has left. The same label waits and is tried again.
    record NotPrinted(Problem problem, String why) implements LabelResult {}
}
