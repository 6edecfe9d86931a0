package ampro.station.raster;

/// What became of one side's PDF.
public sealed interface Drawing {

    record Drawn(Panels panels) implements Drawing {}

    /// The picture cannot be used; `why` is one sentence without personal data.
    record Refused(String why) implements Drawing {}
}
