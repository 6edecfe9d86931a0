package ampro.station.job;

import ampro.firmware.wire.Counters;

/// What a printer says of itself while it stands still. `reset` is true when its error mode has
/// fallen back to the power-on value: it lost its power since this station last set it.
public record Observation(String serial, boolean cardInside, Counters counters, boolean reset) {

    /// The same, of a printer whose reset does not show any more.
    Observation afterReset() {
        return new Observation(serial, cardInside, counters, true);
    }
}
