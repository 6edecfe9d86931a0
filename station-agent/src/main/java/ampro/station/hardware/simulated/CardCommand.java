package ampro.station.hardware.simulated;

import java.util.List;

/// What the card printer understood from its line.
sealed interface CardCommand {
    record Text(String mnemonic, List<String> parameters) implements CardCommand {
        /// The n-th parameter, empty when it was not given.
        String parameter(int n) {
            return n < parameters.size() ? parameters.get(n) : "";
        }
    }

    /// The header of a download has come, its payload is still on the line. Inside a sequence this
    /// is when the panel before starts to print.
    record Arriving(char panel) implements CardCommand {}

    /// A whole bitmap (`firstLine` 0) or, compressed, a band of it.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares downloads
    record Download(
            String mnemonic, char panel, int levels, int firstLine, boolean compressed, byte[] data)
            implements CardCommand {}

    /// Bytes that are no command; `answer` is what the host is told.
    record Malformed(String answer) implements CardCommand {}
}
