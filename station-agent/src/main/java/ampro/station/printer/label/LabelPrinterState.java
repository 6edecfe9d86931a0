package ampro.station.printer.label;

/// What a label printer says of itself.
sealed interface LabelPrinterState {

    /// Nothing left to print and nothing in the way.
    ///
    /// @param counter what only a printed label moves: an odometer, a number of labels
    record Idle(long counter) implements LabelPrinterState {}

    record Busy() implements LabelPrinterState {}

    /// Somebody has to do something: `why`, in the manual's words, is for the log.
    record Stopped(String why) implements LabelPrinterState {}

    /// It does not answer, or not all of it. Some models are silent when they are out of labels.
    record Silent(String why) implements LabelPrinterState {}
}
