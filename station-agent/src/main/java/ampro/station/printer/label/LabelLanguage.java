package ampro.station.printer.label;

import ampro.firmware.profile.LabelPrinterProfile;
import ampro.firmware.wire.LabelData;
import ampro.station.hardware.SerialPort;
import java.io.IOException;

/// One language of label printers, on one open port. It draws and it looks; that a label is sent
/// once and what its result is, is [LabelPrinter]'s for all of them.
interface LabelLanguage {

    static LabelLanguage of(LabelPrinterProfile profile, SerialPort port) {
        return switch (profile.language()) {
            case ZPL -> new Zpl(profile, port);
        };
    }

    /// Everything that prints this label once and never again by itself, also after an error. All
    /// words of the label come from outside: data, never commands.
    byte[] draw(LabelData label);

    /// Asks the printer. What has the wrong shape is no answer.
    ///
    /// @throws IOException if the line is lost
    LabelPrinterState look() throws IOException;
}
