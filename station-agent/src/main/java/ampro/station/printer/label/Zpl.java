package ampro.station.printer.label;

import ampro.firmware.profile.LabelPrinterProfile;
import ampro.firmware.wire.LabelData;
import ampro.station.hardware.SerialPort;
import ampro.station.printer.label.ZplStatus.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// ZPL II (ZPL II Programming Guide): labels by `^XA` … `^XZ`, looks by `~HQOD`, `~HS` and `~HQES`.
final class Zpl implements LabelLanguage {
    private static final byte STX = 2;
    private static final byte ETX = 3;

    /// Status is answered from memory, even while printing.
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

    /// A pause this long ends an answer that has no proper end.
    private static final Duration SILENCE = Duration.ofMillis(300);

    /// `~HS` has 82 bytes, `~HQES` some 150.
    private static final int ANSWER_BYTES_MAX = 1_024;

    private final LabelPrinterProfile profile;
    private final SerialPort port;

    Zpl(LabelPrinterProfile profile, SerialPort port) {
        this.profile = profile;
        this.port = port;
    }

    @Override
    public byte[] draw(LabelData label) {
        return ZplLabel.of(label, profile);
    }

    /// The odometer is read first: what it says was printed before all else was found in order.
    @Override
    public LabelPrinterState look() throws IOException {
        OptionalLong odometer = ZplStatus.odometer(ask("~HQOD", 1));
        Optional<Host> host = ZplStatus.host(ask("~HS", 3));
        Optional<List<String>> errors = ZplStatus.errors(ask("~HQES", 1));
        List<String> troubles = new ArrayList<>(errors.orElse(List.of()));
        troubles.addAll(host.map(Host::troubles).orElse(List.of()));
        if (!troubles.isEmpty()) {
            return new LabelPrinterState.Stopped(
                    troubles.stream().distinct().collect(Collectors.joining(", ")));
        }
        if (odometer.isEmpty() || host.isEmpty() || errors.isEmpty()) {
            return new LabelPrinterState.Silent(
                    "no answer to "
                            + (odometer.isEmpty() ? "~HQOD" : host.isEmpty() ? "~HS" : "~HQES"));
        }
        return host.get().idle()
                ? new LabelPrinterState.Idle(odometer.getAsLong())
                : new LabelPrinterState.Busy();
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
