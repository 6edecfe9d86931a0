package ampro.station.printer.label;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.LabelPrinterProfile;
import ampro.firmware.wire.LabelData;
import ampro.station.hardware.SerialPort;
import ampro.station.printer.label.LabelResult.NotPrinted;
import ampro.station.printer.label.LabelResult.Printed;
import ampro.station.printer.label.LabelResult.Unknown;
import ampro.station.printer.label.ZplStatus.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// ZPL II. "No error" is not "printed", and a printer in trouble may not answer at all. So a label
/// is printed when, after it was sent, the printer has no format, no rest of one and no label left,
/// its odometer has moved, and it reports no error. Everything else after the first byte is
/// unknown.
///
/// `^JZN` keeps the printer from printing a failed label again by itself.
final class Zpl implements LabelPrinter {
    private static final byte STX = 2;
    private static final byte ETX = 3;

    /// Status is answered from memory, even while printing.
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    /// A pause this long ends an answer that has no proper end.
    private static final Duration SILENCE = Duration.ofMillis(300);

    /// `~HS` has 82 bytes, `~HQES` some 150.
    private static final int ANSWER_BYTES_MAX = 1_024;

    /// Real printers take 2 to 4 s for 6 in; after a pause of the mechanics some more.
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private static final int LOOKS_MAX = 60;

    /// Silent looks in a row that end the waiting: by the manual a printer without media is silent.
    private static final int SILENT_LOOKS_MAX = 3;

    private final LabelPrinterProfile profile;
    private final SerialPort port;
    private final Consumer<Duration> pause;

    Zpl(LabelPrinterProfile profile, SerialPort port, Consumer<Duration> pause) {
        this.profile = profile;
        this.port = port;
        this.pause = pause;
    }

    @Override
    public LabelResult print(LabelData label) {
        OptionalLong before;
        try {
            String trouble = trouble();
            before = ZplStatus.odometer(ask("~HQOD", 1));
            if (trouble.isEmpty() && before.isEmpty()) {
                trouble = "no answer to ~HQOD";
            }
            if (!trouble.isEmpty()) {
                return new NotPrinted(Problem.LABEL_PRINTER_SILENT, trouble);
            }
        } catch (IOException e) {
            return new NotPrinted(Problem.LABEL_PRINTER_SILENT, String.valueOf(e.getMessage()));
        }
        try {
            port.write(ZplLabel.of(label, profile));
            return watch(before.orElseThrow());
        } catch (IOException e) {
            return unknown(String.valueOf(e.getMessage()));
        }
    }

    /// Why this printer cannot take a label now; empty if it can.
    private String trouble() throws IOException {
        Optional<List<String>> errors = ZplStatus.errors(ask("~HQES", 1));
        Optional<Host> host = ZplStatus.host(ask("~HS", 3));
        if (errors.isEmpty()) {
            return "no answer to ~HQES";
        }
        if (!errors.get().isEmpty()) {
            return String.join(", ", errors.get());
        }
        if (host.isEmpty()) {
            return "no answer to ~HS: perhaps out of media or ribbon, or open";
        }
        if (!host.get().troubles().isEmpty()) {
            return String.join(", ", host.get().troubles());
        }
        return host.get().idle() ? "" : "the printer still holds another label";
    }

    private LabelResult watch(long before) throws IOException {
        int silent = 0;
        for (int look = 0; look < LOOKS_MAX && silent < SILENT_LOOKS_MAX; look++) {
            pause.accept(LOOK_EVERY);
            OptionalLong odometer = ZplStatus.odometer(ask("~HQOD", 1));
            Optional<Host> host = ZplStatus.host(ask("~HS", 3));
            Optional<List<String>> errors = ZplStatus.errors(ask("~HQES", 1));
            List<String> troubles = new ArrayList<>(errors.orElse(List.of()));
            troubles.addAll(host.map(Host::troubles).orElse(List.of()));
            if (!troubles.isEmpty()) {
                return unknown(String.join(", ", troubles));
            }
            boolean answered = odometer.isPresent() && host.isPresent() && errors.isPresent();
            if (answered && host.get().idle() && odometer.getAsLong() > before) {
                return new Printed();
            }
            silent = answered ? 0 : silent + 1;
        }
        return unknown(
                silent > 0
                        ? "no answer after the label was sent"
                        : "the printer did not finish the label");
    }

    private static Unknown unknown(String text) {
        return new Unknown(Problem.LABEL_UNKNOWN, text);
    }

    /// The texts between STX and ETX of one answer; fewer than `count` if it ends too early.
    private List<String> ask(String command, int count) throws IOException {
        port.discardInput();
        port.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        List<String> frames = new ArrayList<>();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        byte[] buffer = new byte[256];
        int taken = 0;
        while (frames.size() < count && taken < ANSWER_BYTES_MAX) {
            int got = port.read(buffer, taken == 0 ? ANSWER_WITHIN : SILENCE);
            if (got == 0) {
                break;
            }
            taken += got;
            for (int i = 0; i < got; i++) {
                switch (buffer[i]) {
                    case STX -> frame.reset();
                    case ETX -> frames.add(frame.toString(StandardCharsets.ISO_8859_1));
                    default -> frame.write(buffer[i]);
                }
            }
        }
        return frames;
    }
}
