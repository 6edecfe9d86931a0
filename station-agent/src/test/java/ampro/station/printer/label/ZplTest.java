package ampro.station.printer.label;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.problem.Problem;
import ampro.firmware.profile.Profiles;
import ampro.firmware.wire.LabelData;
import ampro.station.hardware.SerialPort;
import ampro.station.printer.label.LabelResult.NotPrinted;
import ampro.station.printer.label.LabelResult.Printed;
import ampro.station.printer.label.LabelResult.Unknown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
final class ZplTest {
    private static final LabelData LABEL =
            new LabelData("L-7", "340123450000000017", "Hub", List.of("Office"), 3, "TOKEN");
    private static final String IDLE = host(0, 0, 0, 0, 0, 0, 0);
    private static final String BUSY = host(0, 0, 1, 0, 0, 0, 1);

    private final StatusPrinter printer = new StatusPrinter();
    private int begun;
    private final List<Duration> pauses = new ArrayList<>();
    private final LabelPrinter zpl =
            LabelPrinter.of(Profiles.load().labelPrinter("zpl-reference"), printer, pauses::add);

    @Test
    void aLabelIsPrintedWhenIdleWithoutErrorAndTheOdometerMoved() {
        printer.answers("~HS", IDLE, BUSY, IDLE);
        printer.answers("~HQOD", odometer(154), odometer(154), odometer(157), odometer(160));
        assertThat(print()).isEqualTo(new Printed());
        assertThat(printer.labels).hasSize(1);
        assertThat(printer.labels.getFirst()).startsWith("^XA").endsWith("^XZ\n");
        assertThat(pauses).hasSize(2);
        assertThat(begun).isOne();
    }

    @Test
    void nothingIsSentToAPrinterInTroubleOrSilentOrAtWork() {
        printer.answers("~HQES", errors("00000005"));
        assertStopped("media out, head open");
        printer.answers("~HQES", errors("00000000"));
        printer.answers("~HS", host(0, 0, 0, 0, 0, 1, 0));
        assertStopped("ribbon out");
        printer.answers("~HS", BUSY);
        assertStopped("the printer still holds another label");
        printer.answers("~HS", "");
        assertSilent("no answer to ~HS");
        printer.answers("~HS", IDLE);
        printer.answers("~HQOD", "");
        assertSilent("no answer to ~HQOD");
        printer.answers("~HQOD", odometer(154));
        printer.answers("~HQES", "");
        assertSilent("no answer to ~HQES");
        assertThat(printer.labels).isEmpty();
        assertThat(begun).isZero();
    }

    @Test
    void noErrorIsNotPrintedWhileTheOdometerStandsStill() {
        assertThat(print()).isEqualTo(new Unknown("the printer did not finish the label"));
        assertThat(pauses).hasSize(60);
        assertThat(printer.labels).hasSize(1);
    }

    @Test
    void silenceAfterTheLabelIsUnknownAndNothingIsSentAgain() {
        printer.silentAfterLabel = true;
        assertThat(print()).isEqualTo(new Unknown("no answer after the label was sent"));
        assertThat(printer.labels).hasSize(1);
    }

    @Test
    void anErrorAfterTheLabelIsUnknown() {
        printer.answers("~HQES", errors("00000000"), errors("00000002"));
        printer.answers("~HQOD", odometer(154), odometer(158));
        assertThat(print()).isEqualTo(new Unknown("ribbon out"));
    }

    @Test
    void aLineLostBeforeTheLabelIsNotPrintedAndWithinItUnknown() {
        printer.lostAt = "~HQES";
        assertSilent("line lost");
        printer.lostAt = "^XA";
        assertThat(print()).isEqualTo(new Unknown("line lost"));
    }

    @Test
    void noiseIsNeverPrinted() {
        long seed = 2_718;
        Random random = new Random(seed);
        for (int run = 0; run < 300; run++) {
            byte[] noise = new byte[random.nextInt(1_500)];
            random.nextBytes(noise);
            printer.answers(
                    List.of("~HS", "~HQES", "~HQOD").get(random.nextInt(3)),
                    new String(noise, StandardCharsets.ISO_8859_1));
            assertThat(print()).as("seed %d run %d", seed, run).isNotInstanceOf(Printed.class);
        }
    }

    private void assertSilent(String text) {
        assertThat(print()).isEqualTo(new NotPrinted(Problem.LABEL_PRINTER_SILENT, text));
    }

    private void assertStopped(String text) {
        assertThat(print()).isEqualTo(new NotPrinted(Problem.LABEL_PRINTER_STOPPED, text));
    }

    private LabelResult print() {
        return zpl.print(LABEL, () -> begun++);
    }

    private static String host(
            int paper, int pause, int formats, int partial, int head, int ribbon, int labels) {
        return "\u0002030,%d,%d,1218,%03d,0,0,%d,000,0,0,0\u0003\r\n"
                        .formatted(paper, pause, formats, partial)
                + "\u0002001,0,%d,%d,0,2,6,0,%08d,1,000\u0003\r\n".formatted(head, ribbon, labels)
                + "\u00021234,0\u0003\r\n";
    }

    private static String errors(String bits) {
        return ("\u0002\r\n\r\n  PRINTER STATUS      \r\n   ERRORS:         %d 00000000 %s  \r\n"
                        + "   WARNINGS:       0 00000000 00000000  \r\n\u0003")
                .formatted(bits.equals("00000000") ? 0 : 1, bits);
    }

    private static String odometer(int inches) {
        return ("\u0002\r\n\r\n  PRINT METERS\r\n   TOTAL NONRESETTABLE:          %d \"\r\n"
                        + "   USER RESETTABLE CNTR1:        %d \"\r\n\u0003")
                .formatted(inches, inches);
    }

    /// Answers each status request with the next text of its list; the last one stays.
    private static final class StatusPrinter implements SerialPort {
        private final Map<String, Deque<String>> answers = new HashMap<>();
        private final List<String> labels = new ArrayList<>();
        private String toHost = "";
        private String lostAt = "nowhere";
        private boolean silentAfterLabel;

        StatusPrinter() {
            answers("~HS", IDLE);
            answers("~HQES", errors("00000000"));
            answers("~HQOD", odometer(154));
        }

        void answers(String command, String... texts) {
            answers.put(command, new ArrayDeque<>(List.of(texts)));
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            if (text.startsWith(lostAt)) {
                throw new IOException("line lost");
            }
            Deque<String> texts = answers.get(text.strip());
            if (texts == null) {
                labels.add(text);
            } else if (!silentAfterLabel || labels.isEmpty()) {
                toHost += texts.size() > 1 ? texts.removeFirst() : texts.getFirst();
            }
        }

        @Override
        public int read(byte[] into, Duration within) {
            byte[] bytes = toHost.getBytes(StandardCharsets.ISO_8859_1);
            int got = Math.min(into.length, bytes.length);
            System.arraycopy(bytes, 0, into, 0, got);
            toHost = toHost.substring(got);
            return got;
        }

        @Override
        public void discardInput() {
            toHost = "";
        }

        @Override
        public void close() {}
    }
}
