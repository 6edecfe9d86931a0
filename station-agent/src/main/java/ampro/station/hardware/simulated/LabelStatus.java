package ampro.station.hardware.simulated;

import ampro.firmware.profile.LabelPrinterProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The label printer's answers, byte for byte as the ZPL II guide and captures of real printers
/// have them.
///
/// @param buffered formats that wait in the receive buffer
/// @param partial a format has begun and not ended
/// @param remaining labels of the present format still to print
record LabelStatus(
        LabelPrinterProfile profile,
        String serial,
        boolean mediaOut,
        int buffered,
        boolean full,
        boolean partial,
        int remaining,
        long dotsFed) {
    private static final String STX = "\u0002";
    private static final String ETX = "\u0003";
    private static final String CRLF = "\r\n";
    private static final int STATUS_COLUMNS = 42;
    private static final double MILLIMETRES_AN_INCH = 25.4;

    /// Baud rates by the code in bits a8 a2 a1 a0 of the serial settings.
    private static final List<Integer> BAUDS =
            List.of(110, 300, 600, 1200, 2400, 4800, 9600, 19200, 28800, 38400, 57600, 14400);

    byte[] answer(String request) {
        String text =
                switch (request) {
                    case "HS" -> hostStatus();
                    case "HI" -> identification();
                    case "HQES" -> errors();
                    case "HQOD" -> odometer();
                    case "HQSN" ->
                            STX
                                    + CRLF
                                    + CRLF
                                    + "  SERIAL NUMBER"
                                    + CRLF
                                    + "   "
                                    + serial
                                    + CRLF
                                    + ETX;
                    default -> "";
                };
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String hostStatus() {
        return line(
                        "%03d,%d,0,%04d,%03d,%d,0,%d,000,0,0,0"
                                .formatted(
                                        serialSettings(),
                                        mediaOut ? 1 : 0,
                                        profile.lengthDots(),
                                        buffered,
                                        full ? 1 : 0,
                                        partial ? 1 : 0))
                + line("001,0,0,0,1,2,0,0,%08d,1,000".formatted(remaining))
                + line("1234,0");
    }

    private static String line(String content) {
        return STX + content + ETX + CRLF;
    }

    /// 8 data bits, one stop bit, no parity, XON/XOFF.
    private int serialSettings() {
        int code = Math.max(0, BAUDS.indexOf(profile.baud()));
        return ((code & 8) << 5) | 0b11000 | (code & 7);
    }

    private String identification() {
        long dotsMillimetre = Math.round(profile.dpi() / MILLIMETRES_AN_INCH);
        return STX + profile.model() + ",V1.0Z," + dotsMillimetre + ",8172KB" + ETX + CRLF;
    }

    private String errors() {
        return STX
                + CRLF
                + CRLF
                + padded("  PRINTER STATUS")
                + padded(
                        "   ERRORS:         %d 00000000 0000000%d"
                                .formatted(mediaOut ? 1 : 0, mediaOut ? 1 : 0))
                + padded("   WARNINGS:       0 00000000 00000000")
                + ETX;
    }

    private static String padded(String text) {
        return text + " ".repeat(STATUS_COLUMNS - text.length()) + CRLF;
    }

    private String odometer() {
        long inches = dotsFed / profile.dpi();
        return STX
                + CRLF
                + CRLF
                + "  PRINT METERS"
                + CRLF
                + "   TOTAL NONRESETTABLE:%13d \"".formatted(inches)
                + CRLF
                + "   USER RESETTABLE CNTR1:%11d \"".formatted(inches)
                + ETX;
    }
}
