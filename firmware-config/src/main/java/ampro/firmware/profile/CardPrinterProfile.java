package ampro.firmware.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A card printer model. Dots are printable dots at `dpi`, in the direction in which the head reads
/// the card: `lineDots` across (648 on Evolis), `lines` along (1016).
///
/// - `stagesWithoutFeeding`: panels can be downloaded before a blank is fed
/// - `holdsBeforeEject`: a finished card stays inside until the host ejects it
/// - `readsBlank`: the blank's serial can be read inside the printer
/// - `countersProven`: commissioning has shown that the counters survive a power cut
public record CardPrinterProfile(
        String model,
        Language language,
        int baud,
        Handshake handshake,
        int dpi,
        int lineDots,
        int lines,
        String ribbon,
        String frontPanels,
        String backPanels,
        int colourLevels,
        boolean stagesWithoutFeeding,
        boolean holdsBeforeEject,
        boolean readsBlank,
        boolean countersProven) {

    /// A language has one file in the station's `printer.card`.
    public enum Language {
        @JsonProperty("evolis")
        EVOLIS
    }
}
