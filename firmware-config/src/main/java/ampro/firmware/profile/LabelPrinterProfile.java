package ampro.firmware.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A label printer model. The label is `widthDots` x `lengthDots` at `dpi`. `silentOnError`: the
/// model answers no status request while media or ribbon is out or the head is open. The simulated
/// printer does the same; the station never asks, since silence means unknown for every model.
public record LabelPrinterProfile(
        String model,
        Language language,
        int baud,
        Handshake handshake,
        int dpi,
        int widthDots,
        int lengthDots,
        boolean silentOnError) {

    /// A language has one file in the station's `printer.label`.
    public enum Language {
        @JsonProperty("zpl")
        ZPL
    }
}
