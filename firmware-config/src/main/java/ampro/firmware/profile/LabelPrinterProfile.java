package ampro.firmware.profile;

/// A label printer model. The label is `widthDots` x `lengthDots` at `dpi`. `silentOnError`: the
/// model answers no status request while media or ribbon is out or the head is open, so silence
/// means unknown, never idle.
public record LabelPrinterProfile(
        String model,
        String language,
        int baud,
        int dpi,
        int widthDots,
        int lengthDots,
        boolean silentOnError) {}
