package ampro.station.printer.card;

/// Who is at the other end of the cable. A swapped cable shows in the serial number.
public record Identity(String model, String serial, String firmware) {}
