package ampro.station.printer.label;

import ampro.firmware.problem.Problem;

/// What became of one label.
public sealed interface LabelResult {

    /// The printer is idle and without error, and its odometer has moved.
    record Printed() implements LabelResult {}

    /// Bytes have left, and nobody knows what came out. Printed again only with a new token.
    record Unknown(Problem problem, String text) implements LabelResult {}

    /// Nothing was sent.
    record NotPrinted(Problem problem, String text) implements LabelResult {}
}
