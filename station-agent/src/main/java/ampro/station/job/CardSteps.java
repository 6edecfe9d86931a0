package ampro.station.job;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.Token;
import ampro.station.printer.card.Step;
import ampro.station.raster.CardRaster;
import ampro.station.raster.Drawing;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The steps of one card: those that only fill the printer's memory, and from the first that
/// touches a blank on.
record CardSteps(Token token, List<Step> all, int staged) {

    /// Drawn from the artwork that was granted; empty where it is another one or cannot be drawn.
    static Optional<CardSteps> draw(CardPrinterProfile profile, Lease lease, String artwork) {
        return EventChain.sha256(artwork).equals(lease.sha256())
                ? CardFaces.read(artwork).flatMap(read -> draw(profile, lease.token(), read))
                : Optional.empty();
    }

    private static Optional<CardSteps> draw(
            CardPrinterProfile profile, Token token, Artwork artwork) {
        CardRaster raster = new CardRaster(profile);
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            return raster.front(base64.decode(artwork.front())) instanceof Drawing.Drawn(var front)
                            && raster.back(base64.decode(artwork.back()))
                                    instanceof Drawing.Drawn(var back)
                    ? Optional.of(of(token, Step.plan(profile, front, back)))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not Base64
        }
    }

    private static CardSteps of(Token token, List<Step> steps) {
        int staged = 0;
        while (!steps.get(staged).touchesCard()) {
            staged++;
        }
        return new CardSteps(token, steps, staged);
    }
}
