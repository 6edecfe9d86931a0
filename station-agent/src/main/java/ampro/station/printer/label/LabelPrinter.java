package ampro.station.printer.label;

import ampro.firmware.profile.LabelPrinterProfile;
import ampro.firmware.wire.LabelData;
import ampro.station.hardware.SerialPort;
import java.time.Duration;
import java.util.function.Consumer;

/// One label printer. Languages are its implementations; ZPL II is the first, TSPL the one to come.
public interface LabelPrinter {

    /// The printer of this profile at the other end of an open port. A lost port needs a new one.
    ///
    /// @param pause waits between looks at a printing printer
    static LabelPrinter of(LabelPrinterProfile profile, SerialPort port, Consumer<Duration> pause) {
        return switch (profile.language()) {
            case "zpl" -> new Zpl(profile, port, pause);
            default ->
                    throw new IllegalArgumentException(
                            "no label printer here speaks " + profile.language());
        };
    }

    /// Prints one label and waits until it is out. Never sends it twice.
    LabelResult print(LabelData label);
}
