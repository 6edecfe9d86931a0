package ampro.hub.custody;

import ampro.firmware.wire.Token;

/// A station's right to print one job, and the identity that its card will carry. One of each a
/// token, never used again.
public record Lease(String station, Token token, String card) {
    boolean isOf(String who, Token under) {
        return station.equals(who) && token.equals(under);
    }
}
