package ampro.hub.custody;

import ampro.firmware.wire.Token;

/// A station's right to print one job, and the identity that its card will carry. One of each a
/// token, never used again.
public record Lease(String station, Token token, String card) {}
