package ampro.firmware.wire;

import java.util.List;

/// What a label's address serves: the words and symbols of one parcel label, 4 x 6 in. The station
/// turns them into its printer's language. `sscc` has 18 digits (GS1 General Specifications 3.3.2).
public record LabelData(
        String label, String sscc, String from, List<String> to, int cards, String token) {
    /// Lines of the address; more do not fit the label.
    public static final int ADDRESS_LINES_MAX = 5;

    public LabelData {
        if (!sscc.matches("[0-9]{18}")) {
            throw new IllegalArgumentException("an SSCC has 18 digits, not " + sscc);
        }
        if (to.size() > ADDRESS_LINES_MAX) {
            throw new IllegalArgumentException(
                    "at most %d address lines, not %d".formatted(ADDRESS_LINES_MAX, to.size()));
        }
        to = List.copyOf(to);
    }

    /// What its QR symbol says.
    public LabelCode code() {
        return new LabelCode(sscc, token);
    }
}
