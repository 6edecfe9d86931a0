package ampro.firmware.wire;

/// What a grant's address serves: both sides of the card as PDF (85.60 x 53.98 mm, ISO/IEC 7810
/// ID-1, one page each, in Base64) and what the station's screen shows and checks. The grant's
/// SHA-256 is over this record's JSON as served.
public record Artwork(
        String job,
        CardCode code,
        Sensitive<String> holder,
        String categories,
        String front,
        String back) {}
