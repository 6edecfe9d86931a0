package ampro.station.printer.card;

import ampro.firmware.problem.Problem;

/// What a printer let us know about one request.
public sealed interface Outcome<T> {

    /// The printer answered for it.
    record Done<T>(T answer) implements Outcome<T> {}

    /// The printer said no. `text` is its own words.
    record Refused<T>(Problem problem, String text) implements Outcome<T> {}

    /// No answer that fits within the deadline, or the line is lost: nobody knows how much of it
    /// was done. It is never sent again; counters and position tell what they can.
    record Silent<T>(String text) implements Outcome<T> {}
}
