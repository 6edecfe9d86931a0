package ampro.station.printer.label;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.LabelPrinterProfile;
import ampro.firmware.wire.LabelData;
import ampro.station.hardware.SerialPort;
import ampro.station.printer.label.LabelPrinterState.Busy;
import ampro.station.printer.label.LabelPrinterState.Idle;
import ampro.station.printer.label.LabelPrinterState.Silent;
import ampro.station.printer.label.LabelPrinterState.Stopped;
import ampro.station.printer.label.LabelResult.NotPrinted;
import ampro.station.printer.label.LabelResult.Printed;
import ampro.station.printer.label.LabelResult.Unknown;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/// One label printer, whatever it speaks: when a label may be sent, and what is known of it
/// afterwards. "No error" is not "printed", and a printer in trouble may not answer at all. So a
/// label is printed when, after it was sent, the printer is idle, without trouble, and has counted
/// on. Everything else after the first byte is unknown. A label is never sent twice.
public final class LabelPrinter {
    /// Real printers take 2 to 4 s for 6 in; after a pause of the mechanics some more.
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private static final int LOOKS_MAX = 60;

    /// Silent looks in a row that end the waiting: by the manual a printer without media is silent.
    private static final int SILENT_LOOKS_MAX = 3;

    private final LabelLanguage language;
    private final SerialPort port;
    private final Consumer<Duration> pause;

    private LabelPrinter(LabelLanguage language, SerialPort port, Consumer<Duration> pause) {
        this.language = language;
        this.port = port;
        this.pause = pause;
    }

    /// The printer of this profile at the other end of an open port. A lost port needs a new one.
    ///
    /// @param pause waits between looks at a printing printer
    public static LabelPrinter of(
            LabelPrinterProfile profile, SerialPort port, Consumer<Duration> pause) {
        return new LabelPrinter(LabelLanguage.of(profile, port), port, pause);
    }

    /// Prints one label and waits, about half a minute at most, until it is out.
    ///
    /// @param begin called when the printer is ready, before the first byte of the label leaves
    public LabelResult print(LabelData label, Runnable begin) {
        long before;
        try {
            switch (language.look()) {
                case Idle(long counter) -> before = counter;
                case Busy busy -> {
                    return stopped("the printer still holds another label");
                }
                case Stopped(String why) -> {
                    return stopped(why);
                }
                case Silent(String why) -> {
                    return new NotPrinted(Problem.LABEL_PRINTER_SILENT, why);
                }
            }
        } catch (IOException e) {
            return new NotPrinted(Problem.LABEL_PRINTER_SILENT, String.valueOf(e.getMessage()));
        }
        begin.run();
        try {
            port.write(language.draw(label));
            return watch(before);
        } catch (IOException e) {
            return new Unknown(String.valueOf(e.getMessage()));
        }
    }

    private LabelResult watch(long before) throws IOException {
        int silent = 0;
        for (int look = 0; look < LOOKS_MAX && silent < SILENT_LOOKS_MAX; look++) {
            pause.accept(LOOK_EVERY);
            switch (language.look()) {
                case Idle(long counter) -> {
                    if (counter > before) {
                        return new Printed();
                    }
                    silent = 0;
                }
                case Busy busy -> silent = 0;
                case Stopped(String why) -> {
                    return new Unknown(why);
                }
                case Silent why -> silent++;
            }
        }
        return new Unknown(
                silent > 0
                        ? "no answer after the label was sent"
                        : "the printer did not finish the label");
    }

    private static NotPrinted stopped(String why) {
        return new NotPrinted(Problem.LABEL_PRINTER_STOPPED, why);
    }
}
