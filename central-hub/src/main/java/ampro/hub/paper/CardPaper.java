package ampro.hub.paper;

import ampro.firmware.wire.CardCode;
import ampro.hub.card.CardData;
import ampro.hub.card.CountryProfile;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The two sides of a card as vector PDF of exactly 85.60 x 53.98 mm. The same data gives the same
/// bytes, so an artwork is known by its hash.
public final class CardPaper {
    private CardPaper() {}

    public static byte[] front(CardData card, CountryProfile country) throws UnprintableException {
        try (Sheet sheet = new Sheet("Card, front", card.issued(), id(card, 1))) {
            new FrontSide(sheet, card, country).draw();
            return sheet.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException("drawing into memory", e);
        }
    }

    /// - `code`: what the symbol says; it names the single card, so each reprint has another back
    public static byte[] back(CardData card, CountryProfile country, CardCode code)
            throws UnprintableException {
        try (Sheet sheet = new Sheet("Card, back", card.issued(), id(card, 2))) {
            new BackSide(sheet, card, country, code).draw();
            return sheet.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException("drawing into memory", e);
        }
    }

    private static long id(CardData card, int side) {
        return card.licence().compact().hashCode() * 2L + side;
    }

    /// A side as a PNG: 1011 x 638 pixels at 300 dpi.
    public static byte[] png(byte[] pdf, int dpi) {
        return Picture.of(pdf, dpi).png();
    }
}
